//! The one fault that a test expects: who reports faults asks here how the machine is to end.

use crate::Status;
use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

const NOTHING: usize = usize::MAX;
static ADDRESS: AtomicUsize = AtomicUsize::new(NOTHING);
static REPORTING: AtomicBool = AtomicBool::new(false);

/// Foretells that the next exception is a refused access to exactly this address, or an instruction there that traps, for tests that must
/// fault. The machine then ends with [`Status::STORE_REFUSED`], [`Status::FETCH_REFUSED`] or [`Status::TRAPPED`].
pub fn foretell(address: usize) {
    ADDRESS.store(address, Relaxed);
}

/// The status for an access to `address` that was refused, or an instruction there that trapped: `refused` if it was foretold.
#[must_use]
pub fn status(address: usize, refused: Status) -> Status {
    if ADDRESS.load(Relaxed) == address { refused } else { Status::EXCEPTION }
}

/// Tells a fault's handler whether the fault comes from the report of another one. Then there is nothing more to be said.
#[must_use]
pub fn is_reporting() -> bool {
    // Two steps, which every processor has: a fault comes from the core that reports.
    let before = REPORTING.load(Relaxed);
    REPORTING.store(true, Relaxed);
    before
}
