//! All code objects, for walks over the caches of their instructions.

use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::object::{Header, Kind};
use copperhead_stencils::list::BYTECODES;

use crate::context::Context;
use crate::error::Result;
use crate::memory::{Marker, Survivors};
use crate::objects::table::BUFFER_DATA;

/// In a code object's header: frames may run it though their functions have other code by now. It stays.
const KEPT: u32 = 1;

/// The list of all code objects. It keeps none alive: what `eval` compiled goes when nothing refers to it.
pub(crate) struct Codes {
    /// The data of a heap buffer; null at first.
    items: *mut *mut Code,
    length: usize,
    capacity: usize,
}

impl Codes {
    /// None.
    pub(crate) const EMPTY: Codes = Codes { items: core::ptr::null_mut(), length: 0, capacity: 0 };

    fn get(&self, index: usize) -> Option<*mut Code> {
        // SAFETY: so many lie in the buffer.
        if index < self.length { Some(unsafe { *self.items.add(index) }) } else { None }
    }

    /// Marks the list, the code objects that stay in any case, and the records of machine code, which is freed behind the collection.
    pub(crate) fn mark(&self, marker: &mut Marker<'_>) {
        if self.items.is_null() {
            return;
        }
        marker.mark_pointer(self.items.wrapping_byte_sub(BUFFER_DATA));
        let mut index = 0;
        while let Some(code) = self.get(index) {
            // SAFETY: code objects in the list are alive until this collection is over.
            unsafe {
                if !(*code).region.is_null() {
                    marker.mark_pointer((*code).region.wrapping_byte_sub(BUFFER_DATA));
                }
                if (*code).object.header.extra == KEPT {
                    marker.mark_pointer(code);
                }
            }
            index += 1;
        }
    }

    /// Forgets those that die; `retire` gets the records of their machine code.
    pub(crate) fn clear(&mut self, survivors: &Survivors<'_>, mut retire: impl FnMut(*mut u8)) {
        let mut kept = 0;
        let mut index = 0;
        while let Some(code) = self.get(index) {
            if survivors.is_marked(code.cast::<Header>()) {
                // SAFETY: no more than there were.
                unsafe { *self.items.add(kept) = code };
                kept += 1;
            } else {
                // SAFETY: a dead object is whole until its memory is handed out.
                let region = unsafe { (*code).region };
                if !region.is_null() {
                    retire(region);
                }
            }
            index += 1;
        }
        self.length = kept;
    }
}

impl Context {
    /// Enters a fresh code object into the list of all.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn register_code(&mut self, code: *mut Code) -> Result<()> {
        if self.codes.length == self.codes.capacity {
            let capacity = self.codes.capacity.saturating_mul(2).max(16);
            let cell = self.allocate(Kind::Bytes8, capacity.saturating_mul(size_of::<*mut Code>()).saturating_add(BUFFER_DATA))?;
            // SAFETY: the new buffer is larger than the old one, which the collection that may have come first did not lengthen.
            unsafe {
                let items: *mut *mut Code = cell.as_ptr().byte_add(BUFFER_DATA).cast();
                if self.codes.length > 0 {
                    items.copy_from_nonoverlapping(self.codes.items, self.codes.length);
                }
                self.codes.items = items;
            }
            self.codes.capacity = capacity;
        }
        // SAFETY: there is room for one more.
        unsafe { *self.codes.items.add(self.codes.length) = code };
        self.codes.length += 1;
        Ok(())
    }

    /// Has a code object stay as long as the VM: a function loses it that may be running.
    ///
    /// # Safety
    /// The code object is alive.
    pub(crate) unsafe fn keep_code(&mut self, code: *mut Code) {
        // SAFETY: the caller's contract.
        unsafe { (*code).object.header.extra = KEPT };
    }

    /// The code object with this index in the list of all.
    pub(crate) fn code_at(&self, index: usize) -> Option<*mut Code> {
        self.codes.get(index)
    }

    /// Gives every code object to a function, which must not make new ones.
    pub(crate) fn for_each_code(&mut self, mut function: impl FnMut(*mut Code)) {
        let mut index = 0;
        while let Some(code) = self.code_at(index) {
            function(code);
            index += 1;
        }
    }
}

/// Gives every instruction of a code object to a function, which may change its opcode to one with the same cells.
///
/// # Safety
/// The code object is alive.
pub(crate) unsafe fn for_each_instruction(code: *mut Code, mut function: impl FnMut(*mut u64)) {
    // SAFETY: instructions and their cells lie within the buffer.
    unsafe {
        let (instructions, length) = ((*code).instructions, (*code).instruction_words as usize);
        let mut word = 0usize;
        while word < length {
            let pc = instructions.add(word);
            let Some(info) = BYTECODES.get((*pc & 0xffff) as usize) else { return };
            function(pc);
            word = word.saturating_add(info.words().max(1));
        }
    }
}
