//! `object`.

use copperhead_stencils::layout::callable::BoundMethod;
use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{as_class, class_flags, is};
use super::class_list::ClassId;
use super::instance::{is_native, object_new};
use super::layout::Class;
use super::native::{Arguments, Attribute, Method};
use super::special::Special;
use super::text::{self, Display};
use super::{attribute, class, operations};
use crate::context::Context;
use crate::error::Result;

/// `object.__init__`: what it complains of was checked by whoever constructs.
pub(crate) fn object_init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    if arguments.len() > 1 {
        let class = context.class_of(arguments.get(0));
        let init = context.lookup_special(class, Special::Init)?;
        if init.is_some_and(|init| !context.is_default_init(init)) {
            return Err(context
                .raise(ClassId::TypeError, format_args!("object.__init__() takes exactly one argument (the instance to initialize)")));
        }
        let new = context.lookup_special(class, Special::New)?;
        if new.is_none_or(|new| is_native(new, object_new)) {
            let name = context.class_name(class);
            return Err(context.raise(
                ClassId::TypeError,
                format_args!("{}.__init__() takes exactly one argument (the instance to initialize)", Display(name)),
            ));
        }
    }
    Ok(Value::NONE)
}

/// Where an object lies, as `repr` shows it.
pub(crate) fn address(value: Value) -> usize {
    value.0 & !7
}

fn object_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let object = arguments.get(0);
    let class = context.class_of(object);
    let name = class::full_name(context, class)?;
    context.format(format_args!("<{} object at {:#x}>", Display(name), address(object)))
}

fn object_str(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    operations::repr(context, arguments.get(0))
}

fn object_format(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (object, spec) = (arguments.get(0), arguments.get(1));
    if !is(spec, Kind::Str) {
        let given = super::str::given_name(context, spec);
        return Err(context.raise(ClassId::TypeError, format_args!("__format__() argument must be str, not {given}")));
    }
    if text::length(spec) != 0 {
        let name = context.class_name_of(object);
        return Err(context.raise(ClassId::TypeError, format_args!("unsupported format string passed to {}.__format__", Display(name))));
    }
    operations::str(context, object)
}

fn object_eq(_: &mut Context, arguments: &Arguments) -> Result<Value> {
    Ok(if arguments.get(0) == arguments.get(1) { Value::TRUE } else { Value::NOT_IMPLEMENTED })
}

fn object_ne(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let class = context.class_of(arguments.get(0));
    let Some(method) = context.lookup_special(class, Special::Eq)? else { return Ok(Value::NOT_IMPLEMENTED) };
    let result = context.call_method_value(method, &[arguments.get(0), arguments.get(1)])?;
    if result == Value::NOT_IMPLEMENTED {
        return Ok(result);
    }
    operations::truth(context, result).map(|truth| Value::from_bool(!truth))
}

fn not_implemented(_: &mut Context, _: &Arguments) -> Result<Value> {
    Ok(Value::NOT_IMPLEMENTED)
}

fn object_hash(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let word = arguments.get(0).0;
    context.new_int((word.rotate_right(4) as isize) as i128)
}

/// `__getattribute__` of every built-in class.
pub(crate) fn getattribute(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (object, name) = (arguments.get(0), context.attribute_name(arguments.get(1))?);
    match attribute::search_plainly(context, object, name)? {
        Some(value) => Ok(value),
        None => Err(context.complain_attribute(object, name)),
    }
}

/// `__setattr__` of every built-in class.
pub(crate) fn setattr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let name = context.attribute_name(arguments.get(1))?;
    attribute::write_plainly(context, arguments.get(0), name, arguments.get(2))?;
    Ok(Value::NONE)
}

/// `object.__setattr__`, which keeps its hands off classes.
fn setattr_of_no_class(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    refuse_class(context, arguments.get(0), "__setattr__")?;
    setattr(context, arguments)
}

/// `object.__delattr__`, as above.
fn delattr_of_no_class(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    refuse_class(context, arguments.get(0), "__delattr__")?;
    delattr(context, arguments)
}

