//! The method resolution order of classes with any number of bases: C3 linearisation.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::access::{as_class, is, tuple_items};
use super::class_list::ClassId;
use super::layout::Class;
use super::table::BUFFER_DATA;
use super::text::Display;
use crate::context::Context;
use crate::error::{Raised, Result};

/// The sequences being merged: the bases' MROs, and the bases themselves. Each has a position up to which it is used up.
struct Merge {
    bases: Value,
    /// One more than there are bases; data of a heap buffer.
    positions: *mut Value,
    count: usize,
}

impl Merge {
    fn sequence(&self, context: &Context, index: usize) -> Value {
        match as_class(context.tuple_item(self.bases, index)) {
            // SAFETY: bases are alive.
            Some(base) if index + 1 < self.count => unsafe { (*base).mro },
            _ => self.bases,
        }
    }

    fn position(&self, index: usize) -> usize {
        // SAFETY: there are `count` positions.
        unsafe { *self.positions.add(index) }.as_int() as usize
    }

    fn head(&self, context: &Context, index: usize) -> Option<Value> {
        let sequence = self.sequence(context, index);
        let position = self.position(index);
        if position < context.tuple_length(sequence) { Some(context.tuple_item(sequence, position)) } else { None }
    }

    fn in_a_tail(&self, context: &Context, candidate: Value) -> bool {
        (0..self.count).any(|index| {
            let sequence = self.sequence(context, index);
            (self.position(index) + 1..context.tuple_length(sequence)).any(|at| context.tuple_item(sequence, at) == candidate)
        })
    }

    fn advance(&self, context: &Context, chosen: Value) {
        for index in 0..self.count {
            if self.head(context, index) == Some(chosen) {
                let next = self.position(index).wrapping_add(1);
                // SAFETY: there are `count` positions.
                unsafe { *self.positions.add(index) = Value::from_i32_small(next as i32) };
            }
        }
    }
}

impl Context {
    /// The MRO of a class with these bases: a tuple that begins with the class.
    ///
    /// # Errors
    /// TypeError if there is none; MemoryError.
    pub(crate) fn linearise(&mut self, class: *mut Class, bases: Value) -> Result<Value> {
        let base_count = self.tuple_length(bases);
        if base_count == 1
            && let Some(base) = as_class(self.tuple_item(bases, 0))
        {
            // SAFETY: the base is alive.
            let inherited = unsafe { (*base).mro };
            let length = self.tuple_length(inherited);
            let mro = self.new_tuple_of(length.saturating_add(1))?;
            // SAFETY: the fresh tuple has one item more than the base's.
            unsafe {
                *tuple_items(mro) = Value::from_pointer(class);
                core::ptr::copy_nonoverlapping(tuple_items(inherited), tuple_items(mro).add(1), length);
            }
            return Ok(mro);
        }
        let count = base_count.saturating_add(1);
        let bytes = count.saturating_mul(size_of::<Value>()).saturating_add(BUFFER_DATA);
        // Zeros are the small integer 0.
        let cell = self.allocate(Kind::Values, bytes)?;
        // SAFETY: the cell is larger than its header; the native stack keeps it.
        let positions: *mut Value = unsafe { cell.as_ptr().byte_add(BUFFER_DATA).cast() };
        let merge = Merge { bases, positions, count };
        let order = self.new_list(&[Value::from_pointer(class)])?;
        loop {
            let mut chosen = None;
            let mut left = false;
            for index in 0..count {
                let Some(head) = merge.head(self, index) else { continue };
                left = true;
                if !merge.in_a_tail(self, head) {
                    chosen = Some(head);
                    break;
                }
            }
            match chosen {
                Some(head) => {
                    self.list_append(order, head)?;
                    merge.advance(self, head);
                }
                None if left => return Err(self.complain_order(&merge)),
                None => break,
            }
        }
        self.list_to_tuple(order)
    }

    #[cold]
    fn complain_order(&mut self, merge: &Merge) -> Raised {
        // The message names the heads that are left, each once.
        let mut names = self.empty_str;
        for index in 0..merge.count {
            let Some(head) = merge.head(self, index) else { continue };
            if (0..index).any(|earlier| merge.head(self, earlier) == Some(head)) {
                continue;
            }
            let Some(class) = as_class(head) else { continue };
            let name = self.class_name(class);
            let joined = if super::text::length(names) == 0 {
                self.format(format_args!("{}", Display(name)))
            } else {
                self.format(format_args!("{}, {}", Display(names), Display(name)))
            };
            match joined {
                Ok(joined) => names = joined,
                Err(raised) => return raised,
            }
        }
        self.raise(
            ClassId::TypeError,
            format_args!("Cannot create a consistent method resolution order (MRO) for bases {}", Display(names)),
        )
    }

    /// Whether a class is the other or inherits from it.
    #[inline]
    pub(crate) fn is_subclass(&self, class: *mut Class, base: *mut Class) -> bool {
        if class == base {
            return true;
        }
        // SAFETY: both are alive.
        let mro = unsafe { (*class).mro };
        is(mro, Kind::Tuple) && (0..self.tuple_length(mro)).any(|index| self.tuple_item(mro, index) == Value::from_pointer(base))
    }

    /// Whether a value is an instance of a built-in class or of a subclass.
    #[inline]
    pub(crate) fn is_instance_of(&self, value: Value, id: ClassId) -> bool {
        self.is_subclass(self.class_of(value), self.class(id))
    }

    /// `__name__` of a class.
    #[inline]
    pub(crate) fn class_name(&self, class: *mut Class) -> Value {
        // SAFETY: classes that are asked for are alive.
        unsafe { (*class).name }
    }

    /// `__name__` of a class.
    pub(crate) fn short_name(&self, class: *mut Class) -> Value {
        // SAFETY: classes that are asked for are alive.
        unsafe { if super::access::is_built_in(class) { (*class).qualified_name } else { (*class).name } }
    }

    /// `__name__` of a value's class.
    pub(crate) fn short_class_name(&self, value: Value) -> Value {
        self.short_name(self.class_of(value))
    }

    /// The name of a value's class.
    #[inline]
    pub(crate) fn class_name_of(&self, value: Value) -> Value {
        self.class_name(self.class_of(value))
    }
}
