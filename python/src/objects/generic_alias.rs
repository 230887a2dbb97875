//! `types.GenericAlias`: `list[int]`, a class with what stands in its brackets.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::is;
use super::class_list::ClassId;
use super::layout::Record;
use super::native::{Arguments, Attribute, Method};
use super::record::{field, set_field};
use super::text::{self, Display, TextBuilder};
use super::{attribute, operations, union_type};
use crate::context::Context;
use crate::error::Result;

const ORIGIN: usize = 0;
const ARGUMENTS: usize = 1;
/// TRUE for `*tuple[int]`.
const STARRED: usize = 2;
const FIELDS: usize = 3;

/// The attributes of an alias itself; all others are those of its origin.
const OWN: [&str; 12] = [
    "__class__",
    "__origin__",
    "__args__",
    "__unpacked__",
    "__parameters__",
    "__typing_unpacked_tuple_args__",
    "__mro_entries__",
    "__reduce_ex__",
    "__reduce__",
    "__bases__",
    "__copy__",
    "__deepcopy__",
];

/// Whether a value is an alias.
pub(crate) fn is_alias(context: &Context, value: Value) -> bool {
    is(value, Kind::Record) && !context.class(ClassId::GenericAlias).is_null() && context.is_instance_of(value, ClassId::GenericAlias)
}

/// `class[arguments]` for the built-in classes that say no more about it.
pub(crate) fn class_get_item(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    alias_of(context, arguments.get(0), arguments.get(1))
}

/// `origin[arguments]`.
///
/// # Errors
/// MemoryError.
pub(crate) fn alias_of(context: &mut Context, origin: Value, arguments: Value) -> Result<Value> {
    let class = context.late_class_value(ClassId::GenericAlias)?;
    make(context, class, origin, arguments, false)
}

fn make(context: &mut Context, class: Value, origin: Value, given: Value, starred: bool) -> Result<Value> {
    let tuple = if is(given, Kind::Tuple) { given } else { context.new_tuple(&[given])? };
    let alias = context.new_record_of(ClassId::GenericAlias, class, FIELDS)?;
    // SAFETY: fresh.
    unsafe { (*alias.as_pointer::<Record>()).object.header.flags |= Record::FORWARDS };
    set_field(alias, ORIGIN, origin);
    set_field(alias, ARGUMENTS, tuple);
    set_field(alias, STARRED, Value::from_bool(starred));
    Ok(alias)
}

fn alias_new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    if context.named_count(arguments) != 0 {
        return Err(context.raise(ClassId::TypeError, format_args!("GenericAlias() takes no keyword arguments")));
    }
    let given = arguments.len().saturating_sub(1);
    if given != 2 {
        return Err(context.raise(ClassId::TypeError, format_args!("GenericAlias expected 2 arguments, got {given}")));
    }
    make(context, arguments.get(0), arguments.get(1), arguments.get(2), false)
}

/// How a type is written in the `repr` of aliases and unions.
pub(crate) fn push_type(builder: &mut TextBuilder<'_>, item: Value) -> Result<()> {
    if item == Value::ELLIPSIS {
        return builder.push_text("...");
    }
    let context = &mut *builder.context;
    context.check_native_stack()?;
    if is(item, Kind::List) || is(item, Kind::Tuple) {
        let items = context.list_or_tuple_from(item)?;
        builder.push_text("[")?;
        push_types(builder, items)?;
        return builder.push_text("]");
    }
    let names = ["__origin__", "__args__", "__qualname__", "__module__"];
    let mut found = [None; 4];
    for (place, name) in found.iter_mut().zip(names) {
        let context = &mut *builder.context;
        let name = context.intern(name)?;
        *place = attribute::find_attribute(context, item, name)?;
    }
    let context = &mut *builder.context;
    let shown = match found {
        [Some(_), Some(_), ..] | [_, _, None, _] | [_, _, _, None | Some(Value::NONE)] => operations::repr(context, item)?,
        [_, _, Some(name), Some(module)] if is(module, Kind::Str) && text::equals_text(module, "builtins") => {
            operations::str(context, name)?
        }
        [_, _, Some(name), Some(module)] => {
            let (module, name) = (operations::str(context, module)?, operations::str(context, name)?);
            context.format(format_args!("{}.{}", Display(module), Display(name)))?
        }
    };
    builder.push_str(shown)
}

