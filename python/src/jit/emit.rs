//! The second pass over a region: its stencils are written, and their holes filled.

use copperhead_core::arena::Arena;
use copperhead_core::buffer::{CodeBuffer, Executable};
use copperhead_core::copy::{Emitter, Fill};
use copperhead_core::library::Needed;
use copperhead_core::measure::Layout;
use copperhead_core::relocation::NativeKind;
use copperhead_core::table::LIBRARY;
use copperhead_stencils::forms;
use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::machine::{KNOWN_METHOD, KNOWN_SLOT, attribute_key};
use copperhead_stencils::list::{Field, Opcode};
use copperhead_stencils::value::Value;

use super::baseline::Refusal;
use super::loops::{InnerLoop, LOOPS, Loops};
use super::pieces::{Extras, Role, Second, Stencil, form_of};
use super::plan::{CELL, CLEAN, FORM, JOIN, Place, Plan, START};
use super::region::{NO_OFFSET, Region};
use super::rules::{Instruction, Rule, instruction_at, text_of};
use super::select::{Site, is_method, is_shaped, looks_in_table, short_constant};

/// What a region is made of: the code, what is known of its words, and the record.
pub(super) struct Parts<'a> {
    pub(super) code: *mut Code,
    pub(super) places: &'a [Place],
    pub(super) loops: &'a Loops,
    /// Where the instructions at the heads of loops lie behind their guards.
    pub(super) bodies: [u32; LOOPS],
    pub(super) region: *mut Region,
    /// The address of the machine.
    pub(super) machine: usize,
}

/// Writes a region that was measured, and where it can be entered. Others may wait for the arena meanwhile: nothing is allocated here.
///
/// # Safety
/// The code object is alive, and the record is new.
pub(super) unsafe fn emit(
    arena: &mut Arena<&mut dyn CodeBuffer>,
    parts: &Parts<'_>,
    layout: &Layout<'_, NativeKind>,
    extras: &Extras,
    needed: Needed,
) -> Result<Executable, Refusal> {
    let mut writable = arena.reserve(layout.length() as usize).map_err(|_| Refusal::Memory)?;
    let (memory, execute) = writable.parts();
    let mut emitter = Emitter::new(memory, execute, layout).map_err(|_| Refusal::Impossible)?;
    let library = LIBRARY.map(|function| function as usize as u64);
    if !library.is_empty() {
        emitter.link(needed, &library).map_err(|_| Refusal::Impossible)?;
    }
    // SAFETY: the record is followed by so many offsets.
    let offsets = unsafe { core::slice::from_raw_parts_mut(parts.region.byte_add(Region::OFFSETS).cast::<u32>(), parts.places.len()) };
    offsets.fill(NO_OFFSET);
    // SAFETY: the caller's contract.
    unsafe {
        let start = layout.first();
        let mut writing =
            Writing { emitter, parts, extras, instructions: (*parts.code).instructions, fill: Fill::new(), start, returns: 0 };
        writing.first(offsets)?;
        writing.second()?;
        writing.emitter.finish().map_err(|_| Refusal::Impossible)?;
    }
    writable.publish().map_err(|_| Refusal::Memory)
}

/// A region that is being written.
struct Writing<'a, 'p> {
    emitter: Emitter<'a, NativeKind>,
    parts: &'p Parts<'p>,
    extras: &'p Extras,
    instructions: *mut u64,
    fill: Fill,
    /// Where the first stencil lies, in bytes from the start of the region.
    start: u32,
    /// How many places were noted that calls come back to.
    returns: u16,
}

impl Writing<'_, '_> {
    /// Writes the first part, and where each instruction can be entered, in bytes from the start of the region.
    ///
    /// # Safety
    /// The code object is alive.
    #[inline(always)]
    unsafe fn first(&mut self, offsets: &mut [u32]) -> Result<(), Refusal> {
        // SAFETY: the caller's contract.
        let text = unsafe { text_of(self.parts.code) };
        let mut word = 0;
        while let Some(place) = self.parts.places.get(word) {
            let instruction = instruction_at(text, word).ok_or(Refusal::Impossible)?;
            if place.plan & CLEAN != 0
                && let Some(offset) = offsets.get_mut(word)
            {
                *offset = self.start.wrapping_add(place.first);
            }
            self.instruction(&instruction, word, place, false)?;
            word += usize::from(instruction.rule.words);
        }
        Ok(())
    }

