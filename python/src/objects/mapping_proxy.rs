//! `types.MappingProxyType`: a mapping that can only be read; what `__dict__` of a class is.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::{Comparison, Operation};
use copperhead_stencils::value::Value;

use super::access::is;
use super::class_list::ClassId;
use super::native::{Arguments, Attribute, Method};
use super::record::{field, set_field};
use super::special::Special;
use super::text::Display;
use super::{attribute, operations};
use crate::context::Context;
use crate::error::Result;

const MAPPING: usize = 0;

fn mapping(proxy: Value) -> Value {
    field(proxy, MAPPING)
}

/// Whether a value is a proxy.
pub(crate) fn is_proxy(context: &Context, value: Value) -> bool {
    is(value, Kind::Record) && !context.class(ClassId::MappingProxy).is_null() && context.is_instance_of(value, ClassId::MappingProxy)
}

/// The mapping behind a proxy; another value itself.
fn plain(context: &Context, value: Value) -> Value {
    if is_proxy(context, value) { mapping(value) } else { value }
}

impl Context {
    /// A proxy of a mapping.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn new_mapping_proxy(&mut self, mapping: Value) -> Result<Value> {
        let class = self.late_class(ClassId::MappingProxy)?;
        let proxy = self.new_record(class, 1)?;
        set_field(proxy, MAPPING, mapping);
        Ok(proxy)
    }
}

fn proxy_new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let Some(given) = arguments.optional(1) else {
        return Err(context.raise(ClassId::TypeError, format_args!("mappingproxy() missing required argument 'mapping' (pos 1)")));
    };
    let class = context.class_of(given);
    if super::sequence::is_list_or_tuple(given) || context.lookup_special(class, Special::GetItem)?.is_none() {
        let name = context.class_name(class);
        return Err(context.raise(ClassId::TypeError, format_args!("mappingproxy() argument must be a mapping, not {}", Display(name))));
    }
    context.new_mapping_proxy(given)
}

fn proxy_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let inner = operations::repr(context, mapping(arguments.get(0)))?;
    context.format(format_args!("mappingproxy({})", Display(inner)))
}

fn proxy_str(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    operations::str(context, mapping(arguments.get(0)))
}

fn proxy_getitem(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    operations::get_item(context, mapping(arguments.get(0)), arguments.get(1))
}

fn proxy_contains(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    operations::contains(context, mapping(arguments.get(0)), arguments.get(1)).map(Value::from_bool)
}

fn proxy_len(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let length = operations::length(context, mapping(arguments.get(0)))?;
    context.new_int_of_size(length)
}

fn proxy_iter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    operations::iterator(context, mapping(arguments.get(0)))
}

fn proxy_hash(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let hash = operations::hash(context, mapping(arguments.get(0)))?;
    context.new_int_of(hash as isize)
}

/// Calls a method of the mapping with the other arguments.
fn ask(context: &mut Context, arguments: &Arguments, name: &str, from: usize) -> Result<Value> {
    let name = context.intern(name)?;
    let method = attribute::get_attribute(context, mapping(arguments.get(0)), name)?;
    context.pass_on(method, arguments, from)
}

fn proxy_get(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let name = context.intern("get")?;
    let method = attribute::get_attribute(context, mapping(arguments.get(0)), name)?;
    context.call(method, &[arguments.get(1), arguments.optional(2).unwrap_or(Value::NONE)])
}

fn proxy_keys(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    ask(context, arguments, "keys", 1)
}

fn proxy_values(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    ask(context, arguments, "values", 1)
}

fn proxy_items(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    ask(context, arguments, "items", 1)
}

fn proxy_copy(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    ask(context, arguments, "copy", 1)
}

fn proxy_reversed(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    ask(context, arguments, "__reversed__", 1)
}

fn proxy_or(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (left, right) = (plain(context, arguments.get(0)), plain(context, arguments.get(1)));
    operations::binary(context, Operation::Or, false, left, right)
}

fn proxy_ror(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (left, right) = (plain(context, arguments.get(1)), plain(context, arguments.get(0)));
    operations::binary(context, Operation::Or, false, left, right)
}

fn proxy_ior(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let name = context.class_name_of(arguments.get(0));
    Err(context.raise(ClassId::TypeError, format_args!("'|=' is not supported by {}; use '|' instead", Display(name))))
}

fn compare(context: &mut Context, arguments: &Arguments, comparison: Comparison) -> Result<Value> {
    operations::rich_compare(context, comparison, mapping(arguments.get(0)), arguments.get(1))
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::named("__new__", proxy_new, &["", "mapping"], 1).unbound(),
    Method::new("__repr__", proxy_repr, 0, 0),
    Method::new("__str__", proxy_str, 0, 0),
    Method::new("__getitem__", proxy_getitem, 1, 1),
    Method::new("__contains__", proxy_contains, 1, 1),
    Method::new("__len__", proxy_len, 0, 0),
    Method::new("__iter__", proxy_iter, 0, 0),
    Method::new("__reversed__", proxy_reversed, 0, 0),
    Method::new("__hash__", proxy_hash, 0, 0),
    Method::new("__or__", proxy_or, 1, 1),
    Method::new("__ror__", proxy_ror, 1, 1),
    Method::new("__ior__", proxy_ior, 1, 1),
    Method::new("__eq__", |context, arguments| compare(context, arguments, Comparison::Equal), 1, 1),
    Method::new("__ne__", |context, arguments| compare(context, arguments, Comparison::NotEqual), 1, 1),
    Method::new("__lt__", |context, arguments| compare(context, arguments, Comparison::Less), 1, 1),
    Method::new("__le__", |context, arguments| compare(context, arguments, Comparison::LessEqual), 1, 1),
    Method::new("__gt__", |context, arguments| compare(context, arguments, Comparison::Greater), 1, 1),
    Method::new("__ge__", |context, arguments| compare(context, arguments, Comparison::GreaterEqual), 1, 1),
    Method::new("get", proxy_get, 1, 2),
    Method::new("keys", proxy_keys, 0, 0),
    Method::new("values", proxy_values, 0, 0),
    Method::new("items", proxy_items, 0, 0),
    Method::new("copy", proxy_copy, 0, 0),
    Method::new("__class_getitem__", super::generic_alias::class_get_item, 1, 1).of_class(),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[];
