//! The `operator` module: the operators as functions. Its classes are in [`getters`].

pub mod getters;

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::{Comparison, Operation};
use copperhead_stencils::value::Value;

use super::Store;
use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::native::{Arguments, Method};
use crate::objects::special::Special;
use crate::objects::text::Display;
use crate::objects::{access, operations, sequence};

/// A function of two operands.
macro_rules! binary {
    ($name:literal $operation:ident) => {
        Method::new(
            $name,
            |context, arguments| operations::binary(context, Operation::$operation, false, arguments.get(0), arguments.get(1)),
            2,
            2,
        )
        .unbound()
    };
    (in place $name:literal $operation:ident) => {
        Method::new(
            $name,
            |context, arguments| operations::binary(context, Operation::$operation, true, arguments.get(0), arguments.get(1)),
            2,
            2,
        )
        .unbound()
    };
    (compare $name:literal $comparison:ident) => {
        Method::new(
            $name,
            |context, arguments| operations::compare(context, Comparison::$comparison, arguments.get(0), arguments.get(1)),
            2,
            2,
        )
        .unbound()
    };
    (unary $name:literal $special:ident) => {
        Method::new($name, |context, arguments| operations::unary(context, Special::$special, arguments.get(0)), 1, 1).unbound()
    };
}

/// The functions. Most have a second name between double underscores.
static FUNCTIONS: &[Method] = &[
    binary!("add" Add),
    binary!("sub" Subtract),
    binary!("mul" Multiply),
    binary!("truediv" Divide),
    binary!("floordiv" FloorDivide),
    binary!("mod" Modulo),
    binary!("pow" Power),
    binary!("matmul" MatrixMultiply),
    binary!("lshift" ShiftLeft),
    binary!("rshift" ShiftRight),
    binary!("and_" And),
    binary!("or_" Or),
    binary!("xor" Xor),
    binary!(in place "iadd" Add),
    binary!(in place "isub" Subtract),
    binary!(in place "imul" Multiply),
    binary!(in place "itruediv" Divide),
    binary!(in place "ifloordiv" FloorDivide),
    binary!(in place "imod" Modulo),
    binary!(in place "ipow" Power),
    binary!(in place "imatmul" MatrixMultiply),
    binary!(in place "ilshift" ShiftLeft),
    binary!(in place "irshift" ShiftRight),
    binary!(in place "iand" And),
    binary!(in place "ior" Or),
    binary!(in place "ixor" Xor),
    binary!(compare "lt" Less),
    binary!(compare "le" LessEqual),
    binary!(compare "eq" Equal),
    binary!(compare "ne" NotEqual),
    binary!(compare "gt" Greater),
    binary!(compare "ge" GreaterEqual),
    binary!(unary "neg" Neg),
    binary!(unary "pos" Pos),
    binary!(unary "inv" Invert),
    binary!(unary "invert" Invert),
    binary!(unary "abs" Abs),
    Method::new("not_", |context, arguments| operations::truth(context, arguments.get(0)).map(|truth| Value::from_bool(!truth)), 1, 1)
        .unbound(),
    Method::new("truth", |context, arguments| operations::truth(context, arguments.get(0)).map(Value::from_bool), 1, 1).unbound(),
    Method::new("is_", |_, arguments| Ok(Value::from_bool(operations::same(arguments.get(0), arguments.get(1)))), 2, 2).unbound(),
    Method::new("is_not", |_, arguments| Ok(Value::from_bool(!operations::same(arguments.get(0), arguments.get(1)))), 2, 2).unbound(),
    Method::new("index", index, 1, 1).unbound(),
    Method::new("concat", |context, arguments| concatenate(context, arguments, false), 2, 2).unbound(),
    Method::new("iconcat", |context, arguments| concatenate(context, arguments, true), 2, 2).unbound(),
    Method::new("contains", contains, 2, 2).unbound(),
    Method::new("getitem", |context, arguments| operations::get_item(context, arguments.get(0), arguments.get(1)), 2, 2).unbound(),
    Method::new("setitem", set_item, 3, 3).unbound(),
    Method::new("delitem", delete_item, 2, 2).unbound(),
    Method::new("countOf", count_of, 2, 2).unbound(),
    Method::new("indexOf", index_of, 2, 2).unbound(),
    Method::new("length_hint", hint, 1, 2).unbound(),
    Method::raw("call", call).unbound(),
];

