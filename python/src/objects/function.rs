//! Functions written in Python.

use copperhead_stencils::layout::callable::{Code, Function};
use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::layout::generator::Generator;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{has_flag, is};
use super::class_list::ClassId;
use super::native::{Arguments, Attribute, Method};
use super::object::address;
use super::text::Display;
use crate::context::Context;
use crate::error::Result;

/// The function behind a value that is known to be one.
fn fields(function: Value) -> *mut Function {
    function.as_pointer()
}

fn function_repr(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let function = arguments.get(0);
    // SAFETY: the receiver was checked to be a function.
    let name = unsafe { (*fields(function)).qualified_name };
    context.format(format_args!("<function {} at {:#x}>", Display(name), address(function)))
}

fn function_get(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    match arguments.get(1) {
        Value::NONE => Ok(arguments.get(0)),
        receiver => context.new_bound_method(arguments.get(0), receiver),
    }
}

fn function_call(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    context.pass_on(arguments.get(0), arguments, 1)
}

/// A str to be stored, or TypeError.
fn checked_text(context: &mut Context, value: Value, name: &str) -> Result<Value> {
    if is(value, Kind::Str) {
        return Ok(value);
    }
    Err(context.raise(ClassId::TypeError, format_args!("{name} must be set to a string object")))
}

fn set_defaults(context: &mut Context, function: Value, value: Value) -> Result<()> {
    let value = Context::or_none(value);
    if value != Value::NONE && !is(value, Kind::Tuple) {
        return Err(context.raise(ClassId::TypeError, format_args!("__defaults__ must be set to a tuple object")));
    }
    // SAFETY: receivers of members are checked to be of the owner's class.
    unsafe { (*fields(function)).defaults = value };
    Ok(())
}

fn set_keyword_defaults(context: &mut Context, function: Value, value: Value) -> Result<()> {
    let value = Context::or_none(value);
    if value != Value::NONE && !is(value, Kind::Dict) {
        return Err(context.raise(ClassId::TypeError, format_args!("__kwdefaults__ must be set to a dict object")));
    }
    // SAFETY: receivers of members are checked to be of the owner's class.
    unsafe { (*fields(function)).keyword_defaults = value };
    Ok(())
}

/// Frames that run a function's code, and generators that wait in it, go on as those of another function, which keeps the code.
///
/// # Safety
/// The value is a function.
unsafe fn leave_old_code(context: &mut Context, function: Value) -> Result<()> {
    // SAFETY: the caller's contract; frames on the VM's stack and cells of the heap are whole.
    unsafe {
        let old = fields(function);
        let other = context.new_function((*old).code, (*old).globals)?;
        (*other).closure = (*old).closure;
        (*other).defaults = (*old).defaults;
        (*other).keyword_defaults = (*old).keyword_defaults;
        (*other).annotations = (*old).annotations;
        (*other).name = (*old).name;
        (*other).qualified_name = (*old).qualified_name;
        (*other).module = (*old).module;
        (*other).doc = (*old).doc;
        (*other).type_parameters = (*old).type_parameters;
        let other = Value::from_pointer(other);
        let mut fp = context.machine.fp;
        while !fp.is_null() {
            let callable = fp.offset(copperhead_stencils::layout::frame::CALLABLE);
            if *callable == function {
                *callable = other;
            }
            fp = crate::interpret::frames::caller(fp);
        }
        context.heap.for_each_cell(|cell| {
            let header = cell.as_ptr();
            if (*header).kind == Kind::Generator {
                let generator = header.cast::<Generator>();
                if (*generator).function == function {
                    (*generator).function = other;
                }
            }
        });
    }
    Ok(())
}

