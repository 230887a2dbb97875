//! What `functools` (in Python) is built on: `partial`, `reduce`, `cmp_to_key` and the cache of `lru_cache`.

pub mod cache;

use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Comparison;
use copperhead_stencils::value::Value;

use super::Store;
use super::bind::Signature;
use crate::context::Context;
use crate::error::Result;
use crate::objects::class_build::call_with_keywords;
use crate::objects::class_list::ClassId;
use crate::objects::construct::{tuple_items, tuple_slice};
use crate::objects::native::{Arguments, Attribute, Method};
use crate::objects::record::{field, set_field};
use crate::objects::sequence::push_repr;
use crate::objects::special::Special;
use crate::objects::{access, operations, shape};

/// `partial`: the function, the arguments (a tuple), the named arguments (a dict).
const FUNCTION: usize = 0;
const ARGUMENTS: usize = 1;
const KEYWORDS: usize = 2;

/// Calls with at most so many arguments lay them out on the native stack.
const FEW: usize = 8;

impl Context {
    /// Whether a value can be called.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn is_callable(&mut self, value: Value) -> Result<bool> {
        if matches!(access::kind(value), Some(Kind::Function | Kind::NativeFunction | Kind::BoundMethod | Kind::Class)) {
            return Ok(true);
        }
        let class = self.class_of(value);
        Ok(self.lookup_special(class, Special::Call)?.is_some())
    }

    /// Stores the named arguments of a raw native function in a dict.
    fn add_keywords(&mut self, keywords: *mut Dict, arguments: &Arguments) -> Result<()> {
        let named = self.named_count(arguments);
        let first = arguments.len().saturating_sub(named);
        for number in 0..named {
            let name = self.tuple_item(arguments.names, number);
            self.dict_insert(Value::from_pointer(keywords), name, arguments.get(first.saturating_add(number)))?;
        }
        Ok(())
    }
}

/// A tuple of some items and the arguments between two places.
pub(crate) fn joined(context: &mut Context, items: &[Value], arguments: &Arguments, from: usize, to: usize) -> Result<Value> {
    let tuple = context.new_tuple_of(items.len().saturating_add(to.saturating_sub(from)))?;
    for (place, item) in items.iter().copied().chain((from..to).map(|place| arguments.get(place))).enumerate() {
        // SAFETY: the fresh tuple has so many items.
        unsafe { *tuple_items(tuple).add(place) = item };
    }
    Ok(tuple)
}

fn new_partial(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let named = context.named_count(arguments);
    let positional = arguments.len().saturating_sub(named);
    if positional < 2 {
        return Err(context.raise(ClassId::TypeError, format_args!("type 'partial' takes at least one argument")));
    }
    let mut function = arguments.get(1);
    if !context.is_callable(function)? {
        return Err(context.raise(ClassId::TypeError, format_args!("the first argument must be callable")));
    }
    // A `partial` of a `partial` without attributes of its own is one.
    let class = context.late_class(ClassId::Partial)?;
    // SAFETY: the class is alive.
    let flat = context.class_of(function) == class && shape::shape_of(function) == unsafe { (*class).root_shape };
    let (mut before, mut keywords) = (context.empty_tuple, None);
    if flat {
        before = field(function, ARGUMENTS);
        keywords = Some(context.dict_copy(field(function, KEYWORDS).as_pointer())?);
        function = field(function, FUNCTION);
    }
    let all = joined(context, tuple_slice(before), arguments, 2, positional)?;
    let keywords = match keywords {
        Some(keywords) => keywords,
        None => context.new_dict()?,
    };
    context.add_keywords(keywords, arguments)?;
    let partial = context.new_record_of(ClassId::Partial, arguments.get(0), 3)?;
    set_field(partial, FUNCTION, function);
    set_field(partial, ARGUMENTS, all);
    set_field(partial, KEYWORDS, Value::from_pointer(keywords));
    Ok(partial)
}

fn call_partial(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let partial = arguments.get(0);
    let (function, before, keywords) = (field(partial, FUNCTION), field(partial, ARGUMENTS), field(partial, KEYWORDS));
    let before = tuple_slice(before);
    let keywords: *mut Dict = keywords.as_pointer();
    // SAFETY: a `partial` holds its dict.
    if unsafe { (*keywords).length } == 0 {
        let given = arguments.len().saturating_sub(1);
        let total = before.len().saturating_add(given);
        if total <= FEW {
            let mut all = [Value::UNDEFINED; FEW];
            for (place, item) in all.iter_mut().zip(before.iter().copied().chain((1..=given).map(|place| arguments.get(place)))) {
                *place = item;
            }
            return context.call_with_names(function, all.get(..total).unwrap_or(&[]), arguments.names);
        }
        let all = joined(context, before, arguments, 1, arguments.len())?;
        return context.call_with_names(function, tuple_slice(all), arguments.names);
    }
    let positional = arguments.len().saturating_sub(context.named_count(arguments));
    let all = joined(context, before, arguments, 1, positional)?;
    let merged = context.dict_copy(keywords)?;
    // A program can put anything into the dict.
    let mut from = 0;
    while let Some((number, entry)) = context.table_next(merged, from) {
        if !access::is(entry.key, Kind::Str) {
            return Err(context.raise(ClassId::TypeError, format_args!("keywords must be strings")));
        }
        from = number.saturating_add(1);
    }
    context.add_keywords(merged, arguments)?;
    call_with_keywords(context, function, tuple_slice(all), merged)
}

