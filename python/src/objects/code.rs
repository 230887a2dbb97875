//! Code objects, as programs see them.

use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{has_flag, is};
use super::code_parts;
use super::native::{Arguments, Attribute, Method};
use super::object::address;
use super::operations;
use super::text::Display;
use crate::context::Context;
use crate::error::Result;

/// The code object behind a value that is known to be one.
fn fields(code: Value) -> *mut Code {
    code.as_pointer()
}

fn code_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let code = arguments.get(0);
    // SAFETY: the receiver was checked to be a code object.
    let (name, file, line) = unsafe { ((*fields(code)).name, (*fields(code)).file_name, (*fields(code)).first_line) };
    let file = operations::str(context, file)?;
    context.format(format_args!("<code object {} at {:#x}, file \"{}\", line {line}>", Display(name), address(code), Display(file)))
}

fn variable_names(context: &mut Context, code: Value) -> Result<Value> {
    // SAFETY: receivers of members are checked to be of the owner's class.
    let names = unsafe { (*fields(code)).variable_names };
    if is(names, Kind::Tuple) { Ok(names) } else { Ok(context.empty_tuple) }
}

fn flags(_: &mut Context, code: Value) -> Result<Value> {
    let bits = [
        (Code::VARARGS, 4),
        (Code::VARKEYWORDS, 8),
        (Code::NESTED, 16),
        (Code::GENERATOR, 32),
        (Code::COROUTINE, 128),
        (Code::ITERABLE_COROUTINE, 256),
        (Code::ASYNC_GENERATOR, 512),
        (Code::FUTURE_FLUFL, 0x40_0000),
        (Code::FUTURE_ANNOTATIONS, 0x100_0000),
    ];
    let mut result = if has_flag(code, Code::MODULE | Code::CLASS_BODY) { 0 } else { 3 };
    for (own, public) in bits {
        // A class body does not say where it is nested.
        if has_flag(code, own) && !(own == Code::NESTED && has_flag(code, Code::CLASS_BODY)) {
            result |= public;
        }
    }
    Ok(Value::from_i32_small(result))
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::new("__repr__", code_repr, 0, 0),
    Method::new("co_lines", code_parts::lines, 0, 0),
    Method::new("co_positions", code_parts::positions, 0, 0),
    Method::raw("replace", code_parts::replace),
    Method::raw("__replace__", code_parts::replace),
];

/// A count as a value.
fn count(number: u32) -> Result<Value> {
    Ok(Value::from_i32_small(i32::try_from(number).unwrap_or(i32::MAX) & (i32::MAX >> 1)))
}

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    // SAFETY: receivers of members are checked to be of the owner's class; so in all of these.
    Attribute { name: "co_name", get: |_, code| Ok(unsafe { (*fields(code)).name }), set: None },
    // SAFETY: as above.
    Attribute { name: "co_qualname", get: |_, code| Ok(unsafe { (*fields(code)).qualified_name }), set: None },
    // SAFETY: as above.
    Attribute { name: "co_filename", get: |_, code| Ok(unsafe { (*fields(code)).file_name }), set: None },
    // SAFETY: as above.
    Attribute { name: "co_firstlineno", get: |_, code| count(unsafe { (*fields(code)).first_line }), set: None },
    Attribute {
        name: "co_argcount",
        // SAFETY: as above.
        get: |_, code| count(u32::from(unsafe { (*fields(code)).positional_count })),
        set: None,
    },
    Attribute {
        name: "co_posonlyargcount",
        // SAFETY: as above.
        get: |_, code| count(u32::from(unsafe { (*fields(code)).positional_only_count })),
        set: None,
    },
    Attribute {
        name: "co_kwonlyargcount",
        // SAFETY: as above.
        get: |_, code| count(u32::from(unsafe { (*fields(code)).keyword_only_count })),
        set: None,
    },
    Attribute {
        name: "co_nlocals",
        // SAFETY: as above.
        get: |_, code| count(u32::from(unsafe { (*fields(code)).variable_count })),
        set: None,
    },
    Attribute { name: "co_varnames", get: variable_names, set: None },
    // SAFETY: as above.
    Attribute { name: "co_freevars", get: |_, code| Ok(unsafe { (*fields(code)).free_names }), set: None },
    Attribute { name: "co_consts", get: code_parts::constants, set: None },
    Attribute { name: "co_code", get: code_parts::code_bytes, set: None },
    Attribute { name: "_co_code_adaptive", get: code_parts::code_bytes, set: None },
    Attribute { name: "co_names", get: code_parts::names, set: None },
    Attribute { name: "co_cellvars", get: code_parts::cell_variables, set: None },
    Attribute { name: "co_stacksize", get: code_parts::stack_size, set: None },
    Attribute { name: "co_exceptiontable", get: code_parts::exception_table, set: None },
    Attribute { name: "co_linetable", get: code_parts::line_table, set: None },
    Attribute { name: "co_lnotab", get: code_parts::line_table, set: None },
    Attribute { name: "co_flags", get: flags, set: None },
];
