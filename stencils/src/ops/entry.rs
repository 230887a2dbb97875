//! What happens between instructions: a function starts, a construction ends, an exception looks for its handler.

use core::mem::MaybeUninit;

use crate::definition::{Flow, State};
use crate::layout::frame;
use crate::value::Value;

/// Sets the state to the first instruction of the function whose frame is fp, and counts the call. Whether the function
/// became hot just now.
#[inline(always)]
pub unsafe fn start(s: &mut State) -> bool {
    unsafe {
        let code = (*frame::function(s.fp)).code;
        let left = (*code).hotness.wrapping_sub(1);
        (*code).hotness = left;
        s.pc = MaybeUninit::new((*code).instructions);
        left == 0
    }
}

/// Asks for the machine code of a function that became hot: its address, or 0.
#[inline(always)]
pub unsafe fn start_hot(s: &State) -> usize {
    unsafe {
        (*s.vm).fp = s.fp;
        ((*s.vm).helpers.hot_function)(s.vm, s.fp, (*frame::function(s.fp)).code)
    }
}

/// Comes back from `__init__`, which must have returned None: the result of the construction is the object in the
/// frame's slot 0, and it goes to whoever called the class.
#[inline(always)]
pub unsafe fn construct_return(s: State) -> Flow {
    unsafe {
        let result = s.acc.assume_init();
        if result != Value::NONE.0 {
            // The unwinder sees that no exception is pending and makes the TypeError of a result that is not None.
            (*s.vm).landing.result = result;
            return Flow::Raise;
        }
        super::control::leave_frame::<crate::definition::Decoded>(s, *s.fp)
    }
}

/// Finds who handles the pending exception, raised at pc.
#[inline(always)]
pub unsafe fn raise(s: State) -> Flow {
    unsafe {
        (*s.vm).fp = s.fp;
        let code = ((*s.vm).helpers.unwind)(s.vm, s.fp, s.pc.assume_init());
        let landing = &raw const (*s.vm).landing;
        Flow::Go(code, State { fp: (*landing).fp, pc: MaybeUninit::new((*landing).pc), acc: MaybeUninit::new((*landing).result), ..s })
    }
}
