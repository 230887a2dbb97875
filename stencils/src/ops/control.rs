//! Jumps, branches on truth, loops and returns.

use core::mem::MaybeUninit;

use crate::definition::{Flow, Form, State, count_down, decide, jump_if, save_frame};
use crate::operand::{ExactList, Operand};
use crate::ops::native::exact_truth;
use crate::value::Value;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            /// Jumps.
            Jump [] (None, FarTarget, None) |s| control::jump::<F>(s);
            /// Jumps if a is true.
            JumpIfTrue [] (Read, FarTarget, None) |s| control::branch::<F, true>(s)
                => control::branch_generic::<F, true>(s), [BranchTruth];
            /// Jumps if a is false.
            JumpIfFalse [] (Read, FarTarget, None) |s| control::branch::<F, false>(s)
                => control::branch_generic::<F, false>(s), [BranchTruth];
            /// Jumps back to a loop's head. Cell: the heat count.
            Loop [Number] (Number, FarTarget, None) |s| control::loop_back::<F>(s)
                => control::loop_slow::<F>(s), [Back];
            /// Returns a.
            Return [] (Read, None, None) |s| control::return_value::<F>(s), [Return];
            /// Returns None.
            ReturnNone [] (None, None, None) |s| control::return_none::<F>(s);
        } }
    };
}
pub(crate) use bytecodes;

/// Jumps.
#[inline(always)]
pub unsafe fn jump<F: Form>(_: State) -> Flow {
    Flow::Jump
}

/// Jumps if the truth of a is `SENSE`, for True, False and small integers.
#[inline(always)]
pub unsafe fn branch<F: Form, const SENSE: bool>(s: State) -> Flow {
    unsafe {
        let condition = F::read::<0>(&s);
        if condition == Value::from_bool(SENSE) {
            return Flow::Jump;
        }
        if condition == Value::from_bool(!SENSE) {
            return Flow::Next;
        }
        if condition.is_int() {
            return jump_if((condition.0 != 0) == SENSE);
        }
    }
    Flow::Slow
}

/// The same for None and the usual containers; of others the helper finds the truth.
#[inline(always)]
pub unsafe fn branch_generic<F: Form, const SENSE: bool>(s: State) -> Flow {
    unsafe {
        let value = F::read::<0>(&s);
        if let Some(ExactList(list)) = ExactList::guard(s.vm, value) {
            return jump_if(((*list).length != 0) == SENSE);
        }
        if let Some(truth) = exact_truth(value) {
            return jump_if(truth == SENSE);
        }
        save_frame(&s);
        decide(((*s.vm).helpers.truth)(s.vm, F::read::<0>(&s)), SENSE)
    }
}

/// The end of a loop's body: takes one from the countdown, in the interpreter also from the loop's heat count
/// (the cell, 32 bits), and jumps back.
#[inline(always)]
pub unsafe fn loop_back<F: Form>(s: State) -> Flow {
    unsafe {
        if count_down(s.vm) {
            core::hint::cold_path();
            return Flow::Slow;
        }
        if !F::MACHINE_CODE {
            let heat = F::cell(&s).cast::<i32>();
            let left = (*heat).wrapping_sub(1);
            *heat = left;
            if left == 0 {
                return Flow::Slow;
            }
        }
        Flow::Jump
    }
}

/// What is due at the end of a loop's body when one of the counts ran out.
#[inline(always)]
pub unsafe fn loop_slow<F: Form>(s: State) -> Flow {
    unsafe {
        save_frame(&s);
        // An interrupt handler may have set the countdown again since: then it is polled at the next back edge at the latest.
        if !F::MACHINE_CODE && (&raw const (*s.vm).countdown).read_volatile() >= 0 && *F::cell(&s).cast::<i32>() == 0 {
            return match ((*s.vm).helpers.hot_loop)(s.vm, s.fp, F::pc(&s)) {
                0 => Flow::Jump,
                code => Flow::Go(code, s),
            };
        }
        match ((*s.vm).helpers.poll)(s.vm, s.fp, F::pc(&s)) {
            0 => Flow::Raise,
            1 => Flow::Jump,
            code => Flow::Go(code, s),
        }
    }
}

/// Returns a.
#[inline(always)]
pub unsafe fn return_value<F: Form>(s: State) -> Flow {
    unsafe { leave_frame::<F>(s, F::read::<0>(&s)) }
}

/// Returns None.
#[inline(always)]
pub unsafe fn return_none<F: Form>(s: State) -> Flow {
    unsafe { leave_frame::<F>(s, Value::NONE) }
}

/// Goes back to the caller with a result, and with the frame that is left in place of a pc: who wants the caller's pc reads it there
/// ([`frame::caller_pc`]), machine code does without.
#[inline(always)]
pub unsafe fn leave_frame<F: Form>(s: State, result: Value) -> Flow {
    unsafe {
        let (code, fp) = F::way_back(s.fp);
        let fp = core::ptr::with_exposed_provenance_mut(fp);
        Flow::Go(code, State { fp, pc: MaybeUninit::new(s.fp.cast()), acc: MaybeUninit::new(result.0), ..s })
    }
}
