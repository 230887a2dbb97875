//! Tier 1: one frame-form stencil for each bytecode, in two passes.

use copperhead_core::arena::Arena;
use copperhead_core::buffer::{CodeBuffer, Executable};
use copperhead_core::copy::{Emitter, Fill};
use copperhead_core::library::Needed;
use copperhead_core::measure::{Layout, Measure};
use copperhead_core::relocation::NativeKind;
use copperhead_core::stencil::Stencil;
use copperhead_core::table::{COUNT, LIBRARY, RESUME, STENCILS, STRESS_EXIT};
use copperhead_stencils::definition::jump_distance;
use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::list::{BYTECODES, Field};
use copperhead_stencils::value::Value;

use super::region::{NO_OFFSET, Region};
use super::view::RegionView;
use crate::context::Context;
use crate::objects::table::BUFFER_DATA;

/// Why a code object stays interpreted for now.
enum Refusal {
    /// No memory for the record, or the host has no code memory left: later may be better.
    Memory,
    /// The target has no stencils, or something does not fit: never.
    Impossible,
}

/// The stencils that stand before each bytecode, and the one in place of a bytecode without stencils.
#[derive(Clone, Copy)]
pub(super) struct Extras {
    count: Option<&'static Stencil<NativeKind>>,
    stress: Option<&'static Stencil<NativeKind>>,
    resume: &'static Stencil<NativeKind>,
}

impl Extras {
    /// The stencils of a bytecode, in order.
    #[inline(always)]
    pub(super) fn pieces(&self, opcode: usize) -> impl Iterator<Item = &'static Stencil<NativeKind>> {
        let pieces = match STENCILS.get(opcode) {
            Some(Some(group)) => [self.count, self.stress, Some(&group.body), group.after.as_ref()],
            // The interpreter does it, counts it, and goes on until it meets machine code again.
            _ => [Some(self.resume), None, None, None],
        };
        pieces.into_iter().flatten()
    }
}

/// One decoded instruction.
struct Instruction {
    word: u64,
    opcode: usize,
    words: usize,
}

