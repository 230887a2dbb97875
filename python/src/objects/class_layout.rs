//! How instances of classes lie in memory, as far as bases and other classes must agree on it.

use copperhead_stencils::layout::object::{Kind, Object};
use copperhead_stencils::value::Value;

use super::access::{as_class, class_flags, is};
use super::class_list::ClassId;
use super::layout::Class;
use super::operations;
use super::text::Display;
use crate::context::Context;
use crate::error::Result;

/// More bases than these, one behind the other, are a circle: a method `mro` has set bases while bases were set.
const LONGEST_LINE: usize = 10_000;

impl Context {
    /// Whether the line of first bases of a class leads to another, whatever the orders say.
    pub(crate) fn leads_to(&self, class: *mut Class, wanted: *mut Class) -> bool {
        let mut class = class;
        for _ in 0..LONGEST_LINE {
            if class == wanted {
                return true;
            }
            // SAFETY: the class is alive.
            match as_class(self.tuple_item(unsafe { (*class).bases }, 0)) {
                Some(base) => class = base,
                None => return false,
            }
        }
        true
    }

    /// The class nearest to a class, maybe itself, that is built in and says how its instances lie in memory.
    pub(crate) fn built_in_base(&self, class: *mut Class) -> *mut Class {
        // SAFETY: the class is alive.
        let mro = unsafe { (*class).mro };
        (0..self.tuple_length(mro))
            .filter_map(|index| as_class(self.tuple_item(mro, index)))
            // SAFETY: classes of a live class's MRO are alive.
            .find(|&base| super::access::is_built_in(base) && unsafe { (*base).kind == (*class).kind })
            .unwrap_or(class)
    }

    /// The layout that instances of a class with these bases have, checked to be one that all bases share.
    ///
    /// # Errors
    /// TypeError.
    pub(crate) fn layout_of_bases(&mut self, bases: Value) -> Result<Kind> {
        let mut layout = Kind::Instance;
        let mut built_in: *mut Class = core::ptr::null_mut();
        for index in 0..self.tuple_length(bases) {
            let base = self.tuple_item(bases, index);
            let Some(base) = as_class(base) else {
                return Err(self.raise(ClassId::TypeError, format_args!("bases must be types")));
            };
            if class_flags(base) & Class::FINAL != 0 {
                let name = self.class_name(base);
                return Err(self.raise(ClassId::TypeError, format_args!("type '{}' is not an acceptable base type", Display(name))));
            }
            // SAFETY: the base is alive.
            let kind = unsafe { (*base).kind };
            if kind == Kind::Instance {
                continue;
            }
            if layout != Kind::Instance && layout != kind {
                return Err(self.raise(ClassId::TypeError, format_args!("multiple bases have instance lay-out conflict")));
            }
            // Records differ by the class that made them: one of the two must derive from the other.
            if kind == Kind::Record {
                let own = self.built_in_base(base);
                if !built_in.is_null() && !self.is_subclass(own, built_in) && !self.is_subclass(built_in, own) {
                    return Err(self.raise(ClassId::TypeError, format_args!("multiple bases have instance lay-out conflict")));
                }
                built_in = own;
            }
            layout = kind;
        }
        if self.tuple_length(bases) > 1 {
            self.best_base(bases)?;
        }
        Ok(layout)
    }

    /// The base after whose instances those of a class with these bases are laid out: the one with the most slots of its own.
    ///
    /// # Errors
    /// TypeError if two have slots that the other lacks.
    pub(crate) fn best_base(&mut self, bases: Value) -> Result<*mut Class> {
        let mut best = self.class(ClassId::Object);
        let mut layout: *mut Class = core::ptr::null_mut();
        for index in 0..self.tuple_length(bases) {
            let Some(base) = as_class(self.tuple_item(bases, index)) else { continue };
            let own = self.slotted_base(base);
            if layout.is_null() || own != layout && self.is_subclass(own, layout) {
                (best, layout) = (base, own);
            } else if !super::access::is_built_in(own) && !self.is_subclass(layout, own) {
                return Err(self.raise(ClassId::TypeError, format_args!("multiple bases have instance lay-out conflict")));
            }
        }
        Ok(best)
    }

    /// The nearest class, maybe itself, that declares slots or is built in.
    fn slotted_base(&self, class: *mut Class) -> *mut Class {
        let built_in = self.built_in_base(class);
        // SAFETY: the class is alive.
        let mro = unsafe { (*class).mro };
        (0..self.tuple_length(mro))
            .filter_map(|index| as_class(self.tuple_item(mro, index)))
            .find(|&base| base == built_in || !super::access::is_built_in(base) && self.declares_slots(base))
            .unwrap_or(built_in)
    }

    /// Whether a class that is not built in declares slots itself.
    fn declares_slots(&self, class: *mut Class) -> bool {
        // SAFETY: the class is alive.
        let dict = unsafe { (*class).dict };
        let mut from = 0;
        while let Some((number, entry)) = self.table_next(dict, from) {
            if super::member::as_slot(self, entry.value).is_some_and(|slot| slot.owner == class) {
                return true;
            }
            from = number + 1;
        }
        false
    }

    /// Whether instances of a class are laid out as those of its base.
    fn adds_nothing(&mut self, class: *mut Class, base: *mut Class) -> bool {
        let without = |class: *mut Class| super::access::is_built_in(class) || class_flags(class) & Class::NO_ATTRIBUTES != 0;
        !self.declares_slots(class) && without(class) == without(base)
    }

