//! `bool`.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::operation::Operation;
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::native::{Arguments, Attribute, Method, NativeCode};
use super::number_glue::{self, Number, loose_int};
use super::operations;
use super::text::Display;
use crate::context::Context;
use crate::error::Result;

/// `bool.__new__(cls, x=False, /)`.
fn new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let class = arguments.get(0);
    if class != context.class_value(ClassId::Bool) {
        // bool has no subclasses.
        // SAFETY: the caller's frame holds the argument.
        let is_class = unsafe { class.is_kind(Kind::Class) };
        let name = context.class_name(if is_class { class.as_pointer() } else { context.class_of(class) });
        return Err(if is_class {
            context.raise(ClassId::TypeError, format_args!("bool.__new__({0}): {0} is not a subtype of bool", Display(name)))
        } else {
            context.raise(ClassId::TypeError, format_args!("bool.__new__(X): X is not a type object ({})", Display(name)))
        });
    }
    match arguments.optional(1) {
        None => Ok(Value::FALSE),
        Some(value) => operations::truth(context, value).map(Value::from_bool),
    }
}

fn repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.new_str(if arguments.get(0) == Value::TRUE { "True" } else { "False" })
}

/// `&`, `|`, `^`: a bool if both operands are, else what ints give.
fn operate<const OPERATION: u8>(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let (left, right) = (arguments.get(0), arguments.get(1));
    let Some(operation) = Operation::from_number(OPERATION) else { return Ok(Value::NOT_IMPLEMENTED) };
    if left.is_bool() && right.is_bool() {
        return Ok(number_glue::binary(context, operation, left, right)?.unwrap_or(Value::NOT_IMPLEMENTED));
    }
    // These operations do not care for the order of their operands.
    match (loose_int(left), loose_int(right)) {
        (Some(a), Some(b)) => {
            Ok(number_glue::binary_of(context, operation, Number::Int(a), Number::Int(b))?.unwrap_or(Value::NOT_IMPLEMENTED))
        }
        _ => Ok(Value::NOT_IMPLEMENTED),
    }
}

const fn binary_method(name: &'static str, code: NativeCode) -> Method {
    Method::new(name, code, 1, 1)
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::new("__new__", new, 1, 2).unbound(),
    Method::new("__repr__", repr, 0, 0),
    binary_method("__and__", operate::<{ Operation::And as u8 }>),
    binary_method("__rand__", operate::<{ Operation::And as u8 }>),
    binary_method("__or__", operate::<{ Operation::Or as u8 }>),
    binary_method("__ror__", operate::<{ Operation::Or as u8 }>),
    binary_method("__xor__", operate::<{ Operation::Xor as u8 }>),
    binary_method("__rxor__", operate::<{ Operation::Xor as u8 }>),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[];
