//! The interrupt from the keyboard, as KeyboardInterrupt.

#[cfg(target_os = "linux")]
pub use copperhead_host_linux::interrupt::end_by_interrupt;

use copperhead::vm::InterruptHandle;

/// Runs the function; an interrupt from the keyboard goes to the machine of the handle meanwhile.
#[cfg(target_os = "linux")]
pub fn with_interrupts<T>(handle: InterruptHandle<'_>, function: impl FnOnce() -> T) -> T {
    let listener = || handle.interrupt();
    let listener: &(dyn Fn() + Sync) = &listener;
    // SAFETY: the handle stores to an atomic flag and to a word that its owner reads as volatile; the result is dropped here. Where nobody can
    // listen, an interrupt ends the process, as it does any.
    let listening = unsafe { copperhead_host_linux::interrupt::listen(&listener) };
    let result = function();
    drop(listening);
    result
}

/// The same where this command knows no interrupts: the system's way with them stays.
#[cfg(not(target_os = "linux"))]
pub fn with_interrupts<T>(_: InterruptHandle<'_>, function: impl FnOnce() -> T) -> T {
    function()
}

/// Ends the process with the status that shells give to interrupted programs.
#[cfg(not(target_os = "linux"))]
pub fn end_by_interrupt() -> ! {
    std::process::exit(130)
}
