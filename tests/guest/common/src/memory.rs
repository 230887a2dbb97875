//! Which part of memory is what, and what may be done with it.

use core::cell::UnsafeCell;
use core::ops::Range;

/// Defines one function per range; its bounds are two symbols of the linker script.
#[macro_export]
macro_rules! ranges {
    ($($(#[$documentation:meta])* $name:ident: $start:ident .. $end:ident;)*) => {
        $(
            $(#[$documentation])*
            #[must_use]
            pub fn $name() -> core::ops::Range<usize> {
                unsafe extern "C" {
                    static $start: u8;
                    static $end: u8;
                }
                (&raw const $start).addr()..(&raw const $end).addr()
            }
        )*
    };
}

/// A range of memory as bytes.
///
/// # Safety
/// It can be read, and nobody ever writes to it.
#[must_use]
pub unsafe fn bytes(range: Range<usize>) -> &'static [u8] {
    // SAFETY: the caller's promise.
    unsafe { core::slice::from_raw_parts(core::ptr::with_exposed_provenance(range.start), range.len()) }
}

/// What may be done with memory. Writing and executing at once cannot be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Load only.
    Read,
    /// Load and store.
    ReadWrite,
    /// Load and execute.
    ReadExecute,
}

/// Bytes in a page of the machines that translate addresses.
pub const PAGE: usize = 4096;

/// A translation table of 64-bit entries, or several one after the other.
#[derive(Debug)]
#[repr(C, align(4096))]
pub struct Table<const ENTRIES: usize>(UnsafeCell<[u64; ENTRIES]>);

// SAFETY: an entry is changed in one aligned store, only by whom its page belongs to.
unsafe impl<const ENTRIES: usize> Sync for Table<ENTRIES> {}

impl<const ENTRIES: usize> Table<ENTRIES> {
    /// A table that maps nothing.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "statics cannot use it")]
    pub const fn new() -> Self {
        Table(UnsafeCell::new([0; ENTRIES]))
    }

    /// Where it lies.
    #[must_use]
    pub fn address(&self) -> usize {
        self.0.get().addr()
    }

    /// Sets an entry.
    ///
    /// # Panics
    /// If the table has no such entry: the address is outside of RAM.
    pub fn set(&self, index: usize, entry: u64) {
        assert!(index < ENTRIES, "address outside of RAM");
        // SAFETY: the index is inside. Volatile, because the reader is the machine.
        unsafe { self.0.get().cast::<u64>().add(index).write_volatile(entry) }
    }
}
