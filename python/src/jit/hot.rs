//! When code is compiled: hot functions, hot loops, and code whose machine code no longer fits what it meets.

use copperhead_stencils::definition::jump_distance;
use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::frame;
use copperhead_stencils::value::Value;

use super::region::{Region, machine_code_at};
use crate::context::Context;

/// So much weight of misses, times the compilations so far, makes code worth compiling again …
pub(crate) const MISSES: u16 = 512;
/// … but not more often than this.
const COMPILATIONS: u16 = 6;

impl Context {
    /// A function became hot: where to enter it, 0 for the interpreter.
    ///
    /// # Safety
    /// The code object is alive.
    pub(crate) unsafe fn hot_function(&mut self, code: *mut Code) -> usize {
        // SAFETY: the caller's contract.
        unsafe {
            if !(*code).region.is_null() {
                // It was tested whether anybody enters it.
                self.enter_region(code);
                return (*code).entry;
            }
            if self.compile_baseline(code) { (*code).entry } else { 0 }
        }
    }

    /// Makes the region the way into the code, and on with its generators.
    ///
    /// # Safety
    /// The code object is alive and has a region.
    pub(super) unsafe fn enter_region(&mut self, code: *mut Code) {
        // SAFETY: the caller's contract.
        unsafe {
            (*code).entry = Region::address_of((*code).region.cast(), 0);
            self.renew_ways_on(code);
        }
    }

    /// A loop became hot: the machine code of its head, 0 for none. `pc` is the `Loop` instruction.
    ///
    /// # Safety
    /// The frame runs the instruction.
    pub(crate) unsafe fn hot_loop(&mut self, fp: *mut Value, pc: *mut u64) -> usize {
        // SAFETY: the caller's contract.
        unsafe {
            let heat = pc.add(1).cast::<i32>();
            let code = (*frame::function(fp)).code;
            let found = !(*code).region.is_null();
            if found && (*code).entry == self.machine.entries.interpret {
                self.enter_region(code);
            }
            let compiled = found || (self.may_compile(code) && self.compile_baseline(code));
            if !compiled {
                // Never, or not for want of memory: another try is worth while only much later.
                *heat = 1 << 16;
                return 0;
            }
            // Once there is machine code, the interpreter goes back to it at the next back edge.
            *heat = 1;
            machine_code_at(code, pc.offset(jump_distance(*pc, true)))
        }
    }

    /// Whether code that does not count its calls may be compiled: the JIT is on and it was not found impossible.
    unsafe fn may_compile(&self, code: *mut Code) -> bool {
        // SAFETY: the code object is alive.
        self.jit.options.enabled && unsafe { (*code).hotness } >= 0
    }

    /// Machine code met something new: after enough of that it is given up, and made again when next entered or at the next back edge.
    ///
    /// # Safety
    /// The code object is alive.
    pub(crate) unsafe fn consider_recompiling(&mut self, code: *mut Code) {
        // SAFETY: the caller's contract.
        unsafe {
            if (*code).misses < MISSES.saturating_mul((*code).compilations) || (*code).compilations >= COMPILATIONS {
                return;
            }
            (*code).hotness = 2;
            (*code).misses = 0;
            self.retire_region(code);
            // A loop that runs in the old code goes over to the new at its next poll.
            self.poll_loops_soon();
        }
    }

    /// Machine code that has just lost what it relied on is made anew as above, unless that was done often.
    ///
    /// # Safety
    /// The code object is alive and has a region.
    pub(crate) unsafe fn compile_anew(&mut self, code: *mut Code) {
        // SAFETY: the caller's contract.
        unsafe {
            if (*code).compilations < COMPILATIONS {
                (*code).hotness = 2;
                (*code).misses = 0;
                self.retire_region(code);
                self.poll_loops_soon();
            }
        }
    }

    /// After a poll at a back edge: 1 to go on, or the address of newer machine code for the loop.
    ///
    /// # Safety
    /// The frame runs the `Loop` instruction at `pc`.
    pub(crate) unsafe fn better_code_at(&mut self, fp: *mut Value, pc: *mut u64) -> usize {
        // SAFETY: the caller's contract.
        unsafe {
            let code = (*frame::function(fp)).code;
            if (*code).compilations == 0 || ((*code).region.is_null() && !self.compile_baseline(code)) {
                return 1;
            }
            match machine_code_at(code, pc.offset(jump_distance(*pc, true))) {
                0 => 1,
                address => address,
            }
        }
    }
}