    /// Writes the second part.
    ///
    /// # Safety
    /// The code object is alive.
    #[inline(always)]
    unsafe fn second(&mut self) -> Result<(), Refusal> {
        // SAFETY: the caller's contract.
        let text = unsafe { text_of(self.parts.code) };
        let mut way = Second::default();
        for (word, place) in self.parts.places.iter().enumerate() {
            if way.skips(place.plan) {
                continue;
            }
            let [back, here] = way.step(place.plan);
            if back {
                self.fill.set_target(self.emitter.address(place.first));
                self.put(self.extras.back)?;
            }
            if here {
                let instruction = instruction_at(text, word).ok_or(Refusal::Impossible)?;
                way.follow(&instruction);
                self.instruction(&instruction, word, place, true)?;
            }
        }
        Ok(())
    }

    #[inline(always)]
    fn instruction(&mut self, instruction: &Instruction, word: usize, place: &Place, second: bool) -> Result<(), Refusal> {
        let plan = place.plan;
        if let Some(distance) = instruction.distance() {
            let target = self.parts.places.get(word.wrapping_add_signed(distance)).filter(|target| target.plan & START != 0);
            let target = target.ok_or(Refusal::Impossible)?;
            // What lies in the second part goes to what relies on nothing.
            let mut offset = if second && target.plan & CLEAN == 0 { target.second } else { target.first };
            // The back edge of a loop about which something is known comes in behind the guards.
            if !second && plan & FORM != 0 && instruction.is(Opcode::Loop) {
                let index = self.parts.loops.index_of(word.wrapping_add_signed(distance));
                offset = index.and_then(|index| self.parts.bodies.get(index)).copied().ok_or(Refusal::Impossible)?;
            }
            self.fill.set_target(self.emitter.address(offset));
        }
        self.fill.set_slow(self.emitter.address(place.slow));
        let pc = self.instructions.wrapping_add(word);
        if !second
            && plan & JOIN != 0
            && let Some(head) = self.parts.loops.at(word)
        {
            self.put_guards(head)?;
        }
        self.fill.set_operands(&operands(instruction, pc, self.parts.machine));
        if self.extras.any() {
            self.put_before(instruction, plan, second, pc)?;
        }
        if !second && plan & FORM != 0 && instruction.rule.is(Rule::LOOKS_UP | Rule::SHORT) {
            let mut found = operands(instruction, pc, self.parts.machine);
            // SAFETY: the record has the cells that were counted for the plan.
            unsafe { look_up(self.parts, word, instruction, plan, &mut found) };
            self.fill.set_operands(&found);
        }
        let pieces = self.extras.pieces(instruction, plan, second);
        self.emitter.emit(pieces.body, &mut self.fill).map_err(|_| Refusal::Impossible)?;
        if pieces.calls && (second || plan & CLEAN == 0) {
            let offset = self.start.wrapping_add(if second { place.second } else { place.first });
            // SAFETY: the record has as many places as were counted, and what is written rises.
            if !unsafe { Region::note_return(self.parts.region, self.returns, offset, word as u32) } {
                return Err(Refusal::Impossible);
            }
            self.returns = self.returns.saturating_add(1);
        }
        pieces.after.map_or(Ok(()), |after| self.put(after))
    }

    /// Writes a stencil with the values as they are.
    #[inline(never)]
    fn put(&mut self, stencil: &Stencil) -> Result<(), Refusal> {
        self.emitter.emit(stencil, &mut self.fill).map(|_| ()).map_err(|_| Refusal::Impossible)
    }

    /// Writes what looks at variables before a loop's head.
    #[cold]
    fn put_guards(&mut self, head: &InnerLoop) -> Result<(), Refusal> {
        for (slot, class) in head.facts() {
            let mut values = [0; 8];
            values[0] = u64::from(*slot) * size_of::<Value>() as u64;
            self.fill.set_operands(&values);
            self.put(self.extras.guard(*class))?;
        }
        Ok(())
    }

