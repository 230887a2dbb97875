//! Tier 1: a stencil for each bytecode, in two passes, after a look at which one ([`super::plan`], [`super::select`]).
//!
//! A region has two parts. In the first stands each instruction once, in the order of the bytecode. In the second stand copies of those
//! instructions whose stencil in the first may not be able to go on: plain ones, each followed by the next, until the first
//! part can take over again.

use core::ptr::NonNull;

use copperhead_core::arena::Arena;
use copperhead_core::buffer::{CodeBuffer, Executable};
use copperhead_core::copy::{Emitter, Fill};
use copperhead_core::library::Needed;
use copperhead_core::measure::{Layout, Measure};
use copperhead_core::relocation::NativeKind;
use copperhead_core::stencil::Stencil;
use copperhead_core::table::{COUNT, LIBRARY, RESUME, STENCILS, STRESS_EXIT, STRESS_SLOW, STRESS_SPILL};
use copperhead_stencils::forms::{Class, Place, Shape};
use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::object::{Header, Kind};
use copperhead_stencils::list::{BYTECODES, FAMILIES, Field, Opcode};
use copperhead_stencils::value::Value;

use super::plan::{self, CELL, CLEAN, FORM, Instruction, ONLY, PLAIN, Plan, instruction_at};
use super::region::{NO_OFFSET, Region};
use super::select::{Site, forms_of, select};
use super::view::RegionView;
use crate::context::Context;
use crate::objects::table::BUFFER_DATA;

/// Why a code object stays interpreted for now.
pub(super) enum Refusal {
    /// No memory for the record, or the host has no code memory left: later may be better.
    Memory,
    /// The target has no stencils, or something does not fit: never.
    Impossible,
}

/// The stencils that stand before each bytecode, the one in place of a bytecode without stencils, and the way back to the first part.
#[derive(Clone, Copy)]
pub(super) struct Extras {
    count: Option<&'static Stencil<NativeKind>>,
    /// Before an instruction that relies on the frame, on more, and on a value that lies in the accumulator only.
    stress: Option<[&'static Stencil<NativeKind>; 3]>,
    resume: &'static Stencil<NativeKind>,
    back: &'static Stencil<NativeKind>,
}

/// What a stencil in a region is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It stands before the instruction.
    Before,
    /// The same, and takes the accumulator's slot for operand 0.
    Spill,
    /// The instruction's own.
    Body,
    /// What its calls come back to.
    After,
    /// From the second part to the instruction in the first.
    Back,
}

/// One stencil of a region.
pub(super) struct Placed {
    pub(super) word: usize,
    pub(super) role: Role,
    /// Whether it belongs to the second part.
    pub(super) second: bool,
    pub(super) stencil: &'static Stencil<NativeKind>,
}

impl Extras {
    /// Calls the action with the region's stencils, in order.
    ///
    /// # Safety
    /// The code object is alive, and the plan was made for it.
    #[inline(always)]
    pub(super) unsafe fn each(
        &self,
        code: *mut Code,
        plan: &[Plan],
        mut action: impl FnMut(&Instruction, Placed) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let mut word = 0;
        while word < plan.len() {
            // SAFETY: the caller's contract.
            let instruction = unsafe { instruction_at(code, word) }.ok_or(Refusal::Impossible)?;
            let flags = plan.get(word).copied().unwrap_or(0);
            self.instruction(&instruction, word, flags, false, &mut action)?;
            word += instruction.words;
        }
        // Whether the piece before goes on to the next instruction.
        let mut runs = false;
        word = 0;
        while word < plan.len() {
            // SAFETY: the caller's contract.
            let instruction = unsafe { instruction_at(code, word) }.ok_or(Refusal::Impossible)?;
            let flags = plan.get(word).copied().unwrap_or(0);
            if runs && flags & CLEAN != 0 {
                action(&instruction, Placed { word, role: Role::Back, second: true, stencil: self.back })?;
                runs = false;
            }
            if runs || flags & PLAIN != 0 {
                self.instruction(&instruction, word, flags, true, &mut action)?;
                runs = plan::goes_on(instruction.opcode);
            }
            word += instruction.words;
        }
        Ok(())
    }

