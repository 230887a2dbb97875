//! Time in: the counter of the high precision event timer.
//!
//! Source: Intel, IA-PC HPET Specification 1.0a, section 2.3. Where it lies a PC's tables say; on QEMU's PC it is here.

use crate::mmu::HPET;

const CAPABILITIES: usize = HPET;
const CONFIGURATION: usize = HPET + 0x10;
const COUNTER: usize = HPET + 0xf0;

/// Starts the counter.
///
/// # Safety
/// The machine has the timer at this address, and the map is on.
pub unsafe fn initialise() {
    // SAFETY: the caller vouches for the device. ENABLE_CNF alone: no interrupts, the older timers stay as they are.
    unsafe { core::ptr::with_exposed_provenance_mut::<u64>(CONFIGURATION).write_volatile(1) }
}

/// Nanoseconds since [`initialise`]. Never goes back.
#[must_use]
pub fn nanoseconds() -> u64 {
    // SAFETY: registers of the timer, mapped; reading them has no effect.
    let (capabilities, count) = unsafe {
        (
            core::ptr::with_exposed_provenance::<u64>(CAPABILITIES).read_volatile(),
            core::ptr::with_exposed_provenance::<u64>(COUNTER).read_volatile(),
        )
    };
    // COUNTER_CLK_PERIOD: femtoseconds of a tick. 128 bits: the product passes 64 bits after 5 hours.
    (u128::from(count) * u128::from(capabilities >> 32) / 1_000_000) as u64
}
