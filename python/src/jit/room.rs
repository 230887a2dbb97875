//! Room for new machine code where the budget is used up: cold regions go.
//!
//! Nothing counts how often a region runs. So when code had to stay interpreted for want of memory, a collection *tests* all regions:
//! their functions are entered, and their generators gone on with, through the interpreter, whose first call or back edge makes the region the way in
//! again ([`Context::hot_function`], [`Context::hot_loop`]). At the next collection those that nobody entered, and that nothing returns into, are cold:
//! they are taken out of use and freed.

use super::region::Region;
use crate::context::Context;
use crate::interpret::generator::interpret_ways_on;

/// Where the test of regions stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Room {
    /// There was room for everything.
    #[default]
    Enough,
    /// Something was refused since the last collection.
    Wanted,
    /// Regions are being tested.
    Testing,
}

/// A region that is tested waits for so many calls.
const FIRST_CALL: i32 = 1;
/// A function that was refused waits for fewer calls than this when there is room again; it would wait for far more.
const CALLS_WITH_ROOM: i32 = 8;

impl Context {
    /// Frees cold machine code, in two steps at two collections, if room was wanted. The ranges are those that the collector scans; it calls
    /// this when it is done.
    ///
    /// # Safety
    /// The ranges are readable.
    pub(crate) unsafe fn free_cold_code(&mut self, ranges: [(*const usize, *const usize); 2]) {
        match self.jit.room {
            Room::Enough => {}
            Room::Wanted => {
                self.jit.room = Room::Testing;
                let (interpret, resume) = (self.machine.entries.interpret, self.machine.entries.resume);
                self.for_each_code(|code| {
                    // SAFETY: code objects in the list are alive.
                    unsafe {
                        if !(*code).region.is_null() {
                            (*code).entry = interpret;
                            (*code).hotness = FIRST_CALL;
                            interpret_ways_on(code, resume);
                        }
                    }
                });
            }
            Room::Testing => {
                self.jit.room = Room::Enough;
                // SAFETY: the caller's contract; code objects in the list are alive.
                unsafe { self.retire_cold(ranges) };
            }
        }
    }

    /// # Safety
    /// The ranges are readable.
    unsafe fn retire_cold(&mut self, ranges: [(*const usize, *const usize); 2]) {
        let (mut index, mut found) = (0, false);
        while let Some(code) = self.code_at(index) {
            // SAFETY: code objects in the list are alive, and so are their regions.
            unsafe {
                let region: *mut Region = (*code).region.cast();
                let untouched = (*code).entry == self.machine.entries.interpret;
                if !region.is_null() && untouched {
                    if Region::is_returned_into(region, ranges) {
                        self.enter_region(code);
                    } else {
                        (*code).hotness = self.initial_hotness();
                        self.retire_region(code);
                        found = true;
                    }
                }
            }
            index += 1;
        }
        let first = self.initial_hotness();
        if found {
            self.for_each_code(|code| {
                // What has just gone, and what is not hot yet, waits as long as anything: a region is compiled again for room at most once in two
                // collections.
                // SAFETY: code objects in the list are alive.
                unsafe {
                    if (*code).hotness > first {
                        (*code).hotness = CALLS_WITH_ROOM;
                    }
                }
            });
        }
    }
}
