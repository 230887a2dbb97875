//! From code units to code objects on the heap.
//!
//! Tables of a code object are `bytes` objects. The exception table consists of 32-bit numbers, four for each range (start, end, target,
//! slot). The position table is that of the unit, see `positions`.

use core::ptr::NonNull;

use copperhead_stencils::definition::jump_distance;
use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::container::Tuple;
use copperhead_stencils::layout::object::{Header, Kind};
use copperhead_stencils::list::{BYTECODES, CellKind, Opcode};
use copperhead_stencils::value::Value;

use super::positions::{read_entry, write_entry};
use super::unit::{CodeUnit, Constant};
use crate::context::Context;
use crate::error::Result;
use crate::objects::class_list::ClassId;
use crate::objects::layout::Bytes;
use crate::objects::table::BUFFER_DATA;

impl Context {
    /// Makes a code object of a unit, and of the units inside it.
    ///
    /// # Errors
    /// MemoryError, RecursionError.
    pub(crate) fn materialise(&mut self, unit: &CodeUnit<'_>, file_name: Value) -> Result<*mut Code> {
        let code = self.materialise_part(unit, file_name)?;
        self.register_code(code)?;
        Ok(code)
    }

    /// The same, for a code object that does not run before it is registered, see [`Context::join_parts`].
    ///
    /// # Errors
    /// MemoryError, RecursionError.
    pub(crate) fn materialise_part(&mut self, unit: &CodeUnit<'_>, file_name: Value) -> Result<*mut Code> {
        self.check_native_stack()?;
        let code: *mut Code = self.new_object(ClassId::Code, Kind::Code, size_of::<Code>())?;
        // Everything that the fresh object will own is stored as soon as it exists; the native stack keeps the object itself.
        // SAFETY: fresh, zeroed, and known to nobody else.
        unsafe {
            (*code).object.header.flags = unit.flags;
            (*code).entry = self.machine.entries.interpret;
            (*code).frame_bytes = unit.frame_slots as usize * size_of::<Value>();
            (*code).hotness = self.initial_hotness();
            // The frame's slots have numbers of 16 bits, as the verifier saw.
            (*code).positional_count = unit.positional_count as u16;
            (*code).positional_only_count = unit.positional_only_count as u16;
            (*code).keyword_only_count = unit.keyword_only_count as u16;
            (*code).variable_count = unit.variable_names.len() as u16;
            (*code).first_line = unit.first_line;
            let simple = unit.flags & (Code::VARARGS | Code::VARKEYWORDS) == 0 && unit.keyword_only_count == 0;
            (*code).simple_arguments = if simple { unit.positional_count } else { Code::NOT_SIMPLE };
            (*code).file_name = file_name;
            (*code).source = Value::UNDEFINED;
            (*code).name = self.intern(unit.name)?;
            (*code).qualified_name = self.intern(unit.qualified_name)?;
            (*code).variable_names = self.names_tuple(unit.variable_names)?;
            (*code).free_names = self.names_tuple(unit.free_names)?;
            (*code).doc = match unit.doc {
                Some(text) => self.new_str_generalised(text)?,
                None => Value::NONE,
            };
            // The native stack keeps the constants until the instructions hold them.
            let constants = self.constant_tuple(unit.constants, file_name)?;
            let words = unit.handlers.iter().flat_map(|range| [range.start, range.end, range.target, u32::from(range.slot)]);
            (*code).exception_table = self.new_number_table(unit.handlers.len() * 4, words)?;
            (*code).position_table = self.new_bytes(unit.positions)?;
            let length = unit.instructions.len();
            let cell = self.allocate(Kind::Bytes8, BUFFER_DATA + length * 8)?;
            let instructions: *mut u64 = cell.as_ptr().byte_add(BUFFER_DATA).cast();
            let mut word = 0;
            while let Some(&text) = unit.instructions.get(word) {
                *instructions.add(word) = text;
                let Some(info) = BYTECODES.get((text & 0xffff) as usize) else { break };
                for (place, kind) in info.cells.iter().enumerate() {
                    let at = word + 1 + place;
                    let raw = unit.instructions.get(at).copied().unwrap_or(0);
                    let content = match kind {
                        // Only the first value cell names a constant; others are caches.
                        CellKind::Value if place == 0 => self.tuple_item(constants, raw as usize).0 as u64,
                        CellKind::Number if (text & 0xffff) as u16 == Opcode::Loop as u16 => u64::from(self.initial_heat(length, text)),
                        CellKind::Number => raw,
                        CellKind::Value | CellKind::Shape | CellKind::Weak => 0,
                    };
                    if at < length {
                        *instructions.add(at) = content;
                    }
                }
                word += info.words();
            }
            (*code).instructions = instructions;
            (*code).instruction_words = length as u32;
            self.renew_ways_on(code);
            self.free_table(constants);
        }
        Ok(code)
    }

