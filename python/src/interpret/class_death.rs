//! What knows classes without keeping them: caches and the lists of subclasses forget those that die in a collection.
//!
//! A class, its shapes and what is in its namespace live and die together: an object keeps its shape, a shape its class, and a class the
//! values that caches found in it, as long as it does not change; when it does, caches forget them. So a cache that compares shapes needs to
//! keep nothing alive, as long as it forgets a shape before another object gets the address.

use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::container::List;
use copperhead_stencils::layout::object::Header;
use copperhead_stencils::list::{BYTECODES, CellKind};
use copperhead_stencils::value::Value;

use crate::context::Context;
use crate::jit::region::Region;
use crate::memory::Survivors;
use crate::objects::class_lookup::NO_SHAPE;

/// The lowest bits of a shape in an instruction's cell are marks, see the instructions for attributes.
const MARKS: u64 = 7;

impl Context {
    /// Before dead objects are freed: forgets dead classes, their shapes and their attributes.
    pub(crate) fn forget_dead_classes(&mut self, survivors: &Survivors<'_>) {
        // These are filled again faster than they would be searched for what is dead.
        self.forget_known_attributes();
        self.clear_lookups();
        self.for_each_code(|code| {
            // SAFETY: code objects that are walked over are alive, and so are the records of their machine code.
            unsafe {
                forget_in_cells(code, survivors);
                let region: *mut Region = (*code).region.cast();
                if !region.is_null() {
                    Region::forget_dead_shapes(region, survivors);
                }
            }
        });
        let mut region = self.jit.retired;
        while !region.is_null() {
            // SAFETY: the list holds live records.
            unsafe {
                Region::forget_dead_shapes(region, survivors);
                region = (*region).next;
            }
        }
        let mut weak = survivors.weak;
        while !weak.is_null() {
            // SAFETY: the collector chained the weak lists that it met by their `slots`, which nobody else uses.
            unsafe {
                let list: *mut List = weak.cast();
                weak = core::mem::replace(&mut (*list).slots, core::ptr::null_mut()).cast();
                forget_items(list, survivors);
            }
        }
    }
}

/// Empties the cells of instructions for attributes that know something dead.
///
/// # Safety
/// The code object is alive.
unsafe fn forget_in_cells(code: *mut Code, survivors: &Survivors<'_>) {
    // SAFETY: instructions and their cells lie within the buffer.
    unsafe {
        let (instructions, length) = ((*code).instructions, (*code).instruction_words as usize);
        let mut word = 0usize;
        while word < length {
            let text = *instructions.add(word);
            let Some(info) = BYTECODES.get((text & 0xffff) as usize) else { return };
            if info.cells.get(1) == Some(&CellKind::Shape) {
                let cells = instructions.add(word + 1);
                let shape = *cells.add(1);
                let is_dead = |address: u64| !survivors.is_marked(core::ptr::without_provenance::<Header>(address as usize));
                let value = info.cells.get(2) == Some(&CellKind::Value);
                if shape > NO_SHAPE && (is_dead(shape & !MARKS) || value && !survivors.is_value_marked(Value(*cells.add(2) as usize))) {
                    for place in 1..info.cells.len() {
                        *cells.add(place) = 0;
                    }
                    *cells.add(1) = NO_SHAPE;
                }
            }
            word = word.saturating_add(info.words().max(1));
        }
    }
}

/// Takes dead items out of a list.
///
/// # Safety
/// The list is alive.
unsafe fn forget_items(list: *mut List, survivors: &Survivors<'_>) {
    // SAFETY: the items lie in the list's buffer.
    unsafe {
        let mut kept = 0;
        for index in 0..(*list).length {
            let item = *(*list).items.add(index);
            if survivors.is_value_marked(item) {
                *(*list).items.add(kept) = item;
                kept += 1;
            }
        }
        (*list).length = kept;
    }
}