fn push_types(builder: &mut TextBuilder<'_>, items: Value) -> Result<()> {
    for index in 0..super::sequence::length(items) {
        if index != 0 {
            builder.push_text(", ")?;
        }
        if let Some(item) = super::sequence::item(items, index) {
            push_type(builder, item)?;
        }
    }
    Ok(())
}

fn alias_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let alias = arguments.get(0);
    let mut builder = TextBuilder::new(context);
    if field(alias, STARRED) == Value::TRUE {
        builder.push_text("*")?;
    }
    push_type(&mut builder, field(alias, ORIGIN))?;
    builder.push_text("[")?;
    let items = field(alias, ARGUMENTS);
    if super::sequence::length(items) == 0 {
        builder.push_text("()")?;
    }
    push_types(&mut builder, items)?;
    builder.push_text("]")?;
    builder.finish()
}

/// An attribute: the alias's own, else the origin's.
///
/// # Errors
/// What descriptors raise.
pub(crate) fn search(context: &mut Context, alias: Value, name: Value) -> Result<Option<Value>> {
    if OWN.iter().any(|own| text::equals_text(name, own)) {
        return attribute::search_instance(context, alias, name);
    }
    context.check_native_stack()?;
    attribute::get_attribute(context, field(alias, ORIGIN), name).map(Some)
}

fn alias_call(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let alias = arguments.get(0);
    let object = context.pass_on(field(alias, ORIGIN), arguments, 1)?;
    let name = context.intern("__orig_class__")?;
    if attribute::set_attribute(context, object, name, alias).is_err() {
        if !context.exception_is(ClassId::AttributeError) && !context.exception_is(ClassId::TypeError) {
            return Err(crate::error::Raised);
        }
        context.machine.exception = Value::UNDEFINED;
    }
    Ok(object)
}

fn alias_hash(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let origin = operations::hash(context, field(arguments.get(0), ORIGIN))?;
    let items = operations::hash(context, field(arguments.get(0), ARGUMENTS))?;
    context.new_int_of((origin ^ items) as isize)
}

fn alias_eq(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (a, b) = (arguments.get(0), arguments.get(1));
    if !is_alias(context, b) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let same = field(a, STARRED) == field(b, STARRED)
        && operations::equal(context, field(a, ORIGIN), field(b, ORIGIN))?
        && operations::equal(context, field(a, ARGUMENTS), field(b, ARGUMENTS))?;
    Ok(Value::from_bool(same))
}

fn alias_iter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let alias = arguments.get(0);
    let class = context.late_class_value(ClassId::GenericAlias)?;
    let starred = make(context, class, field(alias, ORIGIN), field(alias, ARGUMENTS), true)?;
    let tuple = context.new_tuple(&[starred])?;
    operations::iterator(context, tuple)
}

fn alias_getitem(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let alias = arguments.get(0);
    let items = substitute(context, alias, field(alias, ARGUMENTS), arguments.get(1))?;
    let class = context.late_class_value(ClassId::GenericAlias)?;
    make(context, class, field(alias, ORIGIN), items, field(alias, STARRED) == Value::TRUE)
}

/// The arguments of an alias or union with its parameters replaced.
pub(crate) fn substitute(context: &mut Context, alias: Value, items: Value, given: Value) -> Result<Value> {
    let name = context.new_str("_generics")?;
    let module = context.import_name(name, Value::from_i32_small(0), Value::NONE)?;
    let name = context.intern("substitute")?;
    let function = attribute::get_attribute(context, module, name)?;
    let parameters = parameters_of(context, items)?;
    context.call(function, &[alias, items, parameters, given])
}

