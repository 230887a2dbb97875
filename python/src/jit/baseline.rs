//! Tier 1: a stencil for each bytecode, in two passes, after a look at which one.
//!
//! [`plan`] marks what can be jumped to and what nobody reads any more; [`select`](super::select) chooses forms, and what it chooses is measured at
//! once ([`pieces`](super::pieces) says of what a region consists); [`emit`](super::emit) writes.

use core::mem::MaybeUninit;

use copperhead_core::library::Needed;
use copperhead_core::measure::Measure;
use copperhead_core::relocation::NativeKind;
use copperhead_core::table::{
    CALL_CERTAIN, COUNT, GUARD_INT, GUARD_LIST, GUARD_RANGE, GUARD_TUPLE, LIBRARY, RESUME, STENCILS, STRESS_EXIT, STRESS_SLOW, STRESS_SPILL,
};
use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::list::Opcode;

use super::emit::{Parts, emit};
use super::loops::{LOOPS, Loops};
use super::pieces::{Extras, Second, Stencil};
use super::plan::{self, CLEAN, JOIN, Place, Plan};
use super::region::{Region, Returns};
use super::room::Room;
use super::rules::{Instruction, instruction_at, text_of};
use super::select::{Names, select};
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

/// Words of instructions for which there is room on the native stack: the functions of most programs.
const FEW: usize = 128;

/// How many calls code that is hot in a traced program waits for until it is asked for again.
const WHILE_TRACED: i32 = 10_000;

impl Context {
    /// Compiles a code object. Returns whether it has machine code now.
    pub(crate) fn compile_baseline(&mut self, code: *mut Code) -> bool {
        if !self.jit.options.enabled {
            return false;
        }
        if self.machine.traces {
            // Machine code tells nobody of its lines. Later, perhaps.
            // SAFETY: the code object is alive: it runs.
            unsafe { (*code).hotness = WHILE_TRACED };
            return false;
        }
        // SAFETY: the host outlives the context.
        let start = unsafe { (*self.host).monotonic_nanoseconds() };
        // SAFETY: the code object is alive: it runs.
        let words = unsafe { (*code).instruction_words } as usize;
        let mut few = MaybeUninit::<[Place; FEW]>::uninit();
        let cell = if words <= FEW { None } else { self.allocate_quietly(Kind::Bytes8, BUFFER_DATA + words * size_of::<Place>()) };
        // SAFETY: there is room for so many places, on the native stack or behind the head of a cell that nobody else has; zeros are places.
        let places = unsafe {
            let start = match cell {
                Some(cell) => Some(cell.as_ptr().byte_add(BUFFER_DATA).cast()),
                None if words <= FEW => Some(few.as_mut_ptr().cast::<Place>()),
                None => None,
            };
            start.map(|start| {
                start.write_bytes(0, words);
                core::slice::from_raw_parts_mut(start, words)
            })
        };
        let result = match places {
            Some(places) => self.extras().and_then(|extras| {
                let made = self.compile_region(code, &extras, places)?;
                Ok((made, extras, &*places))
            }),
            None => Err(Refusal::Memory),
        };
        // SAFETY: as above.
        let end = unsafe { (*self.host).monotonic_nanoseconds() };
        if let (Some(start), Some(end)) = (start, end) {
            self.jit.statistics.compile_nanoseconds += end.saturating_sub(start);
        }
        // SAFETY: the code object is alive: it runs; the places' cell is used by nobody else.
        unsafe {
            let compiled = match result {
                Ok((Made { region, first, loops }, extras, places)) => {
                    self.jit.statistics.recompilations += u64::from((*code).compilations > 0);
                    (*code).region = region.cast();
                    (*code).compilations = (*code).compilations.saturating_add(1);
                    (*code).misses = 0;
                    (*code).entry = Region::address_of(region, 0);
                    self.renew_ways_on(code);
                    (*self.host).code_made(&RegionView::new(code, &*region, extras, first, places, loops));
                    true
                }
                Err(refusal) => {
                    self.jit.statistics.failures += 1;
                    (*code).hotness = match refusal {
                        // Collections make room; without them it is worth another try only much later.
                        Refusal::Memory => {
                            self.jit.room = self.jit.room.max(Room::Wanted);
                            1 << 16
                        }
                        Refusal::Impossible => -1,
                    };
                    false
                }
            };
            if let Some(cell) = cell {
                self.heap.free(cell);
            }
            compiled
        }
    }

    fn extras(&self) -> Result<Extras, Refusal> {
        let jump = STENCILS.get(Opcode::Jump as usize).and_then(Option::as_ref).ok_or(Refusal::Impossible)?;
        let stress = self.jit.options.stress.is_some();
        Ok(Extras {
            count: if self.jit.options.count { Some(extra(&COUNT)?) } else { None },
            stress: if stress { Some([extra(&STRESS_EXIT)?, extra(&STRESS_SLOW)?, extra(&STRESS_SPILL)?]) } else { None },
            guards: [extra(&GUARD_INT)?, extra(&GUARD_LIST)?, extra(&GUARD_TUPLE)?, extra(&GUARD_RANGE)?],
            certain: extra(&CALL_CERTAIN)?,
            resume: extra(&RESUME)?,
            back: &jump.body,
        })
    }