/// The functions that have no name between double underscores.
const PLAIN: &[&str] = &["countOf", "indexOf", "length_hint", "is_", "is_not", "truth"];

/// What `__all__` lists.
const ALL: &str = "abs add and_ attrgetter call concat contains countOf delitem eq floordiv ge getitem gt iadd iand iconcat ifloordiv \
    ilshift imatmul imod imul index indexOf inv invert ior ipow irshift is_ is_not isub itemgetter itruediv ixor le length_hint lshift lt \
    matmul methodcaller mod mul ne neg not_ or_ pos pow rshift setitem sub truediv truth xor";

/// The names of all functions between double underscores.
const SPECIAL: &[(&str, &str)] = &[
    ("add", "__add__"),
    ("sub", "__sub__"),
    ("mul", "__mul__"),
    ("truediv", "__truediv__"),
    ("floordiv", "__floordiv__"),
    ("mod", "__mod__"),
    ("pow", "__pow__"),
    ("matmul", "__matmul__"),
    ("lshift", "__lshift__"),
    ("rshift", "__rshift__"),
    ("and_", "__and__"),
    ("or_", "__or__"),
    ("xor", "__xor__"),
    ("iadd", "__iadd__"),
    ("isub", "__isub__"),
    ("imul", "__imul__"),
    ("itruediv", "__itruediv__"),
    ("ifloordiv", "__ifloordiv__"),
    ("imod", "__imod__"),
    ("ipow", "__ipow__"),
    ("imatmul", "__imatmul__"),
    ("ilshift", "__ilshift__"),
    ("irshift", "__irshift__"),
    ("iand", "__iand__"),
    ("ior", "__ior__"),
    ("ixor", "__ixor__"),
    ("lt", "__lt__"),
    ("le", "__le__"),
    ("eq", "__eq__"),
    ("ne", "__ne__"),
    ("gt", "__gt__"),
    ("ge", "__ge__"),
    ("neg", "__neg__"),
    ("pos", "__pos__"),
    ("inv", "__inv__"),
    ("invert", "__invert__"),
    ("abs", "__abs__"),
    ("not_", "__not__"),
    ("index", "__index__"),
    ("concat", "__concat__"),
    ("iconcat", "__iconcat__"),
    ("contains", "__contains__"),
    ("getitem", "__getitem__"),
    ("setitem", "__setitem__"),
    ("delitem", "__delitem__"),
    ("call", "__call__"),
];

const _: () = assert!(SPECIAL.len() + PLAIN.len() == FUNCTIONS.len());

/// `a + b` of sequences only.
fn concatenate(context: &mut Context, arguments: &Arguments, in_place: bool) -> Result<Value> {
    let (a, b) = (arguments.get(0), arguments.get(1));
    let class = context.class_of(a);
    let number = matches!(access::kind(a), None | Some(Kind::BigInt | Kind::Float | Kind::Complex));
    if number || context.lookup_special(class, Special::GetItem)?.is_none() {
        let name = context.class_name(class);
        return Err(context.raise(ClassId::TypeError, format_args!("'{}' object can't be concatenated", Display(name))));
    }
    operations::binary(context, Operation::Add, in_place, a, b)
}

/// `index(a)`: an int of the class itself.
fn index(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let number = operations::index(context, arguments.get(0))?;
    context.exact_int(number)
}

fn contains(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    operations::contains(context, arguments.get(0), arguments.get(1)).map(Value::from_bool)
}

fn set_item(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    operations::set_item(context, arguments.get(0), arguments.get(1), arguments.get(2))?;
    Ok(Value::NONE)
}

fn delete_item(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    operations::delete_item(context, arguments.get(0), arguments.get(1))?;
    Ok(Value::NONE)
}

/// The iterator of what `countOf` and `indexOf` search.
fn searched(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let searched = arguments.get(0);
    if !context.is_iterable(searched)? {
        let name = context.class_name_of(searched);
        return Err(context.raise(ClassId::TypeError, format_args!("argument of type '{}' is not iterable", Display(name))));
    }
    context.get_iterator(searched)
}