    #[inline(always)]
    fn instruction(
        &self,
        instruction: &Instruction,
        word: usize,
        flags: Plan,
        second: bool,
        action: &mut impl FnMut(&Instruction, Placed) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let mut put = |role, stencil| action(instruction, Placed { word, role, second, stencil });
        let Some(Some(group)) = STENCILS.get(instruction.opcode) else {
            // The interpreter does it, counts it, and goes on until it meets machine code again.
            return put(Role::Body, self.resume);
        };
        if let Some(count) = self.count {
            put(Role::Before, count)?;
        }
        if let Some([exit, slow, spill]) = self.stress {
            if second || flags & CLEAN != 0 {
                put(Role::Before, exit)?;
            } else if flags & ONLY == 0 {
                put(Role::Before, slow)?;
            } else {
                put(Role::Spill, spill)?;
            }
        }
        let form = if second { None } else { form_of(instruction, flags) };
        put(Role::Body, form.map_or(&group.body, |(_, form)| form))?;
        if let Some(after) = &group.after {
            put(Role::After, after)?;
        }
        Ok(())
    }
}

/// The form that the plan has for an instruction.
fn form_of(instruction: &Instruction, flags: Plan) -> Option<&'static (u8, Stencil<NativeKind>)> {
    let index = ((flags & FORM) as usize).checked_sub(1)?;
    forms_of(instruction.opcode).stencils.get(index)
}

/// The values of the holes of an instruction: fields a, b, c; its address and its first cell's; and, as 6 and 7, the same two as
/// offsets from the machine.
fn operands(instruction: &Instruction, pc: *mut u64, machine: usize) -> [u64; 8] {
    let mut values = [0u64; 8];
    if let Some(info) = BYTECODES.get(instruction.opcode) {
        for (place, (field, value)) in info.fields.iter().zip(values.iter_mut()).enumerate() {
            let raw = (instruction.word >> (16 * (place as u32 + 1))) as u16;
            *value = match field {
                Field::Read | Field::Write | Field::Base => u64::from(raw) * size_of::<Value>() as u64,
                Field::Immediate => (i64::from(raw as i16) * 2) as u64,
                Field::Number => u64::from(raw),
                Field::None | Field::Target | Field::FarTarget => 0,
            };
        }
    }
    let cell = pc.wrapping_add(1).addr();
    values[3] = pc.addr() as u64;
    values[4] = cell as u64;
    values[6] = pc.addr().wrapping_sub(machine) as u64;
    values[7] = cell.wrapping_sub(machine) as u64;
    values
}

impl Context {
    /// Compiles a code object. Returns whether it has machine code now.
    pub(crate) fn compile_baseline(&mut self, code: *mut Code) -> bool {
        if !self.jit.options.enabled {
            return false;
        }
        // SAFETY: the host outlives the context.
        let start = unsafe { (*self.host).monotonic_nanoseconds() };
        let extras = self.extras();
        let result = extras.and_then(|extras| self.compile_region(code, &extras).map(|made| (made, extras)));
        // SAFETY: as above.
        let end = unsafe { (*self.host).monotonic_nanoseconds() };
        if let (Some(start), Some(end)) = (start, end) {
            self.jit.statistics.compile_nanoseconds += end.saturating_sub(start);
        }
        // SAFETY: the code object is alive: it runs.
        unsafe {
            match result {
                Ok((Made { region, first, plan, scratch }, extras)) => {
                    self.jit.statistics.recompilations += u64::from((*code).compilations > 0);
                    (*code).region = region.cast();
                    (*code).compilations = (*code).compilations.saturating_add(1);
                    (*code).misses = 0;
                    (*code).entry = Region::address_of(region, 0);
                    self.renew_ways_on(code);
                    (*self.host).code_made(&RegionView::new(code, &*region, extras, first, &*plan));
                    self.heap.free(scratch);
                    true
                }
                Err(refusal) => {
                    self.jit.statistics.failures += 1;
                    // Memory may come back; a thousand calls later it is worth another try.
                    (*code).hotness = match refusal {
                        Refusal::Memory => 1 << 16,
                        Refusal::Impossible => -1,
                    };
                    false
                }
            }
        }
    }

    fn extras(&self) -> Result<Extras, Refusal> {
        let jump = STENCILS.get(Opcode::Jump as usize).and_then(Option::as_ref).ok_or(Refusal::Impossible)?;
        let stress = self.jit.options.stress.is_some();
        Ok(Extras {
            count: if self.jit.options.count { Some(extra(&COUNT)?) } else { None },
            stress: if stress { Some([extra(&STRESS_EXIT)?, extra(&STRESS_SLOW)?, extra(&STRESS_SPILL)?]) } else { None },
            resume: extra(&RESUME)?,
            back: &jump.body,
        })
    }