fn repr_of_partial(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let partial = arguments.get(0);
    let class = context.class_of(partial);
    let name = crate::objects::class::full_name(context, class)?;
    context.container_repr(partial, "...", |builder| {
        builder.push_str(name)?;
        builder.push_text("(")?;
        push_repr(builder, field(partial, FUNCTION))?;
        for &value in tuple_slice(field(partial, ARGUMENTS)) {
            builder.push_text(", ")?;
            push_repr(builder, value)?;
        }
        let keywords: *mut Dict = field(partial, KEYWORDS).as_pointer();
        let mut from = 0;
        while let Some((number, entry)) = builder.context.table_next(keywords, from) {
            builder.push_text(", ")?;
            let name = operations::str(builder.context, entry.key)?;
            builder.push_str(name)?;
            builder.push_text("=")?;
            push_repr(builder, entry.value)?;
            from = number.saturating_add(1);
        }
        builder.push_text(")")
    })
}

fn refuse_writing(context: &mut Context, _: Value, _: Value) -> Result<()> {
    Err(context.raise(ClassId::AttributeError, format_args!("readonly attribute")))
}

/// `__get__` of `partial`: itself, though some day it will be a method.
fn get_partial(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    if arguments.get(1) != Value::NONE {
        let message = format_args!(
            "functools.partial will be a method descriptor in future Python versions; wrap it in staticmethod() if you want to preserve the old behavior"
        );
        context.warn(ClassId::FutureWarning, message)?;
    }
    Ok(arguments.get(0))
}

/// `__setstate__` of `partial`: function, arguments, named arguments, attributes.
fn set_state(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (partial, state) = (arguments.get(0), arguments.get(1));
    let parts = if access::is(state, Kind::Tuple) { tuple_slice(state) } else { &[] };
    let [function, positional, keywords, attributes] = *parts else {
        return Err(context.raise(ClassId::TypeError, format_args!("invalid partial state")));
    };
    let named = access::is(keywords, Kind::Dict) || keywords == Value::NONE;
    if !context.is_callable(function)? || !access::is(positional, Kind::Tuple) || !named {
        return Err(context.raise(ClassId::TypeError, format_args!("invalid partial state")));
    }
    let positional = context.tuple_from(positional)?;
    let keywords = match keywords {
        Value::NONE => context.new_dict()?,
        keywords if crate::objects::construct::is_exact(keywords) => keywords.as_pointer(),
        keywords => context.dict_copy(keywords.as_pointer())?,
    };
    set_field(partial, FUNCTION, function);
    set_field(partial, ARGUMENTS, positional);
    set_field(partial, KEYWORDS, Value::from_pointer(keywords));
    let attributes = if access::is(attributes, Kind::Dict) { attributes } else { Value::from_pointer(context.new_dict()?) };
    context.set_own_dict(partial, attributes)?;
    Ok(Value::NONE)
}

/// `cmp_to_key`: the function, the object or UNDEFINED.
const COMPARE: usize = 0;
const OBJECT: usize = 1;

fn cmp_to_key(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    new_key(context, arguments.get(0), Value::UNDEFINED)
}

fn new_key(context: &mut Context, compare: Value, object: Value) -> Result<Value> {
    let class = context.late_class(ClassId::KeyWrapper)?;
    let key = context.new_record(class, 2)?;
    set_field(key, COMPARE, compare);
    set_field(key, OBJECT, object);
    Ok(key)
}

fn call_key(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    static SIGNATURE: Signature = Signature { name: "K", parameters: &["obj"], required: 1, positional: 1 };
    let [object] = context.bind_raw(arguments, &SIGNATURE)?;
    new_key(context, field(arguments.get(0), COMPARE), object)
}

