//! Attributes, by inline caches over shapes.

use crate::definition::{Flow, Form, State, count_down, done, done_with, finish, link_frame, save_frame};
use crate::layout::callable::{Code, Function};
use crate::layout::frame::{self, HEAD_WORDS};
use crate::layout::instance::Instance;
use crate::layout::machine::{KNOWN_METHOD, KNOWN_SLOT, attribute_place};
use crate::layout::object::Object;
use crate::value::Value;

/// Whether the value is an object of the shape whose address a cell holds.
#[inline(always)]
unsafe fn has_shape(value: Value, cell: *mut u64) -> bool {
    unsafe { value.is_pointer() && (*value.as_pointer::<Object>()).shape.addr() == *cell as usize }
}

/// The same for a cell that holds the address plus one. Of two instructions that use the same cells in different ways one marks
/// its shapes so: machine code made for the other never takes them for its own.
#[inline(always)]
unsafe fn has_marked_shape(value: Value, cell: *mut u64) -> bool {
    unsafe { value.is_pointer() && (*value.as_pointer::<Object>()).shape.addr().wrapping_add(1) == *cell as usize }
}

/// a = attribute of b. Not yet specialised. Cells: name; shape; what the shape's kind of cache needs.
#[inline(always)]
pub unsafe fn load_generic<F: Form>(s: State) -> Flow {
    unsafe {
        save_frame(&s);
        finish::<F>(s, ((*s.vm).helpers.load_attribute)(s.vm, F::pc(&s), F::read::<1>(&s)))
    }
}

/// a = attribute of the instance b, found in a slot. Cells: name; shape; byte offset in the slots.
#[inline(always)]
pub unsafe fn load_slot<F: Form>(s: State) -> Flow {
    unsafe {
        let object = F::read::<1>(&s);
        if F::is_known::<1>() || has_shape(object, F::cell(&s).add(1)) {
            let slots = (*object.as_pointer::<Instance>()).slots;
            let value = if F::BURNED { F::read_at(slots) } else { *slots.byte_add(*F::cell(&s).add(2) as usize) };
            return F::give(&s, value);
        }
    }
    Flow::Slow
}

/// What the machine's table knows of an attribute of an object of any shape: `USE` is what for.
#[inline(always)]
unsafe fn known<const USE: usize>(s: &State, object: Value, cell: *mut u64) -> Option<Value> {
    unsafe {
        if !object.is_pointer() {
            return None;
        }
        let table = (*s.vm).attributes;
        if table.is_null() {
            return None;
        }
        let (shape, name) = ((*object.as_pointer::<Object>()).shape.addr(), *cell as usize);
        let place = table.byte_add(attribute_place(shape, name));
        if (*place).0 != shape.wrapping_add(1) || (*place.add(1)).0 != name.wrapping_add(USE) {
            return None;
        }
        Some(*place.add(2))
    }
}

/// The same for an instruction that meets several shapes.
#[inline(always)]
pub unsafe fn load_known<F: Form>(s: State) -> Flow {
    unsafe {
        let object = F::read::<1>(&s);
        if let Some(offset) = known::<KNOWN_SLOT>(&s, object, F::cell(&s)) {
            let slots = (*object.as_pointer::<Instance>()).slots;
            F::write::<0>(&s, *slots.byte_add(offset.0));
            return Flow::Next;
        }
        load_generic::<F>(s)
    }
}

/// a = attribute of b, found on the class and not bound. Cells: name; marked shape; the value.
#[inline(always)]
pub unsafe fn load_class_value<F: Form>(s: State) -> Flow {
    unsafe {
        let object = F::read::<1>(&s);
        let cell = F::cell(&s);
        if has_marked_shape(object, cell.add(1)) {
            F::write::<0>(&s, Value(*cell.add(2) as usize));
            return Flow::Next;
        }
    }
    Flow::Slow
}

/// The same for a cell that holds the address plus two.
#[inline(always)]
unsafe fn has_property_shape(value: Value, cell: *mut u64) -> bool {
    unsafe { value.is_pointer() && (*value.as_pointer::<Object>()).shape.addr().wrapping_add(2) == *cell as usize }
}

