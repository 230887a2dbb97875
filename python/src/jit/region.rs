//! What is known of compiled code: the region, and where in it each instruction's machine code starts.
//!
//! A region's record is a heap cell ([`Kind::Bytes8`](copperhead_stencils::layout::object::Kind)) that the code object
//! owns: this header, then one offset for each word of the instructions.

use copperhead_core::buffer::Executable;
use copperhead_stencils::layout::callable::Code;

/// The record's header; the offsets follow.
#[repr(C)]
pub(crate) struct Region {
    /// The machine code.
    pub(crate) executable: Executable,
    /// How many offsets follow.
    pub(crate) words: u32,
}

/// The offset of a word that is no instruction.
pub(crate) const NO_OFFSET: u32 = u32::MAX;

impl Region {
    /// Where the offsets start, in bytes from the record.
    pub(crate) const OFFSETS: usize = size_of::<Region>().next_multiple_of(4);

    /// The address of the machine code of the instruction at a word; 0 if there is none.
    ///
    /// # Safety
    /// The record is alive.
    pub(crate) unsafe fn address_of(region: *const Region, word: usize) -> usize {
        // SAFETY: the record is followed by as many offsets as it says.
        unsafe {
            if word >= (*region).words as usize {
                return 0;
            }
            let offset = *region.byte_add(Self::OFFSETS).cast::<u32>().add(word);
            if offset == NO_OFFSET { 0 } else { (*region).executable.entry_address(offset).unwrap_or(0) }
        }
    }
}

/// The machine code for an instruction of a code object; 0 if it is not compiled.
///
/// # Safety
/// The code object is alive and the pc is one of its instructions.
pub(crate) unsafe fn machine_code_at(code: *mut Code, pc: *mut u64) -> usize {
    // SAFETY: the caller's contract.
    unsafe {
        let region = (*code).region.cast::<Region>();
        if region.is_null() {
            return 0;
        }
        let word = pc.offset_from((*code).instructions);
        Region::address_of(region, usize::try_from(word).unwrap_or(usize::MAX))
    }
}