fn set_code(context: &mut Context, function: Value, value: Value) -> Result<()> {
    if !is(value, Kind::Code) {
        return Err(context.raise(ClassId::TypeError, format_args!("__code__ must be set to a code object")));
    }
    // SAFETY: receivers of members are checked to be of the owner's class; the value was checked.
    unsafe {
        let code: *mut Code = value.as_pointer();
        let wanted = context.tuple_length((*code).free_names);
        let closure = (*fields(function)).closure;
        let given = if is(closure, Kind::Tuple) { context.tuple_length(closure) } else { 0 };
        if wanted != given || has_flag(value, Code::CLASS_BODY) {
            let name = (*fields(function)).name;
            return Err(context.raise(
                ClassId::ValueError,
                format_args!("{}() requires a code object with {given} free vars, not {wanted}", Display(name)),
            ));
        }
        leave_old_code(context, function)?;
        // Frames that run the old code count on the room that it has behind them.
        (*code).frame_bytes = (*code).frame_bytes.max((*(*fields(function)).code).frame_bytes);
        context.keep_code((*fields(function)).code);
        (*fields(function)).code = code;
        context.note_globals(code, (*fields(function)).globals);
    }
    context.forget_calls();
    // Machine code may know what calls of a name's function take.
    context.forget_names();
    context.forget_attributes(None);
    Ok(())
}

fn annotations(context: &mut Context, function: Value) -> Result<Value> {
    // SAFETY: receivers of members are checked to be of the owner's class.
    unsafe {
        if (*fields(function)).annotations == Value::UNDEFINED {
            (*fields(function)).annotations = Value::from_pointer(context.new_dict()?);
        }
        Ok((*fields(function)).annotations)
    }
}

/// `function(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)`.
fn function_new(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let [code, globals, name, defaults, closure, keyword_defaults] =
        [1, 2, 3, 4, 5, 6].map(|place| arguments.optional(place).unwrap_or(Value::NONE));
    for (value, kind, word, wanted) in [(code, Kind::Code, "code", "code"), (globals, Kind::Dict, "globals", "dict")] {
        if !is(value, kind) {
            let given = context.class_name_of(value);
            let text = format_args!("function() argument '{word}' must be {wanted}, not {}", Display(given));
            return Err(context.raise(ClassId::TypeError, text));
        }
    }
    for (value, kind, number, word, wanted) in [
        (name, Kind::Str, 3, "name", "string"),
        (defaults, Kind::Tuple, 4, "defaults", "tuple"),
        (keyword_defaults, Kind::Dict, 6, "kwdefaults", "dict"),
    ] {
        if value != Value::NONE && !is(value, kind) {
            return Err(context.raise(ClassId::TypeError, format_args!("arg {number} ({word}) must be None or {wanted}")));
        }
    }
    let pointer: *mut Code = code.as_pointer();
    // SAFETY: just checked to be a code object.
    let wanted = context.tuple_length(unsafe { (*pointer).free_names });
    if closure != Value::NONE && !is(closure, Kind::Tuple) || closure == Value::NONE && wanted != 0 {
        let none = if closure == Value::NONE { "" } else { "None or " };
        return Err(context.raise(ClassId::TypeError, format_args!("arg 5 (closure) must be {none}tuple")));
    }
    let given = if closure == Value::NONE { 0 } else { context.tuple_length(closure) };
    if given != wanted || has_flag(code, Code::CLASS_BODY) {
        // SAFETY: as above.
        let name = unsafe { (*pointer).name };
        return Err(context.raise(ClassId::ValueError, format_args!("{} requires closure of length {wanted}, not {given}", Display(name))));
    }
    for index in 0..given {
        let cell = context.tuple_item(closure, index);
        if !is(cell, Kind::Cell) {
            let given = context.class_name_of(cell);
            return Err(context.raise(ClassId::TypeError, format_args!("arg 5 (closure) expected cell, found {}", Display(given))));
        }
    }
    let globals: *mut Dict = globals.as_pointer();
    let function = context.new_function(pointer, globals)?;
    let module = context.intern("__name__")?;
    // SAFETY: fresh.
    unsafe {
        (*function).defaults = defaults;
        (*function).keyword_defaults = keyword_defaults;
        if given != 0 {
            (*function).closure = closure;
        }
        if name != Value::NONE {
            (*function).name = name;
        }
        (*function).module = context.table_load_name(globals, module).unwrap_or(Value::NONE);
    }
    Ok(Value::from_pointer(function))
}

