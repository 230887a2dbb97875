//! Attributes, by inline caches over shapes.

use crate::definition::{Flow, Form, State, count_down, done, done_with, finish, link_frame, save_frame};
use crate::layout::callable::{Code, Function};
use crate::layout::class::Module;
use crate::layout::frame::{self, HEAD_WORDS};
use crate::layout::instance::{Instance, Shape};
use crate::layout::machine::{KNOWN_GETTER, attribute_key, attribute_place, other_attribute_place};
use crate::layout::object::Object;
use crate::ops::call::NO_RECEIVER_MARKED;
use crate::value::Value;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            /// a = attribute of b, not yet specialised.
            LoadAttribute [Value Shape Number] (Write, Read, None) |s| attribute::load_generic::<F>(s);
            /// a = attribute of b, in a slot of an instance.
            LoadAttributeSlot [Value Shape Number] (Write, Read, None) |s| attribute::load_slot::<F>(s)
                => attribute::load_generic::<F>(s), [LoadSlot], (LoadAttribute);
            /// a = attribute of b, a value of its class.
            LoadAttributeClass [Value Shape Value] (Write, Read, None) |s| attribute::load_class_value::<F>(s)
                => attribute::load_generic::<F>(s), (LoadAttribute);
            /// a = attribute of b, what the getter in the cell gives, a function of Python: the class has a property of the name.
            LoadAttributeProperty [Value Shape Value] (Write, Read, None) |s| attribute::load_property::<F>(s)
                => attribute::load_after::<F>(s), call, (LoadAttribute);
            /// a = attribute of the module b.
            LoadAttributeModule [Value Shape Number] (Write, Read, None) |s| attribute::load_of_module::<F>(s)
                => attribute::load_generic::<F>(s), [Change], (LoadAttribute);
            /// a = attribute of the class b itself.
            LoadAttributeOfClass [Value Shape Value] (Write, Read, None) |s| attribute::load_of_class::<F>(s)
                => attribute::load_generic::<F>(s), [Change], (LoadAttribute);
            /// Attribute of a = b, not yet specialised.
            StoreAttribute [Value Shape Number Shape] (Read, Read, None) |s| attribute::store_generic::<F>(s);
            /// Attribute of a = b, in a slot that the instance has.
            StoreAttributeSlot [Value Shape Number Shape] (Read, Read, None) |s| attribute::store_slot::<F>(s)
                => attribute::store_generic::<F>(s), [StoreSlot], (StoreAttribute);
            /// Attribute of a = b, in a slot that the instance gets.
            StoreAttributeNew [Value Shape Number Shape] (Read, Read, None) |s| attribute::store_new_slot::<F>(s)
                => attribute::store_generic::<F>(s), (StoreAttribute);
            /// The method of b, for a call at base a, not yet specialised.
            LoadMethod [Value Shape Value] (Base, Read, None) |s| attribute::method_generic::<F>(s);
            /// The method of b, a function of its class, for a call at base a.
            LoadMethodCached [Value Shape Value] (Base, Read, None) |s| attribute::method_cached::<F>(s)
                => attribute::method_generic::<F>(s), [LoadMethod], (LoadMethod);
            /// What the module b has of the name, for a call at base a.
            LoadMethodModule [Value Shape Value] (Base, Read, None) |s| attribute::method_of_module::<F>(s)
                => attribute::method_generic::<F>(s), [Spread], (LoadMethod);
            /// What the class b itself has of the name, for a call at base a.
            LoadMethodOfClass [Value Shape Value] (Base, Read, None) |s| attribute::method_of_class::<F>(s)
                => attribute::method_generic::<F>(s), [Spread], (LoadMethod);
        } }
    };
}
pub(crate) use bytecodes;

/// Whether the value is an object of the shape whose address the second cell holds. A form has a cell of the region's own.
#[inline(always)]
unsafe fn has_shape<F: Form>(s: &State, value: Value) -> bool {
    unsafe {
        let shape = || if F::BURNED { F::constant(s).0 } else { *F::cell(s).add(1) as usize };
        value.is_pointer() && (*value.as_pointer::<Object>()).shape.addr() == shape()
    }
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
        if F::is_known::<2>() {
            return match noted_here::<F>(&s, object) {
                Some(what) => F::give(&s, *(*object.as_pointer::<Instance>()).slots.byte_add((*what).0)),
                None => Flow::Slow,
            };
        }
        if F::is_known::<1>() || has_shape::<F>(&s, object) {
            let slots = (*object.as_pointer::<Instance>()).slots;
            let value = if F::BURNED { F::read_at(slots) } else { *slots.byte_add(*F::cell(&s).add(2) as usize) };
            return F::give(&s, value);
        }
    }
    Flow::Slow
}

