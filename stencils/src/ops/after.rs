//! What stands behind an instruction that makes calls: where their results arrive.

use crate::definition::{Flow, Form, State, save_frame};
use crate::layout::generator::Generator;
use crate::list::Opcode;
use crate::value::Value;

/// Behind a call: the result goes to slot a.
#[inline(always)]
pub unsafe fn call<F: Form>(s: State) -> Flow {
    unsafe { F::write::<0>(&s, Value(s.acc.assume_init())) };
    Flow::Next
}

/// Behind a step of iteration: an item goes to slot a; EXHAUSTED: jumps.
#[inline(always)]
pub unsafe fn item<F: Form>(s: State) -> Flow {
    unsafe {
        let item = Value(s.acc.assume_init());
        if item == Value::EXHAUSTED {
            return Flow::Jump;
        }
        F::write::<0>(&s, item);
    }
    Flow::Next
}

/// Behind `Send`: what the generator in slot b yields goes to slot a; EXHAUSTED: what it returned does, and jumps.
#[inline(always)]
pub unsafe fn send<F: Form>(s: State) -> Flow {
    unsafe {
        let item = Value(s.acc.assume_init());
        if item == Value::EXHAUSTED {
            let generator: *mut Generator = F::read::<1>(&s).as_pointer();
            F::write::<0>(&s, (*generator).result);
            (*generator).result = Value::NONE;
            return Flow::Jump;
        }
        F::write::<0>(&s, item);
    }
    Flow::Next
}

/// Whether an instruction's results arrive at [`operator`].
#[inline(always)]
pub fn is_operator(opcode: u16) -> bool {
    opcode == Opcode::BinaryMethod as u16 || opcode == Opcode::BinaryImmediateMethod as u16
}

/// Behind an operator that called a method: what it gives goes to slot a. One that does not know how leaves it to a helper.
#[inline(always)]
pub unsafe fn operator<F: Form>(s: State) -> Flow {
    unsafe {
        let mut result = Value(s.acc.assume_init());
        if result == Value::NOT_IMPLEMENTED {
            core::hint::cold_path();
            save_frame(&s);
            result = ((*s.vm).helpers.general)(s.vm, s.fp, F::pc(&s));
            if result == Value::ERROR {
                return Flow::Raise;
            }
            F::write::<0>(&s, result);
            return Flow::Done(result.0);
        }
        F::write::<0>(&s, result);
    }
    Flow::Next
}