fn compare_keys(context: &mut Context, arguments: &Arguments, comparison: Comparison) -> Result<Value> {
    let (a, b) = (arguments.get(0), arguments.get(1));
    if context.class_of(a) != context.class_of(b) {
        return Err(context.raise(ClassId::TypeError, format_args!("other argument must be K instance")));
    }
    let (left, right) = (field(a, OBJECT), field(b, OBJECT));
    if left == Value::UNDEFINED || right == Value::UNDEFINED {
        let name = context.intern("object")?;
        return Err(context.raise_attribute(a, name, format_args!("object")));
    }
    let order = context.call(field(a, COMPARE), &[left, right])?;
    operations::compare(context, comparison, order, Value::from_i32_small(0))
}

/// `reduce(function, iterable[, initial], /)`.
fn reduce(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    if context.named_count(arguments) != 0 {
        return Err(context.raise(ClassId::TypeError, format_args!("reduce() takes no keyword arguments")));
    }
    context.check_count("reduce", arguments.len(), 2, 3)?;
    let (function, iterable) = (arguments.get(0), arguments.get(1));
    if !context.is_iterable(iterable)? {
        return Err(context.raise(ClassId::TypeError, format_args!("reduce() arg 2 must support iteration")));
    }
    let iterator = context.get_iterator(iterable)?;
    let mut total = match arguments.optional(2) {
        Some(initial) => initial,
        None => match operations::next(context, iterator)? {
            Some(first) => first,
            None => {
                let text = format_args!("reduce() of empty iterable with no initial value");
                return Err(context.raise(ClassId::TypeError, text));
            }
        },
    };
    while let Some(item) = operations::next(context, iterator)? {
        total = context.call(function, &[total, item])?;
    }
    Ok(total)
}

/// The functions of `_functools`.
pub static FUNCTIONS: &[Method] =
    &[Method::raw("reduce", reduce).unbound(), Method::named("cmp_to_key", cmp_to_key, &["mycmp"], 1).unbound()];

/// The methods of a class.
pub const fn methods(id: ClassId) -> &'static [Method] {
    match id {
        ClassId::Partial => {
            const {
                &[
                    Method::raw("__new__", new_partial).unbound(),
                    Method::raw("__init__", |_, _| Ok(Value::NONE)),
                    Method::raw("__call__", call_partial),
                    Method::new("__repr__", repr_of_partial, 0, 0),
                    Method::new("__setstate__", set_state, 1, 1),
                    Method::new("__get__", get_partial, 1, 2),
                    Method::new("__class_getitem__", crate::objects::generic_alias::class_get_item, 1, 1).of_class(),
                ]
            }
        }
        ClassId::KeyWrapper => {
            const {
                &[
                    Method::raw("__call__", call_key),
                    Method::absent("__hash__"),
                    Method::new("__lt__", |context, arguments| compare_keys(context, arguments, Comparison::Less), 1, 1),
                    Method::new("__le__", |context, arguments| compare_keys(context, arguments, Comparison::LessEqual), 1, 1),
                    Method::new("__eq__", |context, arguments| compare_keys(context, arguments, Comparison::Equal), 1, 1),
                    Method::new("__ne__", |context, arguments| compare_keys(context, arguments, Comparison::NotEqual), 1, 1),
                    Method::new("__gt__", |context, arguments| compare_keys(context, arguments, Comparison::Greater), 1, 1),
                    Method::new("__ge__", |context, arguments| compare_keys(context, arguments, Comparison::GreaterEqual), 1, 1),
                ]
            }
        }
        _ => cache::METHODS,
    }
}

/// The attributes of a class.
pub const fn attributes(id: ClassId) -> &'static [Attribute] {
    match id {
        ClassId::Partial => {
            const {
                &[
                    Attribute { name: "func", get: |_, partial| Ok(field(partial, FUNCTION)), set: Some(refuse_writing) },
                    Attribute { name: "args", get: |_, partial| Ok(field(partial, ARGUMENTS)), set: Some(refuse_writing) },
                    Attribute { name: "keywords", get: |_, partial| Ok(field(partial, KEYWORDS)), set: Some(refuse_writing) },
                ]
            }
        }
        ClassId::KeyWrapper => {
            const {
                &[Attribute {
                    name: "obj",
                    get: |context, key| match field(key, OBJECT) {
                        Value::UNDEFINED => {
                            let name = context.intern("obj")?;
                            Err(context.raise_attribute(key, name, format_args!("obj")))
                        }
                        object => Ok(object),
                    },
                    set: Some(|_, key, value| {
                        set_field(key, OBJECT, value);
                        Ok(())
                    }),
                }]
            }
        }
        _ => &[],
    }
}

/// The values of `_functools` that are no functions.
pub(crate) fn values(context: &mut Context, store: &mut Store<'_>) -> Result<()> {
    for (name, id) in [("partial", ClassId::Partial), ("_lru_cache_wrapper", ClassId::LruCache)] {
        let class = Value::from_pointer(context.late_class(id)?);
        store(context, name, class)?;
    }
    Ok(())
}