/// The type parameters that stand in some arguments, each once.
pub(crate) fn parameters_of(context: &mut Context, items: Value) -> Result<Value> {
    let list = context.new_list(&[])?;
    collect_parameters(context, items, list)?;
    context.list_to_tuple(list)
}

fn collect_parameters(context: &mut Context, items: Value, list: Value) -> Result<()> {
    context.check_native_stack()?;
    let items = context.list_or_tuple_from(items)?;
    for index in 0..super::sequence::length(items) {
        let Some(item) = super::sequence::item(items, index) else { break };
        if is(item, Kind::Class) {
            continue;
        }
        if super::sequence::is_list_or_tuple(item) {
            collect_parameters(context, item, list)?;
            continue;
        }
        let name = context.intern("__typing_subst__")?;
        if attribute::find_attribute(context, item, name)?.is_some() {
            if !operations::contains(context, list, item)? {
                context.list_append(list, item)?;
            }
            continue;
        }
        let name = context.intern("__parameters__")?;
        if let Some(inner) = attribute::find_attribute(context, item, name)?
            && is(inner, Kind::Tuple)
        {
            for index in 0..context.tuple_length(inner) {
                let parameter = context.tuple_item(inner, index);
                if !operations::contains(context, list, parameter)? {
                    context.list_append(list, parameter)?;
                }
            }
        }
    }
    Ok(())
}

fn refuse_instance(context: &mut Context, _: &Arguments) -> Result<Value> {
    Err(context.raise(ClassId::TypeError, format_args!("isinstance() argument 2 cannot be a parameterized generic")))
}

fn refuse_subclass(context: &mut Context, _: &Arguments) -> Result<Value> {
    Err(context.raise(ClassId::TypeError, format_args!("issubclass() argument 2 cannot be a parameterized generic")))
}

fn mro_entries(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_tuple(&[field(arguments.get(0), ORIGIN)])
}

fn alias_dir(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let name = context.intern("dir")?;
    let function = context.load_global_by_name(name)?;
    let names = context.call(function, &[field(arguments.get(0), ORIGIN)])?;
    let list = context.list_from(names)?;
    for own in OWN {
        let own = context.intern(own)?;
        if !operations::contains(context, list, own)? {
            context.list_append(list, own)?;
        }
    }
    Ok(list)
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", alias_new).unbound(),
    Method::new("__repr__", alias_repr, 0, 0),
    Method::raw("__call__", alias_call),
    Method::new("__hash__", alias_hash, 0, 0),
    Method::new("__eq__", alias_eq, 1, 1),
    Method::new("__iter__", alias_iter, 0, 0),
    Method::new("__getitem__", alias_getitem, 1, 1),
    Method::new("__or__", union_type::or, 1, 1),
    Method::new("__ror__", union_type::reflected_or, 1, 1),
    Method::new("__instancecheck__", refuse_instance, 1, 1),
    Method::new("__subclasscheck__", refuse_subclass, 1, 1),
    Method::new("__mro_entries__", mro_entries, 1, 1),
    Method::new("__dir__", alias_dir, 0, 0),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute { name: "__origin__", get: |_, alias| Ok(field(alias, ORIGIN)), set: Some(super::exception_group::read_only) },
    Attribute { name: "__args__", get: |_, alias| Ok(field(alias, ARGUMENTS)), set: Some(super::exception_group::read_only) },
    Attribute { name: "__unpacked__", get: |_, alias| Ok(field(alias, STARRED)), set: None },
    Attribute { name: "__parameters__", get: |context, alias| parameters_of(context, field(alias, ARGUMENTS)), set: None },
    Attribute {
        name: "__typing_unpacked_tuple_args__",
        get: |context, alias| {
            let tuple = context.class_value(ClassId::Tuple);
            let unpacked = field(alias, STARRED) == Value::TRUE && field(alias, ORIGIN) == tuple;
            Ok(if unpacked { field(alias, ARGUMENTS) } else { Value::NONE })
        },
        set: None,
    },
];
