//! What tools are told of a region when it is made: of which function, where, and which of its bytes are which instruction's.
//!
//! A host hears of it by [`Host::code_made`](crate::host::Host::code_made), before the region is first entered: the instructions then are those that
//! were compiled. Later ones may have been specialised further.

use core::fmt::{self, Display, Write};
use core::ops::Range;

use copperhead_core::measure::Measure;
use copperhead_core::relocation::{NativeKind, RelocationKind};
use copperhead_stencils::Opcode;
use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::list::CellKind;
use copperhead_stencils::value::Value;

use super::baseline::Refusal;
use super::loops::Loops;
use super::pieces::{Extras, Placed, Role};
use super::plan::Place;
use super::region::Region;
use crate::bytecode::disassemble::{Names, write_instruction};
use crate::bytecode::materialise::place_of;
use crate::objects::access::{is, tuple_items};
use crate::objects::text;

/// The most characters of a string that are shown.
const SHOWN: usize = 40;

/// A region that was made just now.
pub struct RegionView<'a> {
    code: *mut Code,
    region: &'a Region,
    extras: Extras,
    first: u32,
    places: &'a [Place],
    loops: Loops,
}

/// One bytecode of a region.
pub struct Piece<'a> {
    /// The index of its word among the function's instructions.
    pub word: usize,
    /// Its opcode.
    pub opcode: Opcode,
    /// The instruction word and its cells.
    pub words: &'a [u64],
    /// Its line in the source.
    pub line: Option<u32>,
    /// Whether this is its second way: that of values which the first was not made for.
    pub second: bool,
    /// What runs in the usual case, in bytes from the region's start.
    pub hot: Range<u32>,
    /// What runs seldom.
    pub cold: Range<u32>,
    names: LiveNames,
}

impl<'a> RegionView<'a> {
    /// # Safety
    /// The code object is alive, and was compiled to the region with these extras and this plan of its words just now. The hot part of its first
    /// instruction is at `first`.
    pub(super) unsafe fn new(code: *mut Code, region: &'a Region, extras: Extras, first: u32, places: &'a [Place], loops: Loops) -> Self {
        RegionView { code, region, extras, first, places, loops }
    }

    /// The address of the first byte.
    pub fn address(&self) -> usize {
        self.region.executable.entry_address(0).unwrap_or(0) & !NativeKind::ENTRY_BITS
    }

    /// The bytes of machine code.
    pub fn length(&self) -> usize {
        self.region.executable.len()
    }

    /// The qualified name of the function.
    pub fn name(&self) -> impl Display {
        // SAFETY: the code object is alive.
        Shown { value: unsafe { (*self.code).qualified_name }, most: usize::MAX }
    }

    /// The file that it stands in.
    pub fn file_name(&self) -> impl Display {
        // SAFETY: as above.
        Shown { value: unsafe { (*self.code).file_name }, most: usize::MAX }
    }

    /// Its first line.
    pub fn line(&self) -> u32 {
        // SAFETY: as above.
        unsafe { (*self.code).first_line }
    }

    /// How often it was compiled before.
    pub fn compiled_before(&self) -> u32 {
        // SAFETY: as above.
        u32::from(unsafe { (*self.code).compilations }.saturating_sub(1))
    }

    /// The bytes of islands at the start.
    pub fn islands(&self) -> u32 {
        self.first
    }

    /// The instructions and their cells.
    pub fn instructions(&self) -> &[u64] {
        // SAFETY: the instructions are the code object's, which is alive.
        unsafe { core::slice::from_raw_parts((*self.code).instructions, (*self.code).instruction_words as usize) }
    }