/// What the machine's table knows of an attribute of an object of any shape, by the key of its name with what is added for the purpose. There is a table.
#[inline(always)]
unsafe fn noted(s: &State, object: Value, key: usize) -> Option<*mut Value> {
    unsafe {
        if !object.is_pointer() {
            return None;
        }
        let shape = (*object.as_pointer::<Object>()).shape.addr();
        let at = |offset| {
            let place = (*s.vm).attributes.byte_add(offset);
            // Both are looked at at once: mostly both are right.
            let (found, known) = ((*place).0, (*place.add(1)).0);
            if (found == shape) & (known == key) { Some(place.add(2)) } else { None }
        };
        match at(attribute_place(shape, key)) {
            None => at(other_attribute_place(shape, key)),
            found => found,
        }
    }
}

/// The same for a form made for several shapes, into which the key is burned.
#[inline(always)]
unsafe fn noted_here<F: Form>(s: &State, object: Value) -> Option<*mut Value> {
    unsafe { noted(s, object, F::pc(s).expose_provenance()) }
}

/// The third field of instructions that have met several shapes.
pub const SEVERAL: u16 = 1;

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

/// How many bits of what an instruction knows of a module's attribute are the number of its entry.
pub const ENTRY_BITS: u32 = 16;

/// The attribute of a module whose shape and whose namespace's version and entry the cells know: twice the version and, in the lower bits, the
/// number, as if it were a small integer.
#[inline(always)]
unsafe fn of_module(object: Value, cell: *mut u64) -> Option<Value> {
    unsafe {
        if !object.is_pointer() || (*object.as_pointer::<Object>()).shape.addr().wrapping_add(MODULE_MARK) != *cell.add(1) as usize {
            return None;
        }
        let dict = (*object.as_pointer::<Module>()).dict;
        let known = *cell.add(2) >> 1;
        if (*dict).version as u64 != known >> ENTRY_BITS {
            return None;
        }
        Some((*(*dict).entries.add(known as usize & ((1 << ENTRY_BITS) - 1))).value)
    }
}

/// Added to the address of a module's shape in a cell.
pub const MODULE_MARK: usize = 3;

/// a = attribute of the module b. Cells: name; marked shape; version and entry.
#[inline(always)]
pub unsafe fn load_of_module<F: Form>(s: State) -> Flow {
    unsafe {
        match of_module(F::read::<1>(&s), F::cell(&s)) {
            Some(value) => F::give(&s, value),
            None => Flow::Slow,
        }
    }
}

/// The callable b of a module for a call: at base a. There is no receiver, see [`super::call::call_bare_function`].
#[inline(always)]
pub unsafe fn method_of_module<F: Form>(s: State) -> Flow {
    unsafe {
        match of_module(F::read::<1>(&s), F::cell(&s)) {
            Some(value) if value.is_pointer() => {
                let base = F::slot::<0>(&s);
                *base = Value(value.0 & !1);
                *base.add(HEAD_WORDS) = NO_RECEIVER_MARKED;
                Flow::Next
            }
            _ => Flow::Slow,
        }
    }
}

/// Added to a class, a value, in a cell that knows a class method of it; nothing is added for what the class has as it is. (No value but that
/// class compares equal then, whatever else the cell may hold.)
pub const CLASS_METHOD_MARK: usize = 4;

/// a = attribute of the class b itself. Cells: name; the class, as a value; what it has of the name.
#[inline(always)]
pub unsafe fn load_of_class<F: Form>(s: State) -> Flow {
    unsafe {
        let cell = F::cell(&s);
        if F::read::<1>(&s).0 == *cell.add(1) as usize {
            return F::give(&s, Value(*cell.add(2) as usize));
        }
    }
    Flow::Slow
}

/// The callable that the class b has, for a call at base a: a class method with the class as its receiver, everything else without one.
#[inline(always)]
pub unsafe fn method_of_class<F: Form>(s: State) -> Flow {
    unsafe {
        let object = F::read::<1>(&s);
        let cell = F::cell(&s);
        let mark = (*cell.add(1) as usize).wrapping_sub(object.0);
        let base = F::slot::<0>(&s);
        if mark == 0 {
            *base = Value((*cell.add(2) as usize) & !1);
            *base.add(HEAD_WORDS) = NO_RECEIVER_MARKED;
            return Flow::Next;
        }
        if mark == CLASS_METHOD_MARK {
            *base = Value(*cell.add(2) as usize);
            *base.add(HEAD_WORDS) = object;
            return Flow::Next;
        }
    }
    Flow::Slow
}

