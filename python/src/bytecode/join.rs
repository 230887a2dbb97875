//! The code object of a module that was compiled in parts: their code, one behind the other.
//!
//! Jumps are relative, so instructions stay as they are; exception tables and positions move by the words before them.

use core::ptr::NonNull;

use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::container::Tuple;
use copperhead_stencils::layout::object::{Header, Kind};
use copperhead_stencils::list::{BYTECODES, Opcode};
use copperhead_stencils::value::Value;

use super::materialise::numbers;
use super::positions::read_entry;
use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::table::BUFFER_DATA;

/// A part in its place.
#[derive(Clone, Copy)]
struct Placed {
    code: *mut Code,
    /// The words before it.
    start: u32,
    /// Its words: those of the return at the end of the first part are left out.
    words: u32,
}

impl Context {
    /// Makes a code object of two parts of a module, the first of which may be joined of others. It does not run before it is registered.
    ///
    /// # Errors
    /// MemoryError.
    ///
    /// # Safety
    /// The parts are alive, and never ran.
    pub(crate) unsafe fn join_parts(&mut self, first: *mut Code, second: *mut Code) -> Result<*mut Code> {
        let code: *mut Code = self.new_object(ClassId::Code, Kind::Code, size_of::<Code>())?;
        // SAFETY: the parts are alive, as the native stack holds them, and nobody changes them; the new object is known to nobody else, and owns
        // what is made as soon as it exists.
        unsafe {
            let words = (*first).instruction_words.wrapping_sub(return_words(first));
            let parts =
                [Placed { code: first, start: 0, words }, Placed { code: second, start: words, words: (*second).instruction_words }];
            let placed = || parts.iter().copied();
            *code = Code {
                object: core::ptr::read(&raw const (*code).object),
                exception_table: Value::UNDEFINED,
                position_table: Value::UNDEFINED,
                ..*first
            };
            (*code).instructions = core::ptr::null_mut();
            (*code).instruction_words = 0;
            (*code).object.header.flags = (*first).object.header.flags | (*second).object.header.flags;
            (*code).frame_bytes = (*first).frame_bytes.max((*second).frame_bytes);
            // The second part has names that mean nothing for the variables of the first.
            let names = items((*first).variable_names);
            let fresh = items((*second).variable_names).get(names.len()..).unwrap_or(&[]);
            (*code).variable_names = self.join_tuples([names, fresh].into_iter())?;
            (*code).variable_count = items((*code).variable_names).len() as u16;
            let ranges = placed().flat_map(|part| {
                let moved = move |word: u32| word.wrapping_add(part.start);
                numbers((*part.code).exception_table).chunks_exact(4).flat_map(move |range| match *range {
                    [start, end, target, slot] => [moved(start), moved(end), moved(target), slot],
                    _ => [0; 4],
                })
            });
            (*code).exception_table = self.new_number_table(ranges.clone().count(), ranges)?;
            (*code).position_table = self.new_position_table(placed().flat_map(|part| positions(part)))?;
            let words = placed().map(|part| part.words as usize).sum::<usize>();
            let cell = self.allocate(Kind::Bytes8, BUFFER_DATA + words * 8)?;
            let instructions: *mut u64 = cell.as_ptr().byte_add(BUFFER_DATA).cast();
            for part in placed() {
                core::ptr::copy_nonoverlapping((*part.code).instructions, instructions.add(part.start as usize), part.words as usize);
            }
            (*code).instructions = instructions;
            (*code).instruction_words = words as u32;
        }
        Ok(code)
    }

    /// Frees a part that was joined with another, and what it alone had.
    ///
    /// # Safety
    /// It never ran, and nobody else knows it or what it has: since it was made no code of a program's ran, which finds all objects with
    /// `gc.get_objects`.
    pub(crate) unsafe fn discard_part(&mut self, part: *mut Code) {
        // SAFETY: the caller's contract; the cells are the part's own, but for the empty tuple.
        unsafe {
            self.free_buffer((*part).instructions.cast());
            for table in [(*part).exception_table, (*part).position_table, (*part).variable_names] {
                self.free_table(table);
            }
            if let Some(cell) = NonNull::new(part.cast::<Header>()) {
                self.heap.free(cell);
            }
        }
    }

    /// A tuple of the items of several.
    ///
    /// # Safety
    /// Somebody keeps the items alive.
    unsafe fn join_tuples<'a>(&mut self, tuples: impl Iterator<Item = &'a [Value]> + Clone) -> Result<Value> {
        let joined = self.new_tuple_of(tuples.clone().map(<[Value]>::len).sum())?;
        // SAFETY: the fresh tuple has room for all items.
        let data = unsafe { joined.as_pointer::<u8>().add(Tuple::ITEMS).cast::<Value>() };
        for (index, item) in tuples.flatten().enumerate() {
            // SAFETY: as above.
            unsafe { *data.add(index) = *item };
        }
        Ok(joined)
    }
}

/// The items of a tuple.
///
/// # Safety
/// It is alive and does not change as long as the items are used.
unsafe fn items<'a>(tuple: Value) -> &'a [Value] {
    // SAFETY: the caller's contract.
    unsafe {
        let object: *mut Tuple = tuple.as_pointer();
        core::slice::from_raw_parts(object.byte_add(Tuple::ITEMS).cast::<Value>(), (*object).length)
    }
}

/// How many words the return at the end of a part has: 0 if its end cannot be reached.
///
/// # Safety
/// The code object is alive, its instructions are verified.
unsafe fn return_words(code: *mut Code) -> u32 {
    // SAFETY: `word` stays below the number of words.
    unsafe {
        let (mut word, mut last) = (0, 0);
        while word < (*code).instruction_words {
            last = word;
            let number = *(*code).instructions.add(word as usize) & 0xffff;
            word = word.saturating_add(BYTECODES.get(number as usize).map_or(1, |info| info.words() as u32));
        }
        let number = *(*code).instructions.add(last as usize) & 0xffff;
        if number == Opcode::ReturnNone as u64 { word.wrapping_sub(last) } else { 0 }
    }
}

/// The positions of a part, in the words of the module.
///
/// # Safety
/// The part's code object is alive as long as they are used.
unsafe fn positions(part: Placed) -> impl Iterator<Item = [u32; 5]> + Clone {
    // SAFETY: the caller's contract.
    let table = unsafe { (*part.code).position_table };
    let mut bytes = crate::objects::bytes::view(table).unwrap_or(&[]).iter().copied();
    let mut entry = [0; 5];
    core::iter::from_fn(move || {
        entry = read_entry(&mut bytes, entry)?;
        let [word, rest @ ..] = entry;
        let [line, column, end_line, end_column] = rest;
        (word < part.words).then(|| [word.wrapping_add(part.start), line, column, end_line, end_column])
    })
}
