//! The variables of a frame by their names.
//!
//! The compiler leaves slots uninitialised of variables that nobody checks: what lies there is another frame's. A slot is read if
//! every way through the code to the instruction that runs writes it.

use copperhead_stencils::definition::jump_distance;
use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::container::Cell;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::list::{BYTECODES, BytecodeInfo, Field, Opcode};
use copperhead_stencils::value::Value;

use super::access::is;
use super::byte_builder::{bytes_data, new_bytes_cell};
use super::text;
use crate::bytecode::materialise::handler_for;
use crate::context::Context;
use crate::error::Result;

/// Where the variables of a frame are.
#[derive(Clone, Copy)]
pub(crate) struct Slots {
    /// Its code.
    pub(crate) code: *mut Code,
    /// Slot 0.
    pub(crate) first: *mut Value,
    /// How many slots there are.
    pub(crate) count: usize,
    /// The word of the instruction that it is at.
    pub(crate) word: usize,
}

/// How many slots hold parameters.
///
/// # Safety
/// The code is alive.
unsafe fn parameters(code: *mut Code) -> usize {
    // SAFETY: the caller's contract.
    unsafe {
        let flags = (*code).object.header.flags;
        let rest = usize::from(flags & Code::VARARGS != 0) + usize::from(flags & Code::VARKEYWORDS != 0);
        usize::from((*code).positional_count) + usize::from((*code).keyword_only_count) + rest
    }
}

/// An instruction: its word's text and what the list says of it.
///
/// # Safety
/// The code is alive.
unsafe fn instruction(code: *mut Code, word: usize) -> Option<(u64, &'static BytecodeInfo)> {
    // SAFETY: the caller's contract; the index is checked.
    unsafe {
        if word >= (*code).instruction_words as usize {
            return None;
        }
        let text = *(*code).instructions.add(word);
        Some((text, BYTECODES.get((text & 0xffff) as usize)?))
    }
}

/// Whether the instruction writes the slot whenever it is done.
fn writes(text: u64, info: &BytecodeInfo, slot: usize) -> bool {
    let first = usize::from((text >> 16) as u16);
    let opcode = Opcode::from_number(text as u16);
    first == slot && (info.fields[0] == Field::Write || matches!(opcode, Some(Opcode::Clear | Opcode::MakeCell | Opcode::LoadFree)))
}

/// Where the instruction may jump.
fn target(text: u64, info: &BytecodeInfo, word: usize) -> Option<usize> {
    let wide = info.fields[1] == Field::FarTarget;
    if wide || info.fields[2] == Field::Target { word.checked_add_signed(jump_distance(text, wide)) } else { None }
}

/// Whether control never comes to what stands behind the instruction.
fn ends(text: u64) -> bool {
    use Opcode::*;
    matches!(
        Opcode::from_number(text as u16),
        Some(Jump | Loop | Return | ReturnNone | ReturnGenerator | Raise | RaiseFrom | RaiseAgain | Reraise)
    )
}

/// Whether every way to an instruction has written the slot.
///
/// # Safety
/// The code is alive.
unsafe fn is_written(context: &mut Context, code: *mut Code, slot: usize, at: usize) -> Result<bool> {
    // SAFETY: the caller's contract, for the whole walk.
    unsafe {
        // One byte for each word: whether it is reached with the slot not written.
        let words = (*code).instruction_words as usize;
        let map = new_bytes_cell(context, words)?;
        let reached = bytes_data(map);
        if words == 0 || at >= words {
            return Ok(false);
        }
        *reached = 1;
        let mut changed = true;
        while changed {
            changed = false;
            let mut word = 0;
            while let Some((text, info)) = instruction(code, word) {
                let next = word.saturating_add(info.words());
                if *reached.add(word) == 1 {
                    *reached.add(word) = 2;
                    let mut reach = |place: usize, limit: usize| {
                        if place < words && *reached.add(place) == 0 {
                            *reached.add(place) = 1;
                            changed |= place <= limit;
                        }
                    };
                    if let Some((handler, own)) = handler_for(code, word)
                        && own != slot
                    {
                        reach(handler, word);
                    }
                    if let Some(target) = target(text, info, word) {
                        reach(target, word);
                    }
                    if !ends(text) && !writes(text, info, slot) {
                        reach(next, word);
                    }
                }
                word = next;
            }
        }
        let written = *reached.add(at) == 0;
        core::hint::black_box(map);
        Ok(written)
    }
}