/// a = what the getter of a property gives for b. Its frame lies behind the running function's, which ends at slot c. Cells: name; shape plus
/// two; the getter, which has a small frame.
#[inline(always)]
pub unsafe fn load_property<F: Form>(s: State) -> Flow {
    unsafe {
        let object = F::read::<1>(&s);
        let cell = F::cell(&s);
        if has_property_shape(object, cell.add(1))
            && let Some(flow) = call_getter::<F>(&s, Value(*cell.add(2) as usize), object)
        {
            return flow;
        }
    }
    Flow::Slow
}

/// Calls a getter, a function of Python with one parameter, in a frame behind the running function's; `None` if something has to be looked
/// at first.
#[inline(always)]
unsafe fn call_getter<F: Form>(s: &State, getter: Value, object: Value) -> Option<Flow> {
    unsafe {
        let code: *mut Code = (*getter.as_pointer::<Function>()).code;
        let new_fp = F::frame::<2>(s);
        if new_fp > (*s.vm).stack_limit || count_down(s.vm) {
            return None;
        }
        *new_fp.offset(frame::CALLABLE) = getter;
        *new_fp = object;
        link_frame::<F>(s, new_fp);
        Some(Flow::Go((*code).entry, State { fp: new_fp, ..*s }))
    }
}

/// Where that one fails, or meets several shapes.
#[inline(always)]
pub unsafe fn load_after<F: Form>(s: State) -> Flow {
    unsafe {
        let object = F::read::<1>(&s);
        if !(*s.vm).attributes.is_null()
            && let Some(getter) = noted(&s, object, attribute_key(*F::cell(&s) as usize).wrapping_add(KNOWN_GETTER))
            && let Some(flow) = call_getter::<F>(&s, *getter, object)
        {
            return flow;
        }
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
        if F::is_known::<2>() {
            let Some(what) = noted_here::<F>(&s, object) else { return Flow::Slow };
            *(*object.as_pointer::<Instance>()).slots.byte_add((*what).0) = F::read::<1>(&s);
            return Flow::Next;
        }
        if F::is_known::<0>() || has_shape::<F>(&s, object) {
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

/// Gives an instance a further attribute in the slot at the byte offset, with which it has the shape; false if there is no room.
///
/// # Safety
/// The object is an instance, whose shape with that attribute is the given one.
#[inline(always)]
pub unsafe fn extend(object: Value, offset: usize, shape: *mut Shape, value: Value) -> bool {
    unsafe {
        let instance = object.as_pointer::<Instance>();
        let fits = offset < (*instance).object.header.extra as usize * size_of::<Value>();
        if fits {
            *(*instance).slots.byte_add(offset) = value;
            (*instance).object.shape = shape;
        }
        fits
    }
}

/// Attribute of the instance a, which it gets now, = b: the instance moves to the new shape. The shape is marked.
#[inline(always)]
pub unsafe fn store_new_slot<F: Form>(s: State) -> Flow {
    unsafe {
        let object = F::read::<0>(&s);
        let cell = F::cell(&s);
        if has_marked_shape(object, cell.add(1)) {
            let shape = core::ptr::with_exposed_provenance_mut(*cell.add(3) as usize);
            if extend(object, *cell.add(2) as usize, shape, F::read::<1>(&s)) {
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

/// The same for objects of the shape in the cell, whose class has the function in the cell.
#[inline(always)]
pub unsafe fn method_cached<F: Form>(s: State) -> Flow {
    unsafe {
        let object = F::read::<1>(&s);
        if F::is_known::<2>() {
            let Some(what) = noted_here::<F>(&s, object) else { return Flow::Slow };
            let base = F::slot::<0>(&s);
            *base = *what;
            *base.add(HEAD_WORDS) = object;
            return Flow::Next;
        }
        if F::is_known::<1>() || has_shape::<F>(&s, object) {
            let base = F::slot::<0>(&s);
            *base = Value(if F::BURNED { F::pc(&s).expose_provenance() } else { *F::cell(&s).add(2) as usize });
            *base.add(HEAD_WORDS) = object;
            return Flow::Next;
        }
    }
    Flow::Slow
}