fn refuse_class(context: &mut Context, object: Value, method: &str) -> Result<()> {
    if as_class(object).is_none() {
        return Ok(());
    }
    let name = context.type_name(object);
    Err(context.raise(ClassId::TypeError, format_args!("can't apply this {method} to {name} object")))
}

/// `__delattr__` of every built-in class.
pub(crate) fn delattr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let name = context.attribute_name(arguments.get(1))?;
    attribute::write_plainly(context, arguments.get(0), name, Value::UNDEFINED)?;
    Ok(Value::NONE)
}

fn init_subclass(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let named = if arguments.names == Value::UNDEFINED { 0 } else { context.tuple_length(arguments.names) };
    if named != 0 {
        let name = as_class(arguments.get(0)).map_or(Value::NONE, |class| context.class_name(class));
        return Err(context.raise(ClassId::TypeError, format_args!("{}.__init_subclass__() takes no keyword arguments", Display(name))));
    }
    if arguments.len() > 1 {
        let given = arguments.len() - 1;
        return Err(context.raise(ClassId::TypeError, format_args!("object.__init_subclass__() takes no arguments ({given} given)")));
    }
    Ok(Value::NONE)
}

/// Enters the names that a class and its bases know in a dict.
///
/// # Errors
/// MemoryError.
pub(crate) fn collect_class_names(context: &mut Context, class: *mut Class, names: *mut Dict) -> Result<()> {
    // SAFETY: callers hold the class.
    let (mro, free) = unsafe { ((*class).mro, (*class).object.header.flags & Class::NO_ATTRIBUTES == 0) };
    let object = context.class(ClassId::Object);
    let own_dict = context.intern("__dict__")?;
    for index in 0..context.tuple_length(mro) {
        let Some(base) = as_class(context.tuple_item(mro, index)) else { continue };
        let dict = context.complete_class_dict(base)?;
        if base != object {
            collect_names(context, dict, names)?;
            continue;
        }
        // `object` answers for all that have a dict; it has none itself.
        let mut from = 0;
        while let Some((number, entry)) = context.table_next(dict, from) {
            if entry.key != own_dict || (free && class != object) {
                context.table_store(names, entry.key, entry.hash, Value::NONE)?;
            }
            from = number + 1;
        }
    }
    Ok(())
}

/// Enters the keys of one dict in another.
pub(crate) fn collect_names(context: &mut Context, dict: *mut Dict, names: *mut Dict) -> Result<()> {
    let mut from = 0;
    while let Some((number, entry)) = context.table_next(dict, from) {
        context.table_store(names, entry.key, entry.hash, Value::NONE)?;
        from = number + 1;
    }
    Ok(())
}

/// The keys of a dict as a list.
///
/// # Errors
/// MemoryError.
pub(crate) fn names_of(context: &mut Context, names: *mut Dict) -> Result<Value> {
    let list = context.new_list(&[])?;
    let mut from = 0;
    while let Some((number, entry)) = context.table_next(names, from) {
        context.list_append(list, entry.key)?;
        from = number + 1;
    }
    Ok(list)
}

fn object_dir(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let object = arguments.get(0);
    let names = context.new_dict()?;
    context.for_each_own_name(object, |context, name| {
        let hash = operations::hash(context, name)?;
        context.table_store(names, name, hash, Value::NONE)
    })?;
    let class = context.class_of(object);
    collect_class_names(context, class, names)?;
    names_of(context, names)
}

fn size_of_object(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let object = arguments.get(0);
    let bytes = match core::ptr::NonNull::new(object.as_pointer()) {
        Some(cell) if object.is_pointer() => context.heap.cell_bytes(cell),
        _ => size_of::<Value>(),
    };
    context.new_int(bytes as i128)
}

pub(super) fn get_dict(context: &mut Context, object: Value) -> Result<Value> {
    if is(object, Kind::BoundMethod) && context.class_of(object) == context.class(ClassId::BoundMethod) {
        // Of a method, it is the function's.
        let name = context.intern("__dict__")?;
        // SAFETY: just checked.
        return attribute::get_attribute(context, unsafe { (*object.as_pointer::<BoundMethod>()).function }, name);
    }
    let class = context.class_of(object);
    if class_flags(class) & Class::NO_ATTRIBUTES == 0
        && let Some(dict) = context.own_dict(object)?
    {
        return Ok(Value::from_pointer(dict));
    }
    let name = context.intern("__dict__")?;
    Err(context.complain_attribute(object, name))
}