    /// Checks that a class may get other bases: its instances stay as they are.
    ///
    /// # Errors
    /// TypeError.
    pub(crate) fn check_new_bases(&mut self, old: Value, new: Value) -> Result<()> {
        let (wanted, given) = (self.best_base(old)?, self.best_base(new)?);
        // SAFETY: both classes are alive.
        let same_kind = unsafe { (*wanted).kind == (*given).kind } && self.built_in_base(wanted) == self.built_in_base(given);
        // CPython compares how their memory is freed.
        let what = if self.is_collected(wanted) != self.is_collected(given) {
            "deallocator"
        } else if same_kind && self.same_layout(wanted, given)? {
            return Ok(());
        } else {
            "object layout"
        };
        let (given, wanted) = (self.class_name(given), self.class_name(wanted));
        let text = format_args!("__bases__ assignment: '{}' {what} differs from '{}'", Display(given), Display(wanted));
        Err(self.raise(ClassId::TypeError, text))
    }

    /// Whether CPython's collector of cycles looks at instances of a class.
    fn is_collected(&self, class: *mut Class) -> bool {
        // SAFETY: the class is alive.
        let (mro, kind) = unsafe { ((*class).mro, (*class).kind) };
        let leaf = matches!(
            kind,
            Kind::Instance | Kind::BigInt | Kind::Float | Kind::Complex | Kind::Str | Kind::Bytes | Kind::ByteArray | Kind::Range
        );
        let adds =
            |class| !super::access::is_built_in(class) && (class_flags(class) & Class::NO_ATTRIBUTES == 0 || self.declares_slots(class));
        !leaf || (0..self.tuple_length(mro)).filter_map(|index| as_class(self.tuple_item(mro, index))).any(adds)
    }

    /// Whether instances of two classes are laid out in the same way, but for what bases add to nothing.
    fn same_layout(&mut self, first: *mut Class, second: *mut Class) -> Result<bool> {
        let (first, first_base) = self.strip(first)?;
        let (second, second_base) = self.strip(second)?;
        if first == second {
            return Ok(true);
        }
        let attributes = |class| class_flags(class) & Class::NO_ATTRIBUTES;
        Ok(first_base == second_base && attributes(first) == attributes(second) && self.same_slots(first, second)?)
    }

    /// The nearest class, maybe itself, that adds something to its base, and the base.
    fn strip(&mut self, class: *mut Class) -> Result<(*mut Class, *mut Class)> {
        let mut class = class;
        let mut steps = 0;
        loop {
            // SAFETY: the class is alive.
            let base = self.best_base(unsafe { (*class).bases })?;
            steps += 1;
            if super::access::is_built_in(class) || !self.adds_nothing(class, base) || steps > LONGEST_LINE {
                return Ok((class, base));
            }
            class = base;
        }
    }

    /// Whether two classes declare the same slots, all together.
    fn same_slots(&mut self, old: *mut Class, new: *mut Class) -> Result<bool> {
        if old == new {
            return Ok(true);
        }
        // SAFETY: both classes are alive.
        if unsafe { (*old).declared_slots != (*new).declared_slots } {
            return Ok(false);
        }
        let (mut first, mut second) = (self.new_dict()?, self.new_dict()?);
        for (class, names) in [(old, &mut first), (new, &mut second)] {
            // SAFETY: the class is alive, and so are those of its MRO.
            let mro = unsafe { (*class).mro };
            for index in 0..self.tuple_length(mro) {
                let Some(base) = as_class(self.tuple_item(mro, index)).filter(|base| !super::access::is_built_in(*base)) else { continue };
                // SAFETY: as above.
                let dict = unsafe { (*base).dict };
                let mut from = 0;
                while let Some((number, entry)) = self.table_next(dict, from) {
                    from = number + 1;
                    if let Some(slot) = super::member::as_slot(self, entry.value) {
                        self.table_store_name(*names, slot.name, slot.key)?;
                    }
                }
            }
        }
        operations::equal(self, Value::from_pointer(first), Value::from_pointer(second))
    }

    /// Whether an object's class may be replaced by another: both lie in memory in the same way.
    ///
    /// # Errors
    /// TypeError.
    pub(crate) fn set_class(&mut self, object: Value, class: Value) -> Result<()> {
        let Some(new) = as_class(class) else {
            let given = self.class_name_of(class);
            return Err(self.raise(ClassId::TypeError, format_args!("__class__ must be set to a class, not '{}' object", Display(given))));
        };
        let old = self.class_of(object);
        let module = self.class(ClassId::Module);
        let modules = self.is_subclass(old, module) && self.is_subclass(new, module);
        if !modules && (super::access::is_built_in(old) || super::access::is_built_in(new)) {
            return Err(self.raise(
                ClassId::TypeError,
                format_args!("__class__ assignment only supported for mutable types or ModuleType subclasses"),
            ));
        }
        // SAFETY: both classes are alive.
        let same = unsafe { (*old).kind == (*new).kind } && self.built_in_base(old) == self.built_in_base(new);
        // The attributes of modules lie in their dicts, whatever the class.
        if !same || !modules && !self.same_layout(old, new)? {
            let (new, old) = (self.class_name(new), self.class_name(old));
            return Err(self.raise(
                ClassId::TypeError,
                format_args!("__class__ assignment: '{}' object layout differs from '{}'", Display(new), Display(old)),
            ));
        }
        if is(object, Kind::Class) {
            // SAFETY: a class has no attributes in slots; its shape is the metaclass's root shape.
            unsafe { (*object.as_pointer::<Object>()).shape = (*new).root_shape };
            self.forget_all(object.as_pointer());
        } else {
            self.change_class(object, new)?;
        }
        // Whether the object is a descriptor may be another now.
        self.forget_attributes(None);
        Ok(())
    }
}
