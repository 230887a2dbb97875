//! What code objects tell of their instructions, as far as that makes sense with other instructions than CPython's, and copies of them.
//!
//! An instruction's word, and each cell behind it, counts as CPython's code units do: as two bytes.

use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::object::{Kind, Object};
use copperhead_stencils::list::{BYTECODES, BytecodeInfo, CellKind, Opcode};
use copperhead_stencils::value::Value;

use super::access::{has_flag, is};
use super::byte_builder::{bytes_data, new_bytes_cell};
use super::class_list::ClassId;
use super::native::Arguments;
use super::table::BUFFER_DATA;
use super::text::{self, Display};
use super::{number_glue, operations};
use crate::bytecode::materialise::{Place, place_of};
use crate::context::Context;
use crate::error::Result;

/// The code object behind a value that is known to be one.
fn fields(code: Value) -> *mut Code {
    code.as_pointer()
}

/// Goes over the instructions: the word and what the list says of it.
///
/// # Errors
/// What the function raises.
///
/// # Safety
/// The code object is alive while this runs.
unsafe fn for_each(
    context: &mut Context,
    code: *mut Code,
    mut each: impl FnMut(&mut Context, usize, u64, &'static BytecodeInfo) -> Result<()>,
) -> Result<()> {
    let mut word = 0;
    // SAFETY: the caller's contract; the index is checked.
    unsafe {
        while word < (*code).instruction_words as usize {
            let text = *(*code).instructions.add(word);
            let Some(info) = BYTECODES.get((text & 0xffff) as usize) else { break };
            each(context, word, text, info)?;
            word = word.saturating_add(info.words());
        }
    }
    Ok(())
}

/// `co_code`: the number of each instruction, and zeros for its cells.
pub(crate) fn code_bytes(context: &mut Context, code: Value) -> Result<Value> {
    // SAFETY: receivers of members are checked to be of the owner's class; so in all of these.
    let words = unsafe { (*fields(code)).instruction_words as usize };
    let bytes = new_bytes_cell(context, words.saturating_mul(2))?;
    // SAFETY: as above; there are two bytes for each word.
    unsafe {
        for_each(context, fields(code), |_, word, text, _| {
            *bytes_data(bytes).add(2 * word) = text as u8;
            *bytes_data(bytes).add(2 * word + 1) = (text >> 8) as u8;
            Ok(())
        })?;
    }
    Ok(bytes)
}

/// `co_consts`: a function's docstring or None, and what instructions hold that is no name, in order.
pub(crate) fn constants(context: &mut Context, code: Value) -> Result<Value> {
    let list = context.new_list(&[])?;
    if !has_flag(code, Code::MODULE) && !has_flag(code, Code::CLASS_BODY) {
        // SAFETY: receivers of members are checked to be of the owner's class.
        let doc = unsafe { (*fields(code)).doc };
        context.list_append(list, if is(doc, Kind::Str) { doc } else { Value::NONE })?;
    }
    // SAFETY: as above; the first cell of such an instruction is a value.
    unsafe {
        for_each(context, fields(code), |context, word, text, _| {
            let constant = match Opcode::from_number(text as u16).map(Opcode::generic) {
                Some(Opcode::LoadInt) => Value::from_i32_small(i32::from((text >> 32) as u16 as i16)),
                Some(Opcode::LoadConstant | Opcode::MakeFunction | Opcode::CallKeywords | Opcode::MatchClass) => {
                    Value(*(*fields(code)).instructions.add(word + 1) as usize)
                }
                Some(Opcode::ReturnNone) => Value::NONE,
                _ => return Ok(()),
            };
            add_constant(context, list, constant)
        })?;
    }
    context.list_to_tuple(list)
}

/// Adds a constant to those known, if it is not there: equal ones of two types are two.
fn add_constant(context: &mut Context, list: Value, constant: Value) -> Result<()> {
    let class = context.class_of(constant);
    for index in 0..super::sequence::length(list) {
        let Some(known) = super::sequence::item(list, index) else { break };
        if known == constant || context.class_of(known) == class && operations::equal(context, known, constant)? {
            return Ok(());
        }
    }
    context.list_append(list, constant)
}

/// `co_names`: the names that instructions look for elsewhere than in variables.
pub(crate) fn names(context: &mut Context, code: Value) -> Result<Value> {
    let list = context.new_list(&[])?;
    // SAFETY: as above; the first cell of such an instruction is a value.
    unsafe {
        for_each(context, fields(code), |context, word, text, info| {
            if info.cells.first() != Some(&CellKind::Value) || Opcode::from_number(text as u16) == Some(Opcode::LoadConstant) {
                return Ok(());
            }
            let name = Value(*(*fields(code)).instructions.add(word + 1) as usize);
            if is(name, Kind::Str) && !operations::contains(context, list, name)? {
                context.list_append(list, name)?;
            }
            Ok(())
        })?;
    }
    context.list_to_tuple(list)
}

/// `co_cellvars`: the variables that functions inside use.
pub(crate) fn cell_variables(context: &mut Context, code: Value) -> Result<Value> {
    let list = context.new_list(&[])?;
    // SAFETY: as above.
    unsafe {
        for_each(context, fields(code), |context, _, text, _| {
            if Opcode::from_number(text as u16) != Some(Opcode::MakeCell) {
                return Ok(());
            }
            let (names, slot) = ((*fields(code)).variable_names, usize::from((text >> 16) as u16));
            if slot < context.tuple_length(names) {
                let name = context.tuple_item(names, slot);
                context.list_append(list, name)?;
            }
            Ok(())
        })?;
    }
    context.list_to_tuple(list)
}

/// `co_stacksize`: the slots that are no variables.
pub(crate) fn stack_size(context: &mut Context, code: Value) -> Result<Value> {
    // SAFETY: as above.
    let (bytes, variables) = unsafe { ((*fields(code)).frame_bytes, (*fields(code)).variable_count as usize) };
    context.new_int_of_size((bytes / size_of::<Value>()).saturating_sub(variables))
}

/// `co_exceptiontable`, `co_linetable`: tables of Copperhead's own.
pub(crate) fn exception_table(context: &mut Context, code: Value) -> Result<Value> {
    // SAFETY: as above.
    let table = unsafe { (*fields(code)).exception_table };
    if table == Value::UNDEFINED { context.new_bytes(&[]) } else { Ok(table) }
}

/// See [`exception_table`].
pub(crate) fn line_table(_: &mut Context, code: Value) -> Result<Value> {
    // SAFETY: as above.
    Ok(unsafe { (*fields(code)).position_table })
}

fn small(number: u32) -> Value {
    Value::from_i32_small((number & 0x3fff_ffff) as i32)
}

/// `co_positions()`: line, end line, column and end column of each unit of the code.
pub(crate) fn positions(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let code = arguments.get(0);
    let list = context.new_list(&[])?;
    // SAFETY: the receiver was checked.
    unsafe {
        for_each(context, fields(code), |context, word, _, info| {
            let tuple = match place_of(fields(code), word) {
                Some(Place { line, column, end_line, end_column }) => {
                    context.new_tuple(&[small(line), small(end_line), small(column), small(end_column)])?
                }
                None => context.new_tuple(&[Value::NONE; 4])?,
            };
            for _ in 0..info.words() {
                context.list_append(list, tuple)?;
            }
            Ok(())
        })?;
    }
    operations::iterator(context, list)
}

/// `co_lines()`: where the code of a line starts and ends, and the line.
pub(crate) fn lines(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let code = arguments.get(0);
    let list = context.new_list(&[])?;
    let mut open: Option<(usize, u32)> = None;
    let finish = |context: &mut Context, open: Option<(usize, u32)>, end: usize| -> Result<()> {
        let Some((start, line)) = open else { return Ok(()) };
        let (start, end) = (context.new_int_of_size(start.saturating_mul(2))?, context.new_int_of_size(end.saturating_mul(2))?);
        let tuple = context.new_tuple(&[start, end, small(line)])?;
        context.list_append(list, tuple)
    };
    // SAFETY: the receiver was checked.
    unsafe {
        for_each(context, fields(code), |context, word, _, _| {
            let line = place_of(fields(code), word).map_or(0, |place| place.line);
            if open.is_none_or(|(_, known)| known != line) {
                finish(context, open, word)?;
                open = Some((word, line));
            }
            Ok(())
        })?;
        finish(context, open, (*fields(code)).instruction_words as usize)?;
    }
    operations::iterator(context, list)
}

/// A copy of a code object whose caches are empty.
fn copy(context: &mut Context, code: Value) -> Result<*mut Code> {
    let from = fields(code);
    let made: *mut Code = context.new_object(ClassId::Code, Kind::Code, size_of::<Code>())?;
    // SAFETY: both are code objects; what the copy shares with the other one does not change.
    unsafe {
        let words = (*from).instruction_words as usize;
        let cell = context.allocate(Kind::Bytes8, BUFFER_DATA.saturating_add(words.saturating_mul(8)))?;
        let instructions: *mut u64 = cell.as_ptr().byte_add(BUFFER_DATA).cast();
        let mut word = 0;
        while word < words {
            let text = *(*from).instructions.add(word);
            *instructions.add(word) = text;
            let Some(info) = BYTECODES.get((text & 0xffff) as usize) else { break };
            for (place, kind) in info.cells.iter().enumerate() {
                let at = word + 1 + place;
                *instructions.add(at) = match kind {
                    CellKind::Value if place == 0 => *(*from).instructions.add(at),
                    CellKind::Number if Opcode::from_number(text as u16) == Some(Opcode::Loop) => {
                        u64::from(context.initial_heat(words, text))
                    }
                    CellKind::Number => *(*from).instructions.add(at),
                    _ => 0,
                };
            }
            word = word.saturating_add(info.words());
        }
        let head = size_of::<Object>();
        let (flags, hotness) = ((*from).object.header.flags, context.initial_hotness());
        core::ptr::copy_nonoverlapping(from.cast::<u8>().add(head), made.cast::<u8>().add(head), size_of::<Code>() - head);
        (*made).object.header.flags = flags;
        (*made).entry = context.machine.entries.interpret;
        (*made).hotness = hotness;
        (*made).region = core::ptr::null_mut();
        (*made).misses = 0;
        (*made).compilations = 0;
        (*made).instructions = instructions;
        context.renew_ways_on(made);
        context.register_code(made)?;
    }
    Ok(made)
}

/// What `replace` changes; everything else may only be given as it is.
const CHANGEABLE: [&str; 4] = ["co_name", "co_qualname", "co_filename", "co_firstlineno"];

/// `replace(**changes)`: a copy with other names or another first line.
pub(crate) fn replace(context: &mut Context, arguments: &Arguments) -> Result<Value> {
    let code = arguments.get(0);
    let named = context.named_count(arguments);
    let positional = arguments.len().saturating_sub(named);
    if positional > 1 {
        return Err(context.raise(ClassId::TypeError, format_args!("replace() takes no positional arguments")));
    }
    let made = copy(context, code)?;
    for index in 0..named {
        let name = context.tuple_item(arguments.names, index);
        let value = arguments.get(positional.saturating_add(index));
        match CHANGEABLE.iter().position(|known| text::equals_text(name, known)) {
            Some(3) => {
                let line = number_glue::to_isize(value).and_then(|line| u32::try_from(line).ok());
                let Some(line) = line else {
                    return Err(context.raise(ClassId::ValueError, format_args!("code: co_firstlineno must be a line number")));
                };
                // SAFETY: just made.
                unsafe { (*made).first_line = line };
            }
            Some(place) => {
                if !is(value, Kind::Str) {
                    let class = context.class_name_of(value);
                    let message = format_args!("replace() argument '{}' must be str, not {}", Display(name), Display(class));
                    return Err(context.raise(ClassId::TypeError, message));
                }
                let value = context.intern_str(value)?;
                // SAFETY: just made.
                unsafe {
                    match place {
                        0 => (*made).name = value,
                        1 => (*made).qualified_name = value,
                        _ => (*made).file_name = value,
                    }
                }
            }
            None => {
                let own = super::attribute::find_attribute(context, code, name)?;
                let Some(own) = own.filter(|_| text::length(name) > 3) else {
                    return Err(context.complain_unknown_keyword("replace", name, &[]));
                };
                if !operations::equal(context, own, value)? {
                    let message = format_args!("replace() cannot change '{}': code cannot be made of other parts", Display(name));
                    return Err(context.raise(ClassId::ValueError, message));
                }
            }
        }
    }
    Ok(Value::from_pointer(made))
}
