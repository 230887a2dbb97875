//! Instructions that are wholly a helper's work.

use crate::definition::{Flow, Form, State, decide, done, finish, save_frame};
use crate::value::Value;

/// The helper does what the instruction says; its result goes to slot a.
#[inline(always)]
pub unsafe fn general<F: Form>(s: State) -> Flow {
    unsafe { finish::<F>(s, ask::<F>(&s)) }
}

/// The helper does what the instruction says; there is no result.
#[inline(always)]
pub unsafe fn effect<F: Form>(s: State) -> Flow {
    done(unsafe { ask::<F>(&s) })
}

/// The helper decides whether the branch is taken: TRUE, FALSE or an exception.
#[inline(always)]
pub unsafe fn branch<F: Form>(s: State) -> Flow {
    decide(unsafe { ask::<F>(&s) }, true)
}

/// Always raises: the helper leaves the exception pending.
#[inline(always)]
pub unsafe fn raise<F: Form>(s: State) -> Flow {
    unsafe { ask::<F>(&s) };
    Flow::Raise
}

#[inline(always)]
unsafe fn ask<F: Form>(s: &State) -> Value {
    unsafe {
        save_frame(s);
        ((*s.vm).helpers.general)(s.vm, s.fp, F::pc(s))
    }
}
