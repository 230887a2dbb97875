//! `property`.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::attribute;
use super::class_list::ClassId;
use super::layout::Property;
use super::native::{Arguments, Attribute, Method};
use super::text::Display;
use crate::context::Context;
use crate::error::{Raised, Result};

/// The property behind a value that is known to be one.
fn fields(property: Value) -> *mut Property {
    property.as_pointer()
}

#[cold]
fn complain(context: &mut Context, property: Value, receiver: Value, missing: &str) -> Raised {
    // SAFETY: the caller checked that it is a property.
    let (mut name, getter) = unsafe { ((*fields(property)).name, (*fields(property)).getter) };
    // SAFETY: the class is alive.
    let class = unsafe { (*context.class_of(receiver)).qualified_name };
    if name == Value::UNDEFINED && getter != Value::NONE {
        // A property that no class body named goes by its getter's name.
        let found = context.intern("__name__").and_then(|word| attribute::find_attribute(context, getter, word));
        name = match found {
            Ok(found) => found.unwrap_or(Value::UNDEFINED),
            Err(raised) => return raised,
        };
    }
    if name == Value::UNDEFINED {
        return context.raise(ClassId::AttributeError, format_args!("property of '{}' object has no {missing}", Display(class)));
    }
    let name = match super::operations::repr(context, name) {
        Ok(name) => name,
        Err(raised) => return raised,
    };
    context.raise(ClassId::AttributeError, format_args!("property {} of '{}' object has no {missing}", Display(name), Display(class)))
}

/// Reads a property of an object.
///
/// # Errors
/// What the getter raises; AttributeError without one.
pub(crate) fn get(context: &mut Context, property: Value, receiver: Value) -> Result<Value> {
    // SAFETY: the caller checked that it is a property.
    let getter = unsafe { (*fields(property)).getter };
    if getter == Value::NONE {
        return Err(complain(context, property, receiver, "getter"));
    }
    context.call(getter, &[receiver])
}

/// Writes a property of an object, or deletes it (UNDEFINED).
///
/// # Errors
/// What the setter raises; AttributeError without one.
pub(crate) fn set(context: &mut Context, property: Value, receiver: Value, value: Value) -> Result<()> {
    // SAFETY: the caller checked that it is a property.
    let (setter, deleter) = unsafe { ((*fields(property)).setter, (*fields(property)).deleter) };
    if value == Value::UNDEFINED {
        if deleter == Value::NONE {
            return Err(complain(context, property, receiver, "deleter"));
        }
        context.call(deleter, &[receiver])?;
    } else {
        if setter == Value::NONE {
            return Err(complain(context, property, receiver, "setter"));
        }
        context.call(setter, &[receiver, value])?;
    }
    Ok(())
}

fn property_new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let Some(class) = super::access::as_class(arguments.get(0)) else {
        return Err(context.raise(ClassId::TypeError, format_args!("property.__new__(X): X is not a type object")));
    };
    // SAFETY: the class is alive.
    let shape = unsafe { (*class).root_shape };
    let property: *mut Property = context.new_shaped(shape, Kind::Property, size_of::<Property>())?;
    // SAFETY: fresh.
    unsafe {
        (*property).getter = Value::NONE;
        (*property).setter = Value::NONE;
        (*property).deleter = Value::NONE;
        (*property).doc = Value::NONE;
        (*property).name = Value::UNDEFINED;
    }
    Ok(Value::from_pointer(property))
}

fn property_init(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let property = fields(arguments.get(0));
    let getter = arguments.optional(1).unwrap_or(Value::NONE);
    let mut doc = arguments.optional(4).unwrap_or(Value::NONE);
    let mut of_getter = false;
    if doc == Value::NONE && getter != Value::NONE {
        let name = context.intern("__doc__")?;
        doc = attribute::find_attribute(context, getter, name)?.unwrap_or(Value::NONE);
        of_getter = doc != Value::NONE;
    }
    let subclass = !super::construct::is_exact(arguments.get(0));
    // SAFETY: the receiver was checked to be a property.
    unsafe {
        if (*property).getter != Value::NONE {
            // Initialised anew: caches may know the old getter.
            context.forget_attributes(None);
        }
        (*property).getter = getter;
        (*property).setter = arguments.optional(2).unwrap_or(Value::NONE);
        (*property).deleter = arguments.optional(3).unwrap_or(Value::NONE);
        (*property).doc = if subclass { Value::NONE } else { doc };
        let flags = &mut (*property).object.header.flags;
        *flags = if of_getter { *flags | Property::DOC_OF_GETTER } else { *flags & !Property::DOC_OF_GETTER };
    }
    if subclass {
        // Else the docstring of the class would be found first. A doc that the object does not take is dropped, but the getter's is not.
        let name = context.intern("__doc__")?;
        if let Err(raised) = attribute::set_attribute(context, arguments.get(0), name, doc) {
            if of_getter || !context.exception_is(ClassId::AttributeError) {
                return Err(raised);
            }
            context.machine.exception = Value::UNDEFINED;
        }
    }
    Ok(Value::NONE)
}