    fn compile_region(&mut self, code: *mut Code, extras: &Extras) -> Result<Made, Refusal> {
        // SAFETY: the code object is alive: it runs.
        let words = unsafe { (*code).instruction_words } as usize;
        // What is needed only here is freed afterwards: the plan, where each instruction lies in both parts, and where its plain stencil does.
        let scratch = self.allocate_quietly(Kind::Bytes8, BUFFER_DATA + words * 16).ok_or(Refusal::Memory)?;
        // SAFETY: the cell has room for four times as many numbers.
        let [plan, first, second, slow] = unsafe {
            let start = scratch.as_ptr().byte_add(BUFFER_DATA).cast::<u32>();
            [0, 1, 2, 3].map(|index| core::slice::from_raw_parts_mut(start.add(index * words), words))
        };
        // SAFETY: the code object is alive.
        let cells = unsafe {
            if !plan::mark(code, plan) {
                return Err(Refusal::Impossible);
            }
            plan::mark_dead(code, plan);
            select(code, plan, extras.stress.is_some())
        };
        let region = self.new_region(words, cells).ok_or(Refusal::Memory)?;
        // SAFETY: the record is followed by so many offsets.
        let offsets = unsafe { core::slice::from_raw_parts_mut(region.byte_add(Region::OFFSETS).cast::<u32>(), words) };

        // SAFETY: the code object is alive.
        let needed = unsafe { needed(code, plan, extras)? };
        let mut measure = Measure::<NativeKind>::new(needed.islands()).map_err(|_| Refusal::Impossible)?;
        let mut bytecodes = 0u64;
        first.fill(NO_OFFSET);
        second.fill(NO_OFFSET);
        slow.fill(NO_OFFSET);
        let measured = |_: &Instruction, piece: Placed| {
            let offset = measure.add(piece.stencil).map_err(|_| Refusal::Impossible)?;
            if piece.role == Role::Back {
                return Ok(());
            }
            // An instruction begins with whatever stands before it.
            let start = if piece.second { second.get_mut(piece.word) } else { first.get_mut(piece.word) };
            if let Some(start) = start.filter(|start| **start == NO_OFFSET) {
                *start = offset;
            }
            if piece.role == Role::Body {
                bytecodes += u64::from(!piece.second);
                if let Some(slow) = slow.get_mut(piece.word) {
                    *slow = offset;
                }
            }
            Ok(())
        };
        // SAFETY: the code object is alive.
        unsafe { extras.each(code, plan, measured)? };
        let layout = measure.finish().map_err(|_| Refusal::Impossible)?;
        // Only what relies on nothing can be entered from elsewhere.
        for ((offset, first), flags) in offsets.iter_mut().zip(first.iter()).zip(plan.iter()) {
            *offset = if flags & CLEAN != 0 { *first } else { NO_OFFSET };
        }

        let machine = (&raw const self.machine).addr();
        let parts = Parts { code, plan, first, second, slow, region, machine };
        // SAFETY: the code object is alive.
        let emitted = self.jit.arena.with(|arena| unsafe { emit(arena, &parts, &layout, extras, needed) });
        let executable = emitted.ok_or(Refusal::Memory)??;
        self.jit.statistics.regions += 1;
        self.jit.statistics.bytecodes += bytecodes;
        self.jit.statistics.code_bytes += executable.len() as u64;
        self.jit.statistics.island_bytes += u64::from(layout.first());
        self.jit.statistics.cold_bytes += u64::from(layout.cold());
        self.jit.statistics.tail_bytes += u64::from(layout.tails());
        // SAFETY: the record is the cell's, and uninitialised until now but for what it keeps and its cells.
        unsafe {
            (&raw mut (*region).executable).write(executable);
            (*region).code = code;
        }
        Ok(Made { region, first: layout.first(), plan, scratch })
    }
}

/// What was compiled just now.
struct Made {
    region: *mut Region,
    /// Where in it the islands end.
    first: u32,
    /// The plan …
    plan: *const [Plan],
    /// … in a cell that is freed afterwards.
    scratch: NonNull<Header>,
}

/// What a region is made of: the code, the plan for it, and where what was measured lies.
struct Parts<'a> {
    code: *mut Code,
    plan: &'a [Plan],
    /// Where each instruction lies in the first part, and in the second.
    first: &'a [u32],
    second: &'a [u32],
    /// Where the plain stencil of each instruction lies that has a form, too.
    slow: &'a [u32],
    region: *mut Region,
    machine: usize,
}