    /// Frees a tuple or table that a code object had for itself; the empty tuple, which is everybody's, and UNDEFINED stay.
    ///
    /// # Safety
    /// Nobody else knows it.
    pub(super) unsafe fn free_table(&mut self, table: Value) {
        if table == self.empty_tuple || table == Value::UNDEFINED {
            return;
        }
        if let Some(cell) = NonNull::new(table.as_pointer::<Header>()) {
            // SAFETY: the caller's contract; tables are cells.
            unsafe { self.heap.free(cell) };
        }
    }

    /// Calls until a function is compiled.
    pub(crate) fn initial_hotness(&self) -> i32 {
        if self.jit.options.enabled { i32::try_from(self.jit.options.threshold.max(1)).unwrap_or(i32::MAX) } else { -1 }
    }

    /// Back edges until a loop is compiled, as the cell of its `Loop` instruction holds it, in code of so many words: eight for a call that
    /// would count, or more where the loop is a small part of the code. What compiling costs goes with the length of the code, what it saves with
    /// that of the loop.
    pub(crate) fn initial_heat(&self, words: usize, text: u64) -> u32 {
        let body = jump_distance(text, true).unsigned_abs().max(1);
        let each = u32::try_from(words / body).unwrap_or(u32::MAX).max(8);
        match self.initial_hotness() {
            -1 => 0,
            1 => 1,
            calls => calls.unsigned_abs().saturating_mul(each).min(i32::MAX as u32),
        }
    }

    fn names_tuple(&mut self, names: &[&str]) -> Result<Value> {
        let tuple = self.new_tuple_of(names.len())?;
        for (index, name) in names.iter().enumerate() {
            let name = self.intern(name)?;
            // SAFETY: the tuple has as many items as there are names.
            unsafe { *tuple.as_pointer::<u8>().add(Tuple::ITEMS).cast::<Value>().add(index) = name };
        }
        Ok(tuple)
    }

    /// A `bytes` object of 32-bit numbers; UNDEFINED if there are none.
    pub(super) fn new_number_table(&mut self, count: usize, numbers: impl Iterator<Item = u32>) -> Result<Value> {
        if count == 0 {
            return Ok(Value::UNDEFINED);
        }
        let object: *mut Bytes = self.new_object(ClassId::Bytes, Kind::Bytes, Bytes::DATA + count * 4)?;
        // SAFETY: the fresh object has room for `count` numbers.
        unsafe {
            (*object).length = count * 4;
            let data = object.byte_add(Bytes::DATA).cast::<u32>();
            for (index, number) in numbers.take(count).enumerate() {
                *data.add(index) = number;
            }
        }
        Ok(Value::from_pointer(object))
    }

    /// A position table.
    pub(super) fn new_position_table(&mut self, positions: impl Iterator<Item = [u32; 5]> + Clone) -> Result<Value> {
        let mut bytes = 0;
        write_positions(positions.clone(), |_| bytes += 1);
        let object: *mut Bytes = self.new_object(ClassId::Bytes, Kind::Bytes, Bytes::DATA + bytes)?;
        // SAFETY: the fresh object has room for as many bytes as the same positions took before.
        unsafe {
            (*object).length = bytes;
            let mut at = object.byte_add(Bytes::DATA).cast::<u8>();
            write_positions(positions, |byte| {
                *at = byte;
                at = at.add(1);
            });
        }
        Ok(Value::from_pointer(object))
    }