/// The methods.
pub static METHODS: &[Method] = &[
    Method::named("__new__", function_new, &["", "code", "globals", "name", "argdefs", "closure", "kwdefaults"], 3).unbound(),
    Method::new("__repr__", function_repr, 0, 0),
    Method::new("__get__", function_get, 1, 2),
    Method::raw("__call__", function_call),
];

/// The attributes.
pub static ATTRIBUTES: &[Attribute] = &[
    Attribute {
        name: "__name__",
        // SAFETY: receivers of members are checked to be of the owner's class; so in all of these.
        get: |_, function| Ok(unsafe { (*fields(function)).name }),
        set: Some(|context, function, value| {
            let value = checked_text(context, value, "__name__")?;
            // SAFETY: as above.
            unsafe { (*fields(function)).name = value };
            Ok(())
        }),
    },
    Attribute {
        name: "__qualname__",
        // SAFETY: as above.
        get: |_, function| Ok(unsafe { (*fields(function)).qualified_name }),
        set: Some(|context, function, value| {
            let value = checked_text(context, value, "__qualname__")?;
            // SAFETY: as above.
            unsafe { (*fields(function)).qualified_name = value };
            Ok(())
        }),
    },
    Attribute {
        name: "__module__",
        // SAFETY: as above.
        get: |_, function| Ok(unsafe { (*fields(function)).module }),
        set: Some(|_, function, value| {
            // SAFETY: as above.
            unsafe { (*fields(function)).module = Context::or_none(value) };
            Ok(())
        }),
    },
    Attribute {
        name: "__doc__",
        // SAFETY: as above.
        get: |_, function| Ok(unsafe { (*fields(function)).doc }),
        set: Some(|_, function, value| {
            // SAFETY: as above.
            unsafe { (*fields(function)).doc = Context::or_none(value) };
            Ok(())
        }),
    },
    Attribute {
        name: "__defaults__",
        // SAFETY: as above.
        get: |_, function| Ok(unsafe { (*fields(function)).defaults }),
        set: Some(set_defaults),
    },
    Attribute {
        name: "__kwdefaults__",
        // SAFETY: as above.
        get: |_, function| Ok(unsafe { (*fields(function)).keyword_defaults }),
        set: Some(set_keyword_defaults),
    },
    Attribute {
        name: "__code__",
        // SAFETY: as above.
        get: |_, function| Ok(Value::from_pointer(unsafe { (*fields(function)).code })),
        set: Some(set_code),
    },
    Attribute {
        name: "__globals__",
        // SAFETY: as above.
        get: |_, function| Ok(Value::from_pointer(unsafe { (*fields(function)).globals })),
        set: None,
    },
    Attribute {
        name: "__builtins__",
        // SAFETY: as above.
        get: |context, function| context.builtins_of(unsafe { (*fields(function)).globals }),
        set: None,
    },
    Attribute {
        name: "__closure__",
        // SAFETY: as above.
        get: |_, function| Ok(Context::or_none(unsafe { (*fields(function)).closure })),
        set: None,
    },
    Attribute {
        name: "__annotations__",
        get: annotations,
        set: Some(|_, function, value| {
            // SAFETY: as above.
            unsafe { (*fields(function)).annotations = if value == Value::NONE { Value::UNDEFINED } else { value } };
            Ok(())
        }),
    },
    Attribute {
        name: "__type_params__",
        // SAFETY: as above.
        get: |_, function| Ok(unsafe { (*fields(function)).type_parameters }),
        set: Some(|context, function, value| {
            if !is(value, Kind::Tuple) {
                return Err(context.raise(ClassId::TypeError, format_args!("__type_params__ must be set to a tuple")));
            }
            // SAFETY: as above.
            unsafe { (*fields(function)).type_parameters = value };
            Ok(())
        }),
    },
];