/// A property like this one with one function replaced.
fn copy(context: &mut Context, arguments: &Arguments, place: usize) -> Result<Value> {
    let old = fields(arguments.get(0));
    // SAFETY: the receiver was checked to be a property.
    let mut parts = unsafe { [(*old).getter, (*old).setter, (*old).deleter, Value::NONE] };
    if let Some(part) = parts.get_mut(place)
        && arguments.get(1) != Value::NONE
    {
        *part = arguments.get(1);
    }
    // The docstring comes from the getter; an explicit one stays.
    // SAFETY: as above.
    let (old_doc, name, of_getter) = unsafe { ((*old).doc, (*old).name, (*old).object.header.flags & Property::DOC_OF_GETTER != 0) };
    if !(of_getter && parts[0] != Value::NONE)
        && let Some(doc) = parts.get_mut(3)
    {
        *doc = old_doc;
    }
    let class = Value::from_pointer(context.class_of(arguments.get(0)));
    let fresh = context.call(class, &parts)?;
    if super::access::is(fresh, Kind::Property) {
        // SAFETY: just checked.
        unsafe { (*fields(fresh)).name = name };
    }
    Ok(fresh)
}

fn getter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    copy(context, arguments, 0)
}

fn setter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    copy(context, arguments, 1)
}

fn deleter(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    copy(context, arguments, 2)
}

fn property_get(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    match arguments.get(1) {
        Value::NONE => Ok(arguments.get(0)),
        receiver => get(context, arguments.get(0), receiver),
    }
}

fn property_set(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    set(context, arguments.get(0), arguments.get(1), arguments.get(2))?;
    Ok(Value::NONE)
}

fn set_name(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let given = arguments.len().saturating_sub(1);
    if given != 2 {
        let text = format_args!("__set_name__() takes 2 positional arguments but {given} were given");
        return Err(context.raise(ClassId::TypeError, text));
    }
    // SAFETY: the receiver was checked to be a property.
    unsafe { (*fields(arguments.get(0))).name = arguments.get(2) };
    Ok(Value::NONE)
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::raw("__new__", property_new).unbound(),
    Method::named("__init__", property_init, &["fget", "fset", "fdel", "doc"], 0),
    Method::new("getter", getter, 1, 1),
    Method::new("setter", setter, 1, 1),
    Method::new("deleter", deleter, 1, 1),
    Method::new("__get__", property_get, 1, 2),
    Method::new("__set__", property_set, 2, 2),
    Method::new("__delete__", property_set, 1, 1),
    Method::raw("__set_name__", set_name),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    // SAFETY: receivers of members are checked to be of the owner's class; so in all of these.
    Attribute { name: "fget", get: |_, property| Ok(unsafe { (*fields(property)).getter }), set: None },
    // SAFETY: as above.
    Attribute { name: "fset", get: |_, property| Ok(unsafe { (*fields(property)).setter }), set: None },
    // SAFETY: as above.
    Attribute { name: "fdel", get: |_, property| Ok(unsafe { (*fields(property)).deleter }), set: None },
    Attribute {
        name: "__isabstractmethod__",
        get: |context, property| {
            // SAFETY: as above.
            let functions = unsafe { [(*fields(property)).getter, (*fields(property)).setter, (*fields(property)).deleter] };
            for function in functions {
                if super::abstract_class::says_abstract(context, function)? {
                    return Ok(Value::TRUE);
                }
            }
            Ok(Value::FALSE)
        },
        set: None,
    },
    Attribute {
        name: "__doc__",
        // SAFETY: as above.
        get: |_, property| Ok(unsafe { (*fields(property)).doc }),
        set: Some(|_, property, value| {
            // SAFETY: as above.
            unsafe { (*fields(property)).doc = Context::or_none(value) };
            Ok(())
        }),
    },
    Attribute {
        name: "__name__",
        get: |context, property| {
            // SAFETY: as above.
            let (name, getter) = unsafe { ((*fields(property)).name, (*fields(property)).getter) };
            if name != Value::UNDEFINED {
                return Ok(name);
            }
            let wanted = context.intern("__name__")?;
            match attribute::find_attribute(context, getter, wanted)? {
                Some(name) => Ok(name),
                None => Err(context.complain_attribute(property, wanted)),
            }
        },
        set: Some(|_, property, value| {
            // SAFETY: as above.
            unsafe { (*fields(property)).name = value };
            Ok(())
        }),
    },
];
