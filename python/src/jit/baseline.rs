//! Tier 1: a stencil for each bytecode, in two passes, after a look at which one ([`super::plan`], [`super::select`]).
//!
//! A region has two parts. In the first stands each instruction once, in the order of the bytecode. In the second stand copies of those
//! instructions whose stencil in the first may not be able to go on: plain ones, each followed by the next, until the first
//! part can take over again.

use copperhead_core::arena::Arena;
use copperhead_core::buffer::{CodeBuffer, Executable};
use copperhead_core::copy::{Emitter, Fill};
use copperhead_core::library::Needed;
use copperhead_core::measure::{Layout, Measure};
use copperhead_core::relocation::NativeKind;
use copperhead_core::stencil::Stencil;
use copperhead_core::table::{COUNT, LIBRARY, RESUME, STENCILS, STRESS_EXIT, STRESS_SLOW, STRESS_SPILL};
use copperhead_stencils::forms::{Place, Shape};
use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::list::{BYTECODES, Field, Opcode};
use copperhead_stencils::value::Value;

use super::plan::{self, CLEAN, Instruction, ONLY, PLAIN, Plan, instruction_at};
use super::region::{NO_OFFSET, Region};
use super::select::{forms_of, select};
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
                runs = true;
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
    let index = (flags as u8 as usize).checked_sub(1)?;
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
                Ok((Made { region, first, plan }, extras)) => {
                    self.jit.statistics.recompilations += u64::from((*code).compilations > 0);
                    (*code).region = region.cast();
                    (*code).compilations = (*code).compilations.saturating_add(1);
                    (*code).misses = 0;
                    (*code).entry = Region::address_of(region, 0);
                    self.renew_ways_on(code);
                    (*self.host).code_made(&RegionView::new(code, &*region, extras, first, &*plan));
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
        let record = self.allocate_quietly(Kind::Bytes8, BUFFER_DATA + Region::OFFSETS + words * 4).ok_or(Refusal::Memory)?;
        // SAFETY: the cell has room for header, record and offsets.
        let region: *mut Region = unsafe { record.as_ptr().byte_add(BUFFER_DATA).cast() };
        // SAFETY: as above.
        let offsets = unsafe { core::slice::from_raw_parts_mut(region.byte_add(Region::OFFSETS).cast::<u32>(), words) };
        // What is needed only here is garbage afterwards: the plan, and where forms go that can not go on.
        let scratch = self.allocate_quietly(Kind::Bytes8, BUFFER_DATA + words * 8).ok_or(Refusal::Memory)?;
        // SAFETY: the cell has room for twice as many numbers.
        let (plan, slow) = unsafe {
            let first = scratch.as_ptr().byte_add(BUFFER_DATA).cast::<u32>();
            (core::slice::from_raw_parts_mut(first, words), core::slice::from_raw_parts_mut(first.add(words), words))
        };
        // SAFETY: the code object is alive.
        unsafe {
            if !plan::mark(code, plan) {
                return Err(Refusal::Impossible);
            }
            plan::mark_dead(code, plan);
            select(code, plan, extras.stress.is_some());
        }

        // SAFETY: the code object is alive.
        let needed = unsafe { needed(code, plan, extras)? };
        let mut measure = Measure::<NativeKind>::new(needed.islands()).map_err(|_| Refusal::Impossible)?;
        let mut bytecodes = 0u64;
        offsets.fill(NO_OFFSET);
        let measured = |_: &Instruction, piece: Placed| {
            let offset = measure.add(piece.stencil).map_err(|_| Refusal::Impossible)?;
            let clean = plan.get(piece.word).is_some_and(|flags| flags & CLEAN != 0);
            // Where it is entered: before whatever stands before it. The second part is entered by the first only, so these rise.
            if let Some(entry) = offsets.get_mut(piece.word)
                && *entry == NO_OFFSET
                && clean
                && !piece.second
            {
                *entry = offset;
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

        let machine = (&raw const self.machine).addr();
        let parts = Parts { code, plan, offsets, slow, machine };
        // SAFETY: the code object is alive.
        let emitted = self.jit.arena.with(|arena| unsafe { emit(arena, &parts, &layout, extras, needed) });
        let executable = emitted.ok_or(Refusal::Memory)??;
        self.jit.statistics.regions += 1;
        self.jit.statistics.bytecodes += bytecodes;
        self.jit.statistics.code_bytes += executable.len() as u64;
        self.jit.statistics.island_bytes += u64::from(layout.first());
        self.jit.statistics.cold_bytes += u64::from(layout.cold());
        self.jit.statistics.tail_bytes += u64::from(layout.tails());
        // SAFETY: the record is the cell's, and uninitialised until now.
        unsafe { region.write(Region { executable, code, words: words as u32, next: core::ptr::null_mut() }) };
        Ok(Made { region, first: layout.first(), plan })
    }
}

/// What was compiled just now.
struct Made {
    region: *mut Region,
    /// Where in it the islands end.
    first: u32,
    /// The plan, which is garbage afterwards.
    plan: *const [Plan],
}

/// What a region is made of: the code, the plan for it, and where what was measured lies.
struct Parts<'a> {
    code: *mut Code,
    plan: &'a [Plan],
    /// Where each instruction is entered.
    offsets: &'a [u32],
    /// Where the plain stencil of each instruction lies that has a form, too.
    slow: &'a [u32],
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
    emitter.link(needed, &library).map_err(|_| Refusal::Impossible)?;
    let emit = |instruction: &Instruction, piece: Placed| {
        let at = |word: Option<usize>| {
            let offset = word.and_then(|word| parts.offsets.get(word)).copied().filter(|offset| *offset != NO_OFFSET);
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
            operands[0] = spilled(instruction, parts.plan.get(piece.word).copied().unwrap_or(0), &operands);
        }
        emitter.emit(piece.stencil, &Fill { target, slow, operands: &operands }).map_err(|_| Refusal::Impossible)?;
        Ok(())
    };
    // SAFETY: the caller's contract.
    unsafe { extras.each(parts.code, parts.plan, emit)? };
    emitter.finish().map_err(|_| Refusal::Impossible)?;
    writable.publish().map_err(|_| Refusal::Memory)
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
