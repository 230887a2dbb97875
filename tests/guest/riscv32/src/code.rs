//! Memory for machine code made at run time: how the entries of the protection ([`protection`](crate::protection)) serve for it. Who has which
//! part of it is in `copperhead_guest_common::code`.

use crate::{memory, monitor, protection};
use copperhead_guest_common::code::Protection;
use copperhead_guest_common::memory::Access;
use core::ops::Range;

/// Code memory behind a window.
#[derive(Debug)]
pub struct Window;

// SAFETY: the linker script leaves the memory to this alone. The window allows to write and not to execute; pages that the monitor was told of may
// be executed and not written; all else is refused. The machine has one core.
unsafe impl Protection for Window {
    const GRANULE: usize = protection::GRANULE;
    const PAGE: usize = protection::PAGE;

    fn memory() -> Range<usize> {
        memory::code()
    }

    unsafe fn set_access(range: Range<usize>, access: Access) -> bool {
        match access {
            // There is one window: a second piece is refused until the first is published.
            Access::ReadWrite => monitor::open_window(range),
            Access::Read | Access::ReadExecute => monitor::publish_window(),
        }
    }

    unsafe fn withdraw(pages: Range<usize>) {
        monitor::withdraw(pages);
    }
}