    /// Writes what stands before an instruction.
    #[cold]
    fn put_before(&mut self, instruction: &Instruction, plan: Plan, second: bool, pc: *mut u64) -> Result<(), Refusal> {
        let values = operands(instruction, pc, self.parts.machine);
        for (role, stencil) in self.extras.before(instruction, plan, second) {
            let mut own = values;
            if role == Role::Spill {
                own[0] = spilled(instruction, plan, &values);
            }
            self.fill.set_operands(&own);
            self.put(stencil)?;
        }
        self.fill.set_operands(&values);
        Ok(())
    }
}

/// The values of the holes of an instruction: fields a, b, c; its address and its first cell's; and, as 6 and 7, the same two as
/// offsets from the machine.
#[inline(always)]
fn operands(instruction: &Instruction, pc: *mut u64, machine: usize) -> [u64; 8] {
    let value = |n: u32, field: Field| {
        let raw = instruction.field(n);
        match field {
            Field::Immediate => (i64::from(raw as i16) * 2) as u64,
            Field::Number => u64::from(raw),
            // Where it is no slot, nobody asks.
            _ => u64::from(raw) * size_of::<Value>() as u64,
        }
    };
    let [a, b, c] = instruction.rule.fields;
    let (at, cell) = (pc.addr(), pc.wrapping_add(1).addr());
    let relative = |address: usize| address.wrapping_sub(machine) as u64;
    [value(0, a), value(1, b), value(2, c), at as u64, cell as u64, 0, relative(at), relative(cell)]
}

/// What a form looks up: the offset of an attribute and a short constant are its operand 2, so is the epoch of a name, whose place stands for the
/// instruction's address as a method does; a shape lies in a cell of the region's own.
///
/// # Safety
/// The code object is alive, the region's record has the cells that were counted for the plan, and the instruction at the word has a form
/// that looks something up.
unsafe fn look_up(parts: &Parts<'_>, word: usize, instruction: &Instruction, plan: Plan, operands: &mut [u64; 8]) {
    let Some(info) = instruction.rule.info() else { return };
    // SAFETY: the caller's contract.
    unsafe {
        if instruction.rule.is(Rule::SHORT) {
            operands[2] = short_constant(parts.code, word).unwrap_or(0);
            return;
        }
        let Some(site) = Site::of(parts.code, word, info) else { return };
        let known_third = form_of(instruction, plan).is_some_and(|(shape, _)| looks_in_table(forms::Shape(*shape)));
        if is_shaped(info) && known_third {
            // The key of the name, which the first cell holds, with what the table adds to it.
            let usage = if is_method(info) { KNOWN_METHOD } else { KNOWN_SLOT };
            let key = attribute_key(*(*parts.code).instructions.add(word + 1) as usize);
            operands[3] = key.wrapping_add(usage) as u64;
            operands[6] = operands[3].wrapping_sub(parts.machine as u64);
        } else if is_shaped(info) && !is_method(info) {
            operands[2] = site.place;
        } else {
            operands[2] = site.guard;
            // A name's value, if the form has it instead of its place.
            if known_third {
                operands[1] = (*core::ptr::with_exposed_provenance::<Value>(site.place as usize)).0 as u64;
            }
            operands[3] = site.place;
            operands[6] = site.place.wrapping_sub(parts.machine as u64);
        }
        if let Some(number) = (plan >> CELL).checked_sub(1) {
            let cell = Region::cell(parts.region, number);
            *cell = site.guard;
            operands[4] = cell.addr() as u64;
            operands[7] = cell.addr().wrapping_sub(parts.machine) as u64;
        }
    }
}

/// The slot of the operand that an instruction's form takes from the accumulator.
fn spilled(instruction: &Instruction, plan: Plan, operands: &[u64; 8]) -> u64 {
    let shape = forms::Shape(form_of(instruction, plan).map_or(0, |(shape, _)| *shape));
    let place = (0..3).find(|n| shape.place(*n) & forms::Place::Register as u8 != 0);
    place.and_then(|n| operands.get(n as usize)).copied().unwrap_or(0)
}