/// The instruction that makes or loads the cell in a slot, if it holds one.
///
/// # Safety
/// The code is alive.
unsafe fn is_cell(code: *mut Code, slot: usize) -> bool {
    let mut word = 0;
    // SAFETY: the caller's contract.
    while let Some((text, info)) = unsafe { instruction(code, word) } {
        let opcode = Opcode::from_number(text as u16);
        if matches!(opcode, Some(Opcode::MakeCell | Opcode::LoadFree)) && usize::from((text >> 16) as u16) == slot {
            return true;
        }
        word = word.saturating_add(info.words());
    }
    false
}

/// The slot of the closure's cell with this number.
///
/// # Safety
/// The code is alive.
unsafe fn free_slot(code: *mut Code, number: usize) -> Option<usize> {
    let mut word = 0;
    // SAFETY: the caller's contract.
    while let Some((text, info)) = unsafe { instruction(code, word) } {
        if Opcode::from_number(text as u16) == Some(Opcode::LoadFree) && usize::from((text >> 32) as u16) == number {
            return Some(usize::from((text >> 16) as u16));
        }
        word = word.saturating_add(info.words());
    }
    None
}

/// Whether nothing of the code ran but what made a generator.
fn is_fresh(slots: Slots) -> bool {
    // SAFETY: the code is alive.
    let found = unsafe { instruction(slots.code, slots.word) };
    found.is_some_and(|(text, _)| Opcode::from_number(text as u16) == Some(Opcode::MakeGenerator))
}

fn is_hidden(name: Value) -> bool {
    text::length(name) == 0 || text::code_point(name, 0) == u32::from('.')
}

/// What a slot holds, or the cell in it; UNDEFINED if nothing, or if that is not known.
fn content(context: &mut Context, slots: Slots, slot: usize) -> Result<Value> {
    // SAFETY: the frame has the slots of its code's variables; a slot is read only if it was written.
    unsafe {
        if slot >= slots.count {
            return Ok(Value::UNDEFINED);
        }
        let known = slot < parameters(slots.code)
            || ((*slots.code).object.header.flags & Code::READABLE_LOCALS != 0 && !is_fresh(slots))
            || is_written(context, slots.code, slot, slots.word)?;
        if !known {
            return Ok(Value::UNDEFINED);
        }
        let value = *slots.first.add(slot);
        if is(value, Kind::Cell) && is_cell(slots.code, slot) {
            return Ok((*value.as_pointer::<Cell>()).value);
        }
        Ok(value)
    }
}

/// A dict of all that are bound and have names that a program can write.
///
/// # Errors
/// MemoryError.
pub(crate) fn all(context: &mut Context, slots: Slots) -> Result<Value> {
    let dict = context.new_dict()?;
    // SAFETY: the code is alive.
    let (names, free) = unsafe { ((*slots.code).variable_names, (*slots.code).free_names) };
    for slot in 0..context.tuple_length(names) {
        let name = context.tuple_item(names, slot);
        if is_hidden(name) {
            continue;
        }
        let value = content(context, slots, slot)?;
        if value != Value::UNDEFINED {
            context.table_store_name(dict, name, value)?;
        }
    }
    for number in 0..context.tuple_length(free) {
        let name = context.tuple_item(free, number);
        // SAFETY: the code is alive.
        let Some(slot) = (unsafe { free_slot(slots.code, number) }) else { continue };
        if is_hidden(name) {
            continue;
        }
        let value = content(context, slots, slot)?;
        if value != Value::UNDEFINED {
            context.table_store_name(dict, name, value)?;
        }
    }
    Ok(Value::from_pointer(dict))
}

/// Gives a variable a value; whether there is one of that name.
///
/// # Errors
/// MemoryError.
pub(crate) fn assign(context: &mut Context, slots: Slots, name: Value, value: Value) -> Result<bool> {
    // SAFETY: the code is alive.
    let (names, free) = unsafe { ((*slots.code).variable_names, (*slots.code).free_names) };
    let mut found = None;
    for slot in 0..context.tuple_length(names) {
        if text::equal(context.tuple_item(names, slot), name) {
            found = Some(slot);
        }
    }
    for number in 0..context.tuple_length(free) {
        if found.is_none() && text::equal(context.tuple_item(free, number), name) {
            // SAFETY: the code is alive.
            found = unsafe { free_slot(slots.code, number) };
        }
    }
    let Some(slot) = found.filter(|&slot| slot < slots.count) else { return Ok(false) };
    // SAFETY: the frame has the slots of its code's variables.
    unsafe {
        let place = slots.first.add(slot);
        if is_cell(slots.code, slot) {
            if !is_written(context, slots.code, slot, slots.word)? || !is(*place, Kind::Cell) {
                return Ok(true);
            }
            (*(*place).as_pointer::<Cell>()).value = value;
        } else {
            *place = value;
        }
    }
    Ok(true)
}