/// a = what the getter of a property gives for b. Its frame lies behind the running function's. Cells: name; shape plus two; the getter.
#[inline(always)]
pub unsafe fn load_property<F: Form>(s: State) -> Flow {
    unsafe {
        let object = F::read::<1>(&s);
        let cell = F::cell(&s);
        if has_property_shape(object, cell.add(1)) {
            let getter = Value(*cell.add(2) as usize);
            let code: *mut Code = (*getter.as_pointer::<Function>()).code;
            let base = s.fp.byte_add((*(*frame::function(s.fp)).code).frame_bytes);
            let new_fp = base.add(HEAD_WORDS);
            let end = new_fp.wrapping_byte_add((*code).frame_bytes);
            if end <= (*s.vm).stack_limit && !count_down(s.vm) {
                *base = getter;
                *new_fp = object;
                link_frame::<F>(&s, new_fp);
                return Flow::Go((*code).entry, State { fp: new_fp, ..s });
            }
        }
    }
    Flow::Slow
}

/// Where that one fails.
#[inline(always)]
pub unsafe fn load_after<F: Form>(s: State) -> Flow {
    unsafe {
        save_frame(&s);
        done_with(((*s.vm).helpers.load_attribute)(s.vm, F::pc(&s), F::read::<1>(&s)))
    }
}

/// Attribute of a = b. Not yet specialised. Cells: name; shape; byte offset in the slots; new shape.
#[inline(always)]
pub unsafe fn store_generic<F: Form>(s: State) -> Flow {
    unsafe {
        save_frame(&s);
        done(((*s.vm).helpers.store_attribute)(s.vm, F::pc(&s), F::read::<0>(&s), F::read::<1>(&s)))
    }
}

/// Attribute of the instance a, which it has already, = b.
#[inline(always)]
pub unsafe fn store_slot<F: Form>(s: State) -> Flow {
    unsafe {
        let object = F::read::<0>(&s);
        if F::is_known::<0>() || has_shape(object, F::cell(&s).add(1)) {
            let slots = (*object.as_pointer::<Instance>()).slots;
            if F::BURNED {
                F::write_at(slots, F::read::<1>(&s));
            } else {
                *slots.byte_add(*F::cell(&s).add(2) as usize) = F::read::<1>(&s);
            }
            return Flow::Next;
        }
    }
    Flow::Slow
}

/// The same for an instruction that meets several shapes.
#[inline(always)]
pub unsafe fn store_known<F: Form>(s: State) -> Flow {
    unsafe {
        let object = F::read::<0>(&s);
        if let Some(offset) = known::<KNOWN_SLOT>(&s, object, F::cell(&s)) {
            let slots = (*object.as_pointer::<Instance>()).slots;
            *slots.byte_add(offset.0) = F::read::<1>(&s);
            return Flow::Next;
        }
        store_generic::<F>(s)
    }
}

/// Attribute of the instance a, which it gets now, = b: the instance moves to the new shape. The shape is marked.
#[inline(always)]
pub unsafe fn store_new_slot<F: Form>(s: State) -> Flow {
    unsafe {
        let object = F::read::<0>(&s);
        let cell = F::cell(&s);
        if has_marked_shape(object, cell.add(1)) {
            let instance = object.as_pointer::<Instance>();
            let offset = *cell.add(2) as usize;
            if offset < (*instance).object.header.extra as usize * size_of::<Value>() {
                *(*instance).slots.byte_add(offset) = F::read::<1>(&s);
                (*instance).object.shape = core::ptr::with_exposed_provenance_mut(*cell.add(3) as usize);
                return Flow::Next;
            }
        }
    }
    Flow::Slow
}

/// The method of b for a call: callable at base a, receiver behind the head. Not yet specialised.
/// Cells: name; shape; function.
#[inline(always)]
pub unsafe fn method_generic<F: Form>(s: State) -> Flow {
    unsafe {
        save_frame(&s);
        done(((*s.vm).helpers.load_method)(s.vm, F::pc(&s), F::read::<1>(&s), F::slot::<0>(&s)))
    }
}

/// The same for an instruction that meets several shapes.
#[inline(always)]
pub unsafe fn method_known<F: Form>(s: State) -> Flow {
    unsafe {
        let object = F::read::<1>(&s);
        if let Some(method) = known::<KNOWN_METHOD>(&s, object, F::cell(&s)) {
            let base = F::slot::<0>(&s);
            *base = method;
            *base.add(HEAD_WORDS) = object;
            return Flow::Next;
        }
        method_generic::<F>(s)
    }
}

/// The same for objects of the shape in the cell, whose class has the function in the cell.
#[inline(always)]
pub unsafe fn method_cached<F: Form>(s: State) -> Flow {
    unsafe {
        let object = F::read::<1>(&s);
        let cell = F::cell(&s);
        if has_shape(object, cell.add(1)) {
            let base = F::slot::<0>(&s);
            *base = Value(*cell.add(2) as usize);
            *base.add(HEAD_WORDS) = object;
            return Flow::Next;
        }
    }
    Flow::Slow
}
