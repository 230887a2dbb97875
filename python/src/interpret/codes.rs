//! All code objects, for walks over the caches of their instructions.

use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::container::List;
use copperhead_stencils::list::BYTECODES;
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::error::Result;

impl Context {
    /// Enters a fresh code object into the list of all.
    ///
    /// # Errors
    /// MemoryError.
    pub(crate) fn register_code(&mut self, code: *mut Code) -> Result<()> {
        let codes = self.codes;
        self.list_append(codes, Value::from_pointer(code))
    }

    /// The code object with this index in the list of all.
    pub(crate) fn code_at(&self, index: usize) -> Option<*mut Code> {
        if self.codes == Value::UNDEFINED {
            return None;
        }
        let codes: *mut List = self.codes.as_pointer();
        // SAFETY: the list holds code objects.
        unsafe { if index < (*codes).length { Some((*(*codes).items.add(index)).as_pointer()) } else { None } }
    }

    /// Gives every code object to a function, which must not make new ones.
    pub(crate) fn for_each_code(&mut self, mut function: impl FnMut(*mut Code)) {
        if self.codes == Value::UNDEFINED {
            return;
        }
        let codes: *mut List = self.codes.as_pointer();
        // SAFETY: the list holds code objects, and does not change meanwhile.
        unsafe {
            for index in 0..(*codes).length {
                function((*(*codes).items.add(index)).as_pointer());
            }
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
