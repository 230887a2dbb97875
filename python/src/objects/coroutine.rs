//! Coroutines as programs see them.

use copperhead_stencils::value::Value;

use super::awaitable::COROUTINE_WRAPPER;
use super::class_list::ClassId;
use super::generator::{NAME, QUALIFIED_NAME, close, code_of, delegate, is_running, is_suspended, repr, send, throw};
use super::native::{Arguments, Attribute, Method};
use crate::context::Context;
use crate::error::Result;

fn awaited(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let state = [arguments.get(0), Value::UNDEFINED, Value::UNDEFINED, Value::UNDEFINED];
    context.new_tool(ClassId::CoroutineWrapper, COROUTINE_WRAPPER, state)
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::new("__class_getitem__", super::generic_alias::class_get_item, 1, 1).of_class(),
    Method::new("__await__", awaited, 0, 0),
    Method::new("send", send, 1, 1).sending(),
    Method::new("throw", throw, 1, 3),
    Method::new("close", close, 0, 0),
    Method::new("__repr__", repr, 0, 0),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    NAME,
    QUALIFIED_NAME,
    Attribute { name: "cr_frame", get: |context, generator| context.generator_frame(generator), set: None },
    Attribute { name: "cr_code", get: |_, coroutine| Ok(code_of(coroutine)), set: None },
    Attribute { name: "cr_running", get: |_, coroutine| Ok(is_running(coroutine)), set: None },
    Attribute { name: "cr_suspended", get: |_, coroutine| Ok(is_suspended(coroutine)), set: None },
    Attribute { name: "cr_await", get: |context, coroutine| Ok(delegate(context, coroutine)), set: None },
    Attribute { name: "cr_origin", get: |_, _| Ok(Value::NONE), set: None },
];
