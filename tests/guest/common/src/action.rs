//! The function that a timer's interrupt calls, between any two instructions of what runs then.

use core::sync::atomic::{AtomicPtr, Ordering::Relaxed};

/// A function that may be missing.
#[derive(Debug)]
pub struct Action(AtomicPtr<()>);

impl Action {
    /// Nothing to call.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "statics cannot use it")]
    pub const fn new() -> Action {
        Action(AtomicPtr::new(core::ptr::null_mut()))
    }

    /// From here on this is called. It must do only what an interrupt handler may: no allocation, no text out, no lock.
    pub fn set(&self, action: fn()) {
        self.0.store(action as *mut (), Relaxed);
    }

    /// From here on nothing is called.
    pub fn clear(&self) {
        self.0.store(core::ptr::null_mut(), Relaxed);
    }

    /// Calls it, if there is one.
    pub fn call(&self) {
        let action = self.0.load(Relaxed);
        if !action.is_null() {
            // SAFETY: `set` stored a function of this type.
            unsafe { core::mem::transmute::<*mut (), fn()>(action)() }
        }
    }
}
