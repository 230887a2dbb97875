//! What is known of compiled code: the region, and where in it each instruction's machine code starts.
//!
//! A region's record is a heap cell ([`Kind::Bytes8`](copperhead_stencils::layout::object::Kind)) that the code object
//! owns: this header, then one offset for each word of the instructions.

use copperhead_core::buffer::Executable;
use copperhead_stencils::layout::callable::Code;

use crate::context::Context;

/// The record's header; the offsets follow.
#[repr(C)]
pub(crate) struct Region {
    /// The machine code.
    pub(crate) executable: Executable,
    /// How many offsets follow.
    pub(crate) words: u32,
    /// The next of the retired regions.
    pub(crate) next: *mut Region,
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

impl Context {
    /// Takes a code object's machine code out of use. Frames may still return into it: it is freed at a collection that finds
    /// none ([`Context::free_retired`]).
    ///
    /// # Safety
    /// The code object is alive and has a region.
    pub(crate) unsafe fn retire_region(&mut self, code: *mut Code) {
        // SAFETY: the caller's contract.
        unsafe {
            let region: *mut Region = (*code).region.cast();
            (*code).region = core::ptr::null_mut();
            (*code).entry = self.machine.entries.interpret;
            (*region).next = self.jit.retired;
            self.jit.retired = region;
        }
    }

    /// Frees the retired regions that nothing can come back to: no word of the VM's stack or of the native stack is an address in
    /// them. The ranges are those that the collector scans.
    ///
    /// # Safety
    /// The ranges are readable.
    pub(crate) unsafe fn free_retired(&mut self, ranges: [(*const usize, *const usize); 2]) {
        let mut kept: *mut Region = core::ptr::null_mut();
        let mut region = core::mem::replace(&mut self.jit.retired, core::ptr::null_mut());
        while !region.is_null() {
            // SAFETY: the list holds records, which the collector keeps; a record is read out once and then forgotten, or stays.
            unsafe {
                let next = (*region).next;
                let used = ranges.iter().any(|&(low, high)| {
                    let mut word = low;
                    while word < high {
                        if (*region).executable.contains(word.read_volatile()) {
                            return true;
                        }
                        word = word.add(1);
                    }
                    false
                });
                let freed = !used && {
                    let executable = core::ptr::read(&raw const (*region).executable);
                    let bytes = executable.len() as u64;
                    match self.jit.arena.free(executable) {
                        Ok(()) => {
                            self.jit.statistics.freed_bytes += bytes;
                            true
                        }
                        Err(error) => {
                            core::ptr::write(&raw mut (*region).executable, error.region);
                            false
                        }
                    }
                };
                if !freed {
                    (*region).next = kept;
                    kept = region;
                }
                region = next;
            }
        }
        self.jit.retired = kept;
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