/// Decodes the instruction at a word.
///
/// # Safety
/// The code object is alive.
unsafe fn instruction_at(code: *mut Code, word: usize) -> Option<Instruction> {
    // SAFETY: the caller's contract; the index is checked.
    unsafe {
        if word >= (*code).instruction_words as usize {
            return None;
        }
        let text = *(*code).instructions.add(word);
        let opcode = (text & 0xffff) as usize;
        let info = BYTECODES.get(opcode)?;
        Some(Instruction { word: text, opcode, words: info.words() })
    }
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
        let result = extras.and_then(|extras| self.compile_region(code, extras).map(|(region, first)| (region, extras, first)));
        // SAFETY: as above.
        let end = unsafe { (*self.host).monotonic_nanoseconds() };
        if let (Some(start), Some(end)) = (start, end) {
            self.jit.statistics.compile_nanoseconds += end.saturating_sub(start);
        }
        // SAFETY: the code object is alive: it runs.
        unsafe {
            match result {
                Ok((region, extras, first)) => {
                    self.jit.statistics.recompilations += u64::from((*code).compilations > 0);
                    (*code).region = region.cast();
                    (*code).compilations = (*code).compilations.saturating_add(1);
                    (*code).misses = 0;
                    (*code).entry = Region::address_of(region, 0);
                    self.renew_ways_on(code);
                    (*self.host).code_made(&RegionView::new(code, &*region, extras, first));
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
        Ok(Extras {
            count: if self.jit.options.count { Some(extra(&COUNT)?) } else { None },
            stress: if self.jit.options.stress.is_some() { Some(extra(&STRESS_EXIT)?) } else { None },
            resume: extra(&RESUME)?,
        })
    }

    /// The region, and where in it the islands end.
    fn compile_region(&mut self, code: *mut Code, extras: Extras) -> Result<(*mut Region, u32), Refusal> {
        // SAFETY: the code object is alive: it runs.
        let words = unsafe { (*code).instruction_words } as usize;
        let record = self.allocate_quietly(Kind::Bytes8, BUFFER_DATA + Region::OFFSETS + words * 4).ok_or(Refusal::Memory)?;
        // SAFETY: the cell has room for header, record and offsets.
        let region: *mut Region = unsafe { record.as_ptr().byte_add(BUFFER_DATA).cast() };
        // SAFETY: as above.
        let offsets = unsafe { core::slice::from_raw_parts_mut(region.byte_add(Region::OFFSETS).cast::<u32>(), words) };

        // SAFETY: the code object is alive.
        let needed = unsafe { needed(code, &extras) };
        let mut measure = Measure::<NativeKind>::new(needed.islands()).map_err(|_| Refusal::Impossible)?;
        let mut bytecodes = 0u64;
        let mut word = 0;
        while word < words {
            // SAFETY: the code object is alive.
            let instruction = unsafe { instruction_at(code, word) }.ok_or(Refusal::Impossible)?;
            let mut first = None;
            for stencil in extras.pieces(instruction.opcode) {
                let offset = measure.add(stencil).map_err(|_| Refusal::Impossible)?;
                first = first.or(Some(offset));
            }
            for (place, offset) in offsets.iter_mut().skip(word).take(instruction.words).enumerate() {
                *offset = if place == 0 { first.unwrap_or(NO_OFFSET) } else { NO_OFFSET };
            }
            bytecodes += 1;
            word += instruction.words;
        }
        let layout = measure.finish().map_err(|_| Refusal::Impossible)?;

        let machine = (&raw const self.machine).addr();
        // SAFETY: the code object is alive.
        let emitted = self.jit.arena.with(|arena| unsafe { emit(arena, code, &layout, offsets, &extras, needed, machine) });
        let executable = emitted.ok_or(Refusal::Memory)??;
        self.jit.statistics.regions += 1;
        self.jit.statistics.bytecodes += bytecodes;
        self.jit.statistics.code_bytes += executable.len() as u64;
        self.jit.statistics.island_bytes += u64::from(layout.first());
        self.jit.statistics.cold_bytes += u64::from(layout.cold());
        self.jit.statistics.tail_bytes += u64::from(layout.tails());
        // SAFETY: the record is the cell's, and uninitialised until now.
        unsafe { region.write(Region { executable, code, words: words as u32, next: core::ptr::null_mut() }) };
        Ok((region, layout.first()))
    }
}

/// Writes a region that was measured. Others may wait for the arena meanwhile: nothing is allocated here.
///
/// # Safety
/// The code object is alive.
unsafe fn emit(
    arena: &mut Arena<&mut dyn CodeBuffer>,
    code: *mut Code,
    layout: &Layout<NativeKind>,
    offsets: &[u32],
    extras: &Extras,
    needed: Needed,
    machine: usize,
) -> Result<Executable, Refusal> {
    let words = offsets.len();
    let mut writable = arena.reserve(layout.length() as usize).map_err(|_| Refusal::Memory)?;
    let (memory, execute) = writable.parts();
    let mut emitter = Emitter::new(memory, execute, layout).map_err(|_| Refusal::Impossible)?;
    let library = LIBRARY.map(|function| function as usize as u64);
    emitter.link(needed, &library).map_err(|_| Refusal::Impossible)?;
    let mut word = 0;
    while word < words {
        // SAFETY: the code object is alive.
        let instruction = unsafe { instruction_at(code, word) }.ok_or(Refusal::Impossible)?;
        // SAFETY: the word lies in the instructions.
        let pc = unsafe { (*code).instructions.add(word) };
        let target = match BYTECODES.get(instruction.opcode).map(|info| info.fields) {
            Some([_, Field::FarTarget, _]) => Some(jump_distance(instruction.word, true)),
            Some([_, _, Field::Target]) => Some(jump_distance(instruction.word, false)),
            _ => None,
        };
        let target = match target {
            None => 0,
            Some(distance) => {
                let offset = word.checked_add_signed(distance).and_then(|word| offsets.get(word)).copied();
                match offset {
                    Some(offset) if offset != NO_OFFSET => emitter.address(offset),
                    _ => return Err(Refusal::Impossible),
                }
            }
        };
        let operands = operands(&instruction, pc, machine);
        let fill = Fill { target, operands: &operands };
        for stencil in extras.pieces(instruction.opcode) {
            emitter.emit(stencil, &fill).map_err(|_| Refusal::Impossible)?;
        }
        word += instruction.words;
    }
    emitter.finish().map_err(|_| Refusal::Impossible)?;
    writable.publish().map_err(|_| Refusal::Memory)
}

/// The functions of the compiler's library that the code's stencils call.
///
/// # Safety
/// The code object is alive.
unsafe fn needed(code: *mut Code, extras: &Extras) -> Needed {
    let mut needed = Needed::default();
    let mut word = 0;
    while !LIBRARY.is_empty() {
        // SAFETY: the caller's contract.
        let Some(instruction) = (unsafe { instruction_at(code, word) }) else { break };
        extras.pieces(instruction.opcode).for_each(|stencil| needed.add(stencil));
        word += instruction.words;
    }
    needed
}

/// A stencil that this target may lack.
fn extra(stencil: &'static Option<Stencil<NativeKind>>) -> Result<&'static Stencil<NativeKind>, Refusal> {
    stencil.as_ref().ok_or(Refusal::Impossible)
}