    /// Calls the function with each bytecode, in order, and then with those that have a second, slower way: its pieces are marked.
    pub fn for_each(&self, mut function: impl FnMut(&Piece<'_>)) {
        // What was measured once is measured again: the same stencils lie at the same places.
        let mut measure = Measure::<NativeKind>::new();
        let mut measured = |placed: Placed| measure.add(placed.stencil).map(|_| ()).map_err(|_| Refusal::Impossible);
        // SAFETY: the code object is alive and the plan was made for it.
        let measured = unsafe { self.extras.each(self.code, self.places, &self.loops, &mut measured) };
        let (Ok(()), Ok(layout)) = (measured, measure.finish(0)) else { return };
        let mut chunks = layout.chunks();
        let mut chunk = chunks.next().unwrap_or_default();
        let [mut hot, mut cold] = [0, chunk[1]];
        let mut line = 0;
        let mut open: Option<Open> = None;
        let mut placed = |Placed { word, role, second, stencil }| {
            let [hot_length, cold_length] = [&stencil.hot, &stencil.cold].map(|part| part.code.len() as u32);
            if hot == chunk[0] && cold == chunk[2] && hot_length | cold_length != 0 {
                hot = chunk[2];
                chunk = chunks.next().unwrap_or_default();
                cold = chunk[1];
            }
            // The way back belongs to what it follows.
            let same = |open: &Open| role == Role::Back || (open.word == word && open.second == second);
            match &mut open {
                Some(open) if same(open) => (),
                _ => {
                    if let Some(done) = open.replace(Open { word, second, hot: hot..hot, cold: cold..cold }) {
                        self.show(&done, &mut line, &mut function);
                    }
                }
            }
            hot = hot.saturating_add(hot_length);
            cold = cold.saturating_add(cold_length);
            if let Some(open) = &mut open {
                (open.hot.end, open.cold.end) = (hot, cold);
            }
            Ok(())
        };
        // SAFETY: as above.
        let _ = unsafe { self.extras.each(self.code, self.places, &self.loops, &mut placed) };
        if let Some(last) = open {
            self.show(&last, &mut line, &mut function);
        }
    }

    /// Tells the function of a bytecode.
    fn show(&self, open: &Open, line: &mut u32, function: &mut impl FnMut(&Piece<'_>)) {
        let words = self.instructions().get(open.word..).unwrap_or(&[]);
        let Some(opcode) = words.first().and_then(|word| Opcode::from_number(*word as u16)) else { return };
        // SAFETY: the code object is alive.
        let found = unsafe { place_of(self.code, open.word) }.map(|place| place.line);
        let moved = |range: &Range<u32>| range.start.saturating_add(self.first)..range.end.saturating_add(self.first);
        function(&Piece {
            word: open.word,
            opcode,
            words: words.get(..opcode.info().words()).unwrap_or(&[]),
            line: found.filter(|found| core::mem::replace(line, *found) != *found),
            second: open.second,
            hot: moved(&open.hot),
            cold: moved(&open.cold),
            names: LiveNames { code: self.code },
        });
    }
}

/// The machine code of a bytecode so far.
struct Open {
    word: usize,
    second: bool,
    hot: Range<u32>,
    cold: Range<u32>,
}

impl Piece<'_> {
    /// Writes the bytecode as `copperhead dis` does.
    ///
    /// # Errors
    /// The writer's.
    pub fn write(&self, out: &mut dyn Write) -> fmt::Result {
        let word = self.words.first().copied().unwrap_or(0);
        write_instruction(self.word, word, self.opcode, self.words.get(1..).unwrap_or(&[]), &self.names, out)
    }

    /// Writes what the cells hold.
    ///
    /// # Errors
    /// The writer's.
    pub fn write_cells(&self, out: &mut dyn Write) -> fmt::Result {
        let kinds = self.opcode.info().cells;
        for (number, (kind, cell)) in kinds.iter().zip(self.words.iter().skip(1)).enumerate() {
            out.write_str(if number == 0 { "" } else { ", " })?;
            match kind {
                _ if *cell == 0 => out.write_str("–")?,
                CellKind::Value => write!(out, "{}", Shown { value: Value(*cell as usize), most: SHOWN })?,
                CellKind::Shape => write!(out, "shape {cell:#x}")?,
                CellKind::Number | CellKind::Weak => write!(out, "{cell:#x}")?,
            }
        }
        Ok(())
    }
}

/// The names in a code object that runs.
struct LiveNames {
    code: *mut Code,
}

impl Names for LiveNames {
    fn slot(&self, slot: u16) -> Option<&str> {
        // SAFETY: the code object is alive, the tables are tuples of str.
        unsafe {
            let (variables, free) = ((*self.code).variable_names, (*self.code).free_names);
            let (index, known) = (usize::from(slot), tuple_length(variables));
            let table = if index < known { variables } else { free };
            let index = if index < known { index } else { index.wrapping_sub(known) };
            if index < tuple_length(table) { text::ascii_text(*tuple_items(table).add(index)) } else { None }
        }
    }

    fn value(&self, _: usize, cell: u64, out: &mut dyn Write) -> fmt::Result {
        write!(out, "{}", Shown { value: Value(cell as usize), most: SHOWN })
    }

    fn positions(&self) -> &[u8] {
        &[]
    }
}

/// The items of a tuple; 0 if it is none.
fn tuple_length(value: Value) -> usize {
    // SAFETY: a value that is a tuple is one.
    if is(value, Kind::Tuple) { unsafe { (*value.as_pointer::<copperhead_stencils::layout::container::Tuple>()).length } } else { 0 }
}

/// A value as a tool shows it: nothing of the program's runs for that.
struct Shown {
    value: Value,
    most: usize,
}

impl Display for Shown {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.value;
        if value.is_int() {
            return write!(out, "{}", value.as_int());
        }
        if value.is_word_float() || value == Value::FLOAT_ZERO {
            return write!(out, "{:?}", if value.is_word_float() { value.as_word_float() } else { 0.0 });
        }
        let constants = [
            (Value::NONE, "None"),
            (Value::TRUE, "True"),
            (Value::FALSE, "False"),
            (Value::ELLIPSIS, "Ellipsis"),
            (Value::UNDEFINED, "nothing"),
        ];
        if let Some((_, name)) = constants.iter().find(|(constant, _)| *constant == value) {
            return out.write_str(name);
        }
        if is(value, Kind::Str) {
            for point in text::code_points(value).take(self.most) {
                out.write_char(char::from_u32(point).unwrap_or('\u{fffd}'))?;
            }
            return if text::length(value) > self.most { out.write_str("…") } else { Ok(()) };
        }
        if is(value, Kind::Code) {
            // SAFETY: it is a code object.
            let name = unsafe { (*value.as_pointer::<Code>()).qualified_name };
            return write!(out, "code {}", Shown { value: name, most: self.most });
        }
        if value.is_pointer() { write!(out, "object {:#x}", value.0) } else { write!(out, "{:#x}", value.0) }
    }
}
