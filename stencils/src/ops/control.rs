//! Jumps, branches on truth, loops and returns.

use core::mem::MaybeUninit;

use crate::definition::{Flow, Form, State, count_down, decide, save_frame};
use crate::layout::frame;
use crate::value::Value;

/// Jumps.
#[inline(always)]
pub unsafe fn jump<F: Form>(_: State) -> Flow {
    Flow::Jump
}

/// Jumps if the truth of a is `SENSE`.
#[inline(always)]
pub unsafe fn branch<F: Form, const SENSE: bool>(s: State) -> Flow {
    unsafe {
        let condition = F::read::<0>(&s);
        if condition.is_bool() {
            return if condition == Value::from_bool(SENSE) { Flow::Jump } else { Flow::Next };
        }
        if condition.is_int() {
            return if (condition.0 != 0) == SENSE { Flow::Jump } else { Flow::Next };
        }
        core::hint::cold_path();
        save_frame(&s);
        decide(((*s.vm).helpers.truth)(s.vm, condition), SENSE)
    }
}

/// The end of a loop's body: polls, counts the loop's heat in the interpreter, and jumps back.
/// Cell: what is left of the heat count (32 bits).
#[inline(always)]
pub unsafe fn loop_back<F: Form>(s: State) -> Flow {
    unsafe {
        if count_down(s.vm) {
            core::hint::cold_path();
            return poll_at_loop::<F>(s);
        }
        if !F::MACHINE_CODE {
            let heat = F::cell(&s).cast::<i32>();
            let left = (*heat).wrapping_sub(1);
            *heat = left;
            if left == 0 {
                core::hint::cold_path();
                save_frame(&s);
                let code = ((*s.vm).helpers.hot_loop)(s.vm, s.fp, F::pc(&s));
                if code != 0 {
                    return Flow::Go(code, s);
                }
            }
        }
        Flow::Jump
    }
}

#[inline(always)]
unsafe fn poll_at_loop<F: Form>(s: State) -> Flow {
    unsafe {
        save_frame(&s);
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
    unsafe { leave_frame(s, F::read::<0>(&s)) }
}

/// Returns None.
#[inline(always)]
pub unsafe fn return_none<F: Form>(s: State) -> Flow {
    unsafe { leave_frame(s, Value::NONE) }
}

#[inline(always)]
unsafe fn leave_frame(s: State, result: Value) -> Flow {
    unsafe {
        let code = (*s.fp.offset(frame::RETURN_ADDRESS)).0;
        let fp = core::ptr::with_exposed_provenance_mut((*s.fp.offset(frame::CALLER_FP)).0);
        let pc = core::ptr::with_exposed_provenance_mut((*s.fp.offset(frame::CALLER_PC)).0);
        Flow::Go(code, State { fp, pc, acc: MaybeUninit::new(result.0), ..s })
    }
}
