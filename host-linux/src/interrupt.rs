//! The interrupt from the keyboard (SIGINT), handed to whoever can stop what runs.

use core::marker::PhantomData;
use core::ptr::null_mut;
use core::sync::atomic::{AtomicPtr, Ordering};

/// What is called on an interrupt: a pointer to the caller's reference. Null while nobody listens.
static LISTENER: AtomicPtr<&'static (dyn Fn() + Sync)> = AtomicPtr::new(null_mut());

/// Listens until it is dropped; then an interrupt ends the process again.
#[derive(Debug)]
pub struct Interrupts<'l> {
    listener: PhantomData<&'l (dyn Fn() + Sync)>,
}

extern "C" fn on_interrupt(_: libc::c_int) {
    let listener = LISTENER.load(Ordering::Acquire);
    if !listener.is_null() {
        // SAFETY: whoever stored the pointer keeps the reference until it has taken the pointer back.
        unsafe { (*listener)() };
    }
}

/// Sets what SIGINT does.
fn set_action(action: libc::sighandler_t) -> bool {
    // SAFETY: a zeroed `sigaction` is one without flags and with an empty mask; the handler has the type that it must have.
    unsafe {
        let mut new: libc::sigaction = core::mem::zeroed();
        new.sa_sigaction = action;
        libc::sigaction(libc::SIGINT, &raw const new, null_mut()) == 0
    }
}

/// Whether whoever started the process told it to ignore interrupts, as shells tell background jobs.
fn is_ignored() -> bool {
    // SAFETY: a zeroed `sigaction` is valid, and the call only writes it.
    unsafe {
        let mut old: libc::sigaction = core::mem::zeroed();
        libc::sigaction(libc::SIGINT, core::ptr::null(), &raw mut old) == 0 && old.sa_sigaction == libc::SIG_IGN
    }
}

/// Has the function called on each interrupt from the keyboard. `None` if somebody listens already, interrupts are to be ignored, or the
/// system refuses.
///
/// # Safety
/// The function does only what a signal handler may do (signal-safety(7)): store to atomic variables, say. It is called on any thread
/// at any time. The result is dropped before the function's lifetime ends: it is not forgotten.
pub unsafe fn listen<'l>(listener: &'l &'l (dyn Fn() + Sync)) -> Option<Interrupts<'l>> {
    if is_ignored() {
        return None;
    }
    let pointer = core::ptr::from_ref(listener).cast_mut().cast::<&'static (dyn Fn() + Sync)>();
    LISTENER.compare_exchange(null_mut(), pointer, Ordering::AcqRel, Ordering::Acquire).ok()?;
    if set_action(on_interrupt as *const () as libc::sighandler_t) {
        return Some(Interrupts { listener: PhantomData });
    }
    LISTENER.store(null_mut(), Ordering::Release);
    None
}

impl Drop for Interrupts<'_> {
    fn drop(&mut self) {
        set_action(libc::SIG_DFL);
        LISTENER.store(null_mut(), Ordering::Release);
    }
}

/// Ends the process as an interrupt from the keyboard does, so that whoever started it sees why it ended.
pub fn end_by_interrupt() -> ! {
    set_action(libc::SIG_DFL);
    // SAFETY: no pointers are involved.
    unsafe {
        libc::raise(libc::SIGINT);
        // A process that may not be ended by it has its usual status.
        libc::_exit(130)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::sync::atomic::AtomicUsize;

    #[test]
    fn each_interrupt_calls_the_listener_once() {
        static CALLS: AtomicUsize = AtomicUsize::new(0);
        // SAFETY: no pointers are involved. What a shell runs in the background ignores interrupts.
        unsafe { libc::signal(libc::SIGINT, libc::SIG_DFL) };
        let count: &(dyn Fn() + Sync) = &|| {
            CALLS.fetch_add(1, Ordering::Relaxed);
        };
        // SAFETY: it stores to an atomic variable, and is dropped below.
        let listening = unsafe { listen(&count) }.expect("nobody listens yet");
        // SAFETY: as above.
        assert!(unsafe { listen(&count) }.is_none(), "one listener at a time");
        for expected in 1..=3 {
            // SAFETY: no pointers are involved.
            unsafe { libc::raise(libc::SIGINT) };
            assert_eq!(CALLS.load(Ordering::Relaxed), expected);
        }
        drop(listening);
        // SAFETY: as above.
        assert!(unsafe { listen(&count) }.is_some(), "the place is free again");
    }
}