    fn compile_region(&mut self, code: *mut Code, extras: &Extras, places: &mut [Place]) -> Result<Made, Refusal> {
        let mut measuring = Measuring { measure: Measure::new(), needed: Needed::default(), bytecodes: 0, returns: 0, bodies: [0; LOOPS] };
        let mut loops = Loops::NONE;
        // SAFETY: the code object is alive: it runs.
        let cells = unsafe {
            if !plan::mark(code, places, &mut loops) {
                return Err(Refusal::Impossible);
            }
            plan::mark_dead(code, places);
            loops.look(code);
            let table = !self.machine.attributes.is_null();
            let names = Names { epoch: self.machine.names_epoch as u64, constants: &mut self.constant_names };
            let cells = select(code, places, &loops, extras.stress.is_some(), table, names, |word, instruction, place| {
                if place.plan & JOIN != 0
                    && let Some(index) = loops.index_of(word)
                {
                    return measuring.add_head(extras, instruction, place, &loops, index);
                }
                measuring.add(extras, instruction, place, false)
            })?;
            measuring.add_second(code, places, extras)?;
            cells
        };
        let layout = measuring.measure.finish(measuring.needed.islands()).map_err(|_| Refusal::Impossible)?;
        let region = self.new_region(places.len(), cells, Returns(measuring.returns)).ok_or(Refusal::Memory)?;
        let parts = Parts { code, places, loops: &loops, bodies: measuring.bodies, region, machine: (&raw const self.machine).addr() };
        // SAFETY: the code object is alive.
        let emitted = self.jit.arena.with(|arena| unsafe { emit(arena, &parts, &layout, extras, measuring.needed) });
        let executable = emitted.ok_or(Refusal::Memory)??;
        let statistics = &mut self.jit.statistics;
        statistics.regions += 1;
        statistics.bytecodes += measuring.bytecodes;
        statistics.code_bytes += executable.len() as u64;
        statistics.island_bytes += u64::from(layout.first());
        statistics.cold_bytes += u64::from(layout.cold());
        statistics.tail_bytes += u64::from(layout.tails());
        // SAFETY: the record is the cell's, and uninitialised until now but for what it keeps, its offsets and its cells.
        unsafe {
            (&raw mut (*region).executable).write(executable);
            (*region).code = code;
        }
        Ok(Made { region, first: layout.first(), loops })
    }
}

/// The first pass.
struct Measuring {
    measure: Measure<NativeKind>,
    needed: Needed,
    bytecodes: u64,
    /// How many calls come back to what has no entry.
    returns: u16,
    /// Where the instructions at the heads of loops lie behind their guards.
    bodies: [u32; LOOPS],
}

impl Measuring {
    /// The same as below for the head of a loop about which something is known: it begins with the guards.
    #[cold]
    fn add_head(
        &mut self,
        extras: &Extras,
        instruction: &Instruction,
        place: &mut Place,
        loops: &Loops,
        index: usize,
    ) -> Result<(), Refusal> {
        let mut start = None;
        for (_, class) in loops.facts(index) {
            let offset = self.one(extras.guard(*class))?;
            start = start.or(Some(offset));
        }
        self.add(extras, instruction, place, false)?;
        let body = place.first;
        place.first = start.unwrap_or(body);
        if let Some(noted) = self.bodies.get_mut(index) {
            *noted = body;
        }
        Ok(())
    }

    /// Notes where an instruction will lie.
    #[inline(always)]
    fn add(&mut self, extras: &Extras, instruction: &Instruction, place: &mut Place, second: bool) -> Result<(), Refusal> {
        // An instruction begins with whatever stands before it.
        let start = if extras.any() { self.add_before(extras, instruction, place.plan, second)? } else { None };
        let pieces = extras.pieces(instruction, place.plan, second);
        place.slow = self.one(pieces.body)?;
        *(if second { &mut place.second } else { &mut place.first }) = start.unwrap_or(place.slow);
        self.bytecodes += u64::from(!second);
        self.returns = self.returns.saturating_add(u16::from(pieces.calls && (second || place.plan & CLEAN == 0)));
        if let Some(after) = pieces.after {
            self.one(after)?;
        }
        Ok(())
    }

    #[cold]
    fn add_before(&mut self, extras: &Extras, instruction: &Instruction, plan: Plan, second: bool) -> Result<Option<u32>, Refusal> {
        let mut start = None;
        for (_, before) in extras.before(instruction, plan, second) {
            let offset = self.one(before)?;
            start = start.or(Some(offset));
        }
        Ok(start)
    }

    #[inline(always)]
    fn one(&mut self, stencil: &Stencil) -> Result<u32, Refusal> {
        if !LIBRARY.is_empty() {
            self.needed.add(stencil);
        }
        self.measure.add(stencil).map_err(|_| Refusal::Impossible)
    }

    /// Measures the second part.
    ///
    /// # Safety
    /// The code object is alive, and the places are complete.
    #[inline(always)]
    unsafe fn add_second(&mut self, code: *mut Code, places: &mut [Place], extras: &Extras) -> Result<(), Refusal> {
        // SAFETY: the caller's contract.
        let text = unsafe { text_of(code) };
        let mut way = Second::default();
        for (word, place) in places.iter_mut().enumerate() {
            if way.skips(place.plan) {
                continue;
            }
            let [back, here] = way.step(place.plan);
            if back {
                self.one(extras.back)?;
            }
            if here {
                let instruction = instruction_at(text, word).ok_or(Refusal::Impossible)?;
                way.follow(&instruction);
                self.add(extras, &instruction, place, true)?;
            }
        }
        Ok(())
    }
}

/// What was compiled just now.
struct Made {
    region: *mut Region,
    /// Where in it the islands end.
    first: u32,
    loops: Loops,
}

/// A stencil that this target may lack.
fn extra(stencil: &'static Option<Stencil>) -> Result<&'static Stencil, Refusal> {
    stencil.as_ref().ok_or(Refusal::Impossible)
}