fn count_of(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let iterator = searched(context, arguments)?;
    let mut count = 0usize;
    while let Some(item) = operations::next(context, iterator)? {
        if sequence::quick_equal(context, item, arguments.get(1))? {
            count = count.saturating_add(1);
        }
    }
    context.new_int_of_size(count)
}

fn index_of(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let iterator = searched(context, arguments)?;
    let mut place = 0usize;
    while let Some(item) = operations::next(context, iterator)? {
        if sequence::quick_equal(context, item, arguments.get(1))? {
            return context.new_int_of_size(place);
        }
        place = place.saturating_add(1);
    }
    Err(context.raise(ClassId::ValueError, format_args!("sequence.index(x): x not in sequence")))
}

/// `length_hint(object, default=0)`: the length, else what `__length_hint__` says, else the default.
fn hint(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let object = arguments.get(0);
    let default = match arguments.optional(1) {
        Some(default) if !sequence::has_index(context, default)? => {
            let name = context.class_name_of(default);
            let text = format_args!("'{}' object cannot be interpreted as an integer", Display(name));
            return Err(context.raise(ClassId::TypeError, text));
        }
        Some(default) => {
            let number = operations::as_isize(context, default)?;
            context.new_int_of(number)?
        }
        None => Value::from_i32_small(0),
    };
    length_hint(context, object, default)
}

/// How many items an object says it has; `default` if it says nothing.
///
/// # Errors
/// TypeError, ValueError, what the object raises.
pub(crate) fn length_hint(context: &mut Context, object: Value, default: Value) -> Result<Value> {
    let class = context.class_of(object);
    if matches!(access::kind(object), Some(Kind::Str)) || context.lookup_special(class, Special::Len)?.is_some() {
        match operations::length(context, object) {
            Ok(length) => return context.new_int_of_size(length),
            Err(raised) => forgive(context, raised)?,
        }
    }
    let Some(answer) = (match operations::call_special(context, object, Special::LengthHint, &[]) {
        Ok(answer) => answer,
        Err(raised) => {
            forgive(context, raised)?;
            None
        }
    }) else {
        return Ok(default);
    };
    if answer == Value::NOT_IMPLEMENTED {
        return Ok(default);
    }
    if !crate::objects::integer::is_integer(answer) {
        let name = context.class_name_of(answer);
        let text = format_args!("__length_hint__ must be an integer, not {}", Display(name));
        return Err(context.raise(ClassId::TypeError, text));
    }
    let length = operations::as_isize(context, answer)?;
    if length < 0 {
        return Err(context.raise(ClassId::ValueError, format_args!("__length_hint__() should return >= 0")));
    }
    context.new_int_of(length)
}

/// Takes a TypeError back.
fn forgive(context: &mut Context, raised: crate::error::Raised) -> Result<()> {
    if !context.exception_is(ClassId::TypeError) {
        return Err(raised);
    }
    context.machine.exception = Value::UNDEFINED;
    Ok(())
}

/// `call(object, /, *args, **kwargs)`.
fn call(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let named = context.named_count(arguments);
    if arguments.len() == named {
        return Err(context.raise(ClassId::TypeError, format_args!("call expected at least 1 argument, got 0")));
    }
    context.pass_on(arguments.get(0), arguments, 1)
}

/// The module's values.
pub(crate) fn values(context: &mut Context, store: &mut Store<'_>) -> Result<()> {
    // Programs see where CPython keeps them.
    let owner = context.intern("_operator")?;
    for method in FUNCTIONS {
        let function = context.new_native_function(method, owner)?;
        store(context, method.name, function)?;
        if let Some(&(_, special)) = SPECIAL.iter().find(|(name, _)| *name == method.name) {
            store(context, special, function)?;
        }
        if method.name == "abs" {
            let name = context.intern("abs")?;
            let built_in = context.find_builtin(name)?;
            store(context, "_abs", built_in.unwrap_or(function))?;
        }
    }
    for (name, id) in
        [("itemgetter", ClassId::ItemGetter), ("attrgetter", ClassId::AttributeGetter), ("methodcaller", ClassId::MethodCaller)]
    {
        let class = Value::from_pointer(context.late_class(id)?);
        store(context, name, class)?;
    }
    let all = context.new_list(&[])?;
    for name in ALL.split_ascii_whitespace() {
        let name = context.intern(name)?;
        context.list_append(all, name)?;
    }
    store(context, "__all__", all)
}