pub(super) fn set_dict(context: &mut Context, object: Value, dict: Value) -> Result<()> {
    let class = context.class_of(object);
    if dict == Value::UNDEFINED && super::access::is_built_in(class) {
        return Err(context.raise(ClassId::TypeError, format_args!("cannot delete __dict__")));
    }
    // A deleted one is made anew, empty, when it is asked for.
    let dict = if dict == Value::UNDEFINED { Value::from_pointer(context.new_dict()?) } else { dict };
    if !is(dict, Kind::Dict) {
        let given = context.class_name_of(dict);
        return Err(context.raise(ClassId::TypeError, format_args!("__dict__ must be set to a dictionary, not a '{}'", Display(given))));
    }
    if class_flags(class) & Class::NO_ATTRIBUTES == 0 && context.set_own_dict(object, dict)? {
        return Ok(());
    }
    if is(object, Kind::BoundMethod) {
        let name = context.intern("__dict__")?;
        return Err(context.complain_unwritable(object, name, false, false));
    }
    let name = context.intern("__dict__")?;
    Err(context.complain_attribute(object, name))
}

/// Calls a function of the module `copyreg`, which knows how objects are taken apart.
fn take_apart(context: &mut Context, function: &str, arguments: &[Value]) -> Result<Value> {
    context.call_in_module("copyreg", function, arguments)
}

fn object_reduce(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    take_apart(context, "_take_apart", &[arguments.get(0), Value::from_i32_small(0)])
}

fn object_reduce_ex(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    take_apart(context, "_reduce_ex", &[arguments.get(0), arguments.get(1)])
}

fn object_getstate(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    take_apart(context, "_getstate", &[arguments.get(0)])
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", object_new).unbound(),
    Method::raw("__init__", object_init),
    Method::new("__repr__", object_repr, 0, 0),
    Method::new("__str__", object_str, 0, 0),
    Method::new("__format__", object_format, 1, 1),
    Method::new("__eq__", object_eq, 1, 1),
    Method::new("__ne__", object_ne, 1, 1),
    Method::new("__lt__", not_implemented, 1, 1),
    Method::new("__le__", not_implemented, 1, 1),
    Method::new("__gt__", not_implemented, 1, 1),
    Method::new("__ge__", not_implemented, 1, 1),
    Method::new("__hash__", object_hash, 0, 0),
    Method::new("__getattribute__", getattribute, 1, 1),
    Method::new("__setattr__", setattr_of_no_class, 2, 2),
    Method::new("__delattr__", delattr_of_no_class, 1, 1),
    Method::new("__dir__", object_dir, 0, 0),
    Method::new("__reduce__", object_reduce, 0, 0),
    Method::new("__reduce_ex__", object_reduce_ex, 1, 1),
    Method::new("__getstate__", object_getstate, 0, 0),
    Method::new("__sizeof__", size_of_object, 0, 0),
    Method::raw("__init_subclass__", init_subclass).of_class(),
    Method::raw("__subclasshook__", not_implemented).of_class(),
];

/// `__dict__` of all that has one.
const DICT: Attribute = Attribute { name: "__dict__", get: get_dict, set: Some(set_dict) };

/// What a class has of its own whose instances have attributes though those of its bases have none.
pub(crate) static OWN_DICT: Attribute = DICT;

/// The same where its instances can be referred to weakly: the first reference there is, None without one.
pub(crate) static OWN_WEAK: Attribute =
    Attribute { name: "__weakref__", get: |context, object| Ok(context.first_weak_reference(object).unwrap_or(Value::NONE)), set: None };

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "__class__",
        get: |context, object| Ok(Value::from_pointer(context.class_of(object))),
        set: Some(|context, object, class| {
            if class == Value::UNDEFINED {
                return Err(context.raise(ClassId::TypeError, format_args!("can't delete __class__ attribute")));
            }
            context.set_class(object, class)
        }),
    },
    DICT,
    Attribute { name: "__doc__", get: |_, _| Ok(Value::NONE), set: None },
];