    fn constant(&mut self, constant: &Constant<'_>, file_name: Value) -> Result<Value> {
        Ok(match *constant {
            Constant::None => Value::NONE,
            Constant::Bool(truth) => Value::from_bool(truth),
            Constant::Ellipsis => Value::ELLIPSIS,
            Constant::Integer(number) => self.new_int(i128::from(number))?,
            Constant::BigInteger { digits, radix } => self.int_of_digits(digits, u32::from(radix))?,
            Constant::Float(number) => self.new_float(number)?,
            Constant::Imaginary(number) => self.new_complex(0.0, number)?,
            Constant::Text(bytes) => {
                let text = self.new_str_generalised(bytes)?;
                // Interned strs compare by identity, and short texts are what programs compare with.
                if bytes.len() <= 64 { self.intern_str(text)? } else { text }
            }
            Constant::Name(name) => self.intern(name)?,
            Constant::Bytes(bytes) => self.new_bytes(bytes)?,
            Constant::Tuple(items) => self.constant_tuple(items, file_name)?,
            Constant::FrozenSet(items) => {
                let tuple = self.constant_tuple(items, file_name)?;
                let class = self.late_class_value(ClassId::FrozenSet)?;
                self.call(class, &[tuple])?
            }
            Constant::Code(unit) => Value::from_pointer(self.materialise(unit, file_name)?),
        })
    }

    fn constant_tuple(&mut self, items: &[Constant<'_>], file_name: Value) -> Result<Value> {
        let tuple = self.new_tuple_of(items.len())?;
        for (index, item) in items.iter().enumerate() {
            let item = self.constant(item, file_name)?;
            // SAFETY: the tuple has as many items.
            unsafe { *tuple.as_pointer::<u8>().add(Tuple::ITEMS).cast::<Value>().add(index) = item };
        }
        Ok(tuple)
    }
}

fn write_positions(positions: impl Iterator<Item = [u32; 5]>, mut put: impl FnMut(u8)) {
    let mut previous = [0; 5];
    for current in positions {
        let Ok(()) = write_entry(previous, current, |byte| {
            put(byte);
            Ok::<(), core::convert::Infallible>(())
        });
        previous = current;
    }
}

/// The numbers of a table.
///
/// # Safety
/// The value was made by `new_number_table` and is alive, used before it can be freed.
pub(super) unsafe fn numbers<'a>(table: Value) -> &'a [u32] {
    if table == Value::UNDEFINED {
        return &[];
    }
    // SAFETY: the data start at a multiple of eight.
    unsafe {
        let object: *mut Bytes = table.as_pointer();
        core::slice::from_raw_parts(object.byte_add(Bytes::DATA).cast::<u32>(), (*object).length / 4)
    }
}

/// The handler of exceptions raised at a word: its word, and the slot for the exception.
///
/// # Safety
/// The code object is alive.
pub(crate) unsafe fn handler_for(code: *mut Code, word: usize) -> Option<(usize, usize)> {
    // SAFETY: the caller's contract.
    let table = unsafe { numbers((*code).exception_table) };
    table.chunks_exact(4).find_map(|range| match *range {
        [start, end, target, slot] if (start as usize..end as usize).contains(&word) => Some((target as usize, slot as usize)),
        _ => None,
    })
}

/// The ranges that handlers protect: start, end, the handler's word, the slot for its exception.
///
/// # Safety
/// The code object is alive as long as they are used.
pub(crate) unsafe fn handlers<'a>(code: *mut Code) -> impl Iterator<Item = [u32; 4]> + 'a {
    // SAFETY: the caller's contract.
    let table = unsafe { numbers((*code).exception_table) };
    table.chunks_exact(4).map(|range| match *range {
        [start, end, target, slot] => [start, end, target, slot],
        _ => [0; 4],
    })
}

/// A place in the source: line (from 1), column, end line, end column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) end_line: u32,
    pub(crate) end_column: u32,
}

/// Where in the source the instruction at a word comes from.
///
/// # Safety
/// The code object is alive.
pub(crate) unsafe fn place_of(code: *mut Code, word: usize) -> Option<Place> {
    // SAFETY: the caller's contract.
    let table = unsafe { (*code).position_table };
    let mut bytes = crate::objects::bytes::view(table)?.iter().copied();
    let mut found = None;
    let mut entry = [0; 5];
    while let Some(next) = read_entry(&mut bytes, entry) {
        if next[0] as usize > word {
            break;
        }
        (entry, found) = (next, Some(next));
    }
    found.map(|[_, line, column, end_line, end_column]| Place { line, column, end_line, end_column })
}