/// Writes a region that was measured. Others may wait for the arena meanwhile: nothing is allocated here.
///
/// # Safety
/// The code object is alive.
unsafe fn emit(
    arena: &mut Arena<&mut dyn CodeBuffer>,
    parts: &Parts<'_>,
    layout: &Layout<NativeKind>,
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
    let emit = |instruction: &Instruction, piece: Placed| {
        let flags = parts.plan.get(piece.word).copied().unwrap_or(0);
        let at = |word: Option<usize>| {
            // What lies in the second part goes to what relies on nothing.
            let clean = |word: &usize| parts.plan.get(*word).is_some_and(|flags| flags & CLEAN != 0);
            let places = if piece.second && !word.as_ref().is_some_and(clean) { parts.second } else { parts.first };
            let offset = word.and_then(|word| places.get(word)).copied().filter(|offset| *offset != NO_OFFSET);
            offset.map(|offset| emitter.address(offset)).ok_or(Refusal::Impossible)
        };
        let target = match instruction.distance() {
            _ if piece.role == Role::Back => at(Some(piece.word))?,
            Some(distance) => at(piece.word.checked_add_signed(distance))?,
            None => 0,
        };
        let slow = emitter.address(parts.slow.get(piece.word).copied().unwrap_or(0));
        // SAFETY: the word lies in the instructions.
        let pc = unsafe { (*parts.code).instructions.add(piece.word) };
        let mut operands = operands(instruction, pc, parts.machine);
        if piece.role == Role::Spill {
            operands[0] = spilled(instruction, flags, &operands);
        } else if piece.role == Role::Body && !piece.second && flags & FORM != 0 {
            // SAFETY: the record has the cells that were counted for the plan.
            unsafe { look_up(parts, piece.word, instruction, flags, &mut operands) };
        }
        emitter.emit(piece.stencil, &Fill { target, slow, operands: &operands }).map_err(|_| Refusal::Impossible)?;
        Ok(())
    };
    // SAFETY: the caller's contract.
    unsafe { extras.each(parts.code, parts.plan, emit)? };
    emitter.finish().map_err(|_| Refusal::Impossible)?;
    writable.publish().map_err(|_| Refusal::Memory)
}

/// What a form looks up: the offset of an attribute is its operand 2, the place of a name's value stands for the instruction's address, and
/// the guard lies in a cell of the region's own.
///
/// # Safety
/// The code object is alive, the region's record has the cells that were counted for the plan, and the instruction at the word has a form.
unsafe fn look_up(parts: &Parts<'_>, word: usize, instruction: &Instruction, flags: Plan, operands: &mut [u64; 8]) {
    let Some(info) = FAMILIES.get(instruction.opcode).and_then(|family| family.info()) else { return };
    // SAFETY: the caller's contract.
    unsafe {
        let Some(site) = Site::of(parts.code, word, &info) else { return };
        if info.operands.contains(&Class::Shaped) {
            operands[2] = site.place;
        } else {
            operands[3] = site.place;
            operands[6] = site.place.wrapping_sub(parts.machine as u64);
        }
        if let Some(number) = (flags >> CELL).checked_sub(1) {
            let cell = Region::cell(parts.region, number, info.operands.contains(&Class::Shaped));
            *cell = site.guard;
            if info.operands.contains(&Class::Shaped) {
                Region::keep(parts.region, number, site.guard);
            }
            // The instruction looks at what it takes for its second cell.
            let first = cell.wrapping_sub(1).addr();
            operands[4] = first as u64;
            operands[7] = first.wrapping_sub(parts.machine) as u64;
        }
    }
}

/// The slot of the operand that an instruction's form takes from the accumulator.
fn spilled(instruction: &Instruction, flags: Plan, operands: &[u64; 8]) -> u64 {
    let shape = Shape(form_of(instruction, flags).map_or(0, |(shape, _)| *shape));
    let place = (0..3).find(|n| shape.place(*n) & Place::Register as u8 != 0);
    place.and_then(|n| operands.get(n as usize)).copied().unwrap_or(0)
}

/// The functions of the compiler's library that the code's stencils call.
///
/// # Safety
/// The code object is alive, and the plan was made for it.
unsafe fn needed(code: *mut Code, plan: &[Plan], extras: &Extras) -> Result<Needed, Refusal> {
    let mut needed = Needed::default();
    if !LIBRARY.is_empty() {
        let add = |_: &Instruction, piece: Placed| {
            needed.add(piece.stencil);
            Ok(())
        };
        // SAFETY: the caller's contract.
        unsafe { extras.each(code, plan, add)? };
    }
    Ok(needed)
}

/// A stencil that this target may lack.
fn extra(stencil: &'static Option<Stencil<NativeKind>>) -> Result<&'static Stencil<NativeKind>, Refusal> {
    stencil.as_ref().ok_or(Refusal::Impossible)
}
