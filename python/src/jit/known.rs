//! What is known of slots, on the fast way of a region: a set of slots for each class of values.
//!
//! All of it is cheap to forget and to copy: sets of the first 64 slots, and few shapes. Of other slots nothing is known.

use copperhead_stencils::forms::Class;

/// How many slots are known at most to hold objects of a shape, or certain functions; those known longest are forgotten.
const SHAPES: usize = 4;

/// More than there are classes.
const CLASSES: usize = 16;

/// What is known.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// The slots of which anything is known.
    any: u64,
    /// Those of each class, by its number.
    classes: [u64; CLASSES],
    /// The shapes of those that hold objects of a shape, and the functions in those that hold certain ones.
    shapes: [(u16, u64); SHAPES],
    /// Which of these is the next to be forgotten.
    next: u8,
}

#[inline(always)]
fn bit(slot: u16) -> u64 {
    if slot < 64 { 1 << slot } else { 0 }
}

/// Whether there is a note besides: which shape, which function.
#[inline(always)]
fn is_certain(class: Class) -> bool {
    matches!(class, Class::Shaped | Class::Function)
}

impl Known {
    pub(super) const NOTHING: Known = Known { any: 0, classes: [0; CLASSES], shapes: [(u16::MAX, 0); SHAPES], next: 0 };

    /// Forgets everything.
    #[inline(always)]
    pub(super) fn clear(&mut self) {
        if self.any != 0 {
            (self.any, self.classes) = (0, [0; CLASSES]);
        }
    }

    #[inline(always)]
    pub(super) fn is_nothing(&self) -> bool {
        self.any == 0
    }

    #[inline(always)]
    fn of(&self, class: Class) -> u64 {
        self.classes.get(class as usize).copied().unwrap_or(0)
    }

    /// Whether a slot holds a value of a class, and for [`Class::Shaped`] of this shape, for [`Class::Function`] this one.
    #[inline(always)]
    pub(super) fn is(&self, slot: u16, class: Class, shape: u64) -> bool {
        self.of(class) & bit(slot) != 0 && (!is_certain(class) || self.shapes.contains(&(slot, shape)))
    }

    /// Whether anything can be known of a slot.
    #[inline(always)]
    pub(super) fn has(slot: u16) -> bool {
        bit(slot) != 0
    }

    /// Whether a slot is known to hold a certain function.
    #[inline(always)]
    pub(super) fn has_function(&self) -> bool {
        self.of(Class::Function) != 0
    }

    /// The class of a slot's value, if it is one of those of which there is a note besides.
    fn certain(&self, slot: u16) -> Option<Class> {
        [Class::Shaped, Class::Function].into_iter().find(|class| self.of(*class) & bit(slot) != 0)
    }

    /// The slot is written, with anything.
    #[inline(always)]
    pub(super) fn forget(&mut self, slot: u16) {
        if self.any & bit(slot) != 0 {
            self.forget_all(bit(slot));
        }
    }

    /// The slot and those behind it are written.
    pub(super) fn forget_from(&mut self, slot: u16) {
        let from = bit(slot).wrapping_neg();
        if self.any & from != 0 {
            self.forget_all(from);
        }
    }

    fn forget_all(&mut self, slots: u64) {
        self.any &= !slots;
        self.classes.iter_mut().for_each(|class| *class &= !slots);
    }

    /// From now on the slot holds a value of the class.
    #[inline(always)]
    pub(super) fn learn(&mut self, slot: u16, class: Class, shape: u64) {
        if self.is(slot, class, shape) {
            return;
        }
        self.forget(slot);
        if is_certain(class) {
            self.note_shape(slot, shape);
        }
        if let Some(slots) = self.classes.get_mut(class as usize) {
            *slots |= bit(slot);
            self.any |= bit(slot);
        }
    }

    /// Notes the shape of a slot in place of the one that it had, or of the one that is known longest.
    fn note_shape(&mut self, slot: u16, shape: u64) {
        let same = self.shapes.iter().position(|known| known.0 == slot);
        let place = same.unwrap_or(usize::from(self.next) % SHAPES);
        self.next = self.next.wrapping_add(u8::from(same.is_none()));
        if let Some(place) = self.shapes.get_mut(place) {
            let (old, _) = core::mem::replace(place, (slot, shape));
            if old != slot && self.certain(old).is_some() {
                self.forget(old);
            }
        }
    }

    /// Slot `to` becomes a copy of slot `from`.
    #[inline(always)]
    pub(super) fn copy(&mut self, from: u16, to: u16) {
        self.forget(to);
        if self.any & bit(from) == 0 {
            return;
        }
        if let Some(class) = self.certain(from)
            && let Some((_, shape)) = self.shapes.iter().find(|known| known.0 == from).copied()
        {
            self.learn(to, class, shape);
            return;
        }
        for class in self.classes.iter_mut().filter(|class| **class & bit(from) != 0) {
            *class |= bit(to);
            self.any |= bit(to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_learned_is_known_until_it_is_forgotten() {
        let mut known = Known::NOTHING;
        known.learn(3, Class::Int, 0);
        assert!(known.is(3, Class::Int, 0) && !known.is(3, Class::List, 0) && !known.is(4, Class::Int, 0));
        known.learn(3, Class::List, 0);
        assert!(known.is(3, Class::List, 0) && !known.is(3, Class::Int, 0));
        known.copy(3, 5);
        known.copy(4, 6);
        assert!(known.is(5, Class::List, 0) && !known.is(6, Class::List, 0));
        known.forget_from(4);
        assert!(known.is(3, Class::List, 0) && !known.is(5, Class::List, 0));
        known.forget(3);
        assert!(known.is_nothing());
        known.learn(64, Class::Int, 0);
        assert!(known.is_nothing(), "of slots beyond the sets nothing is known");
    }

    #[test]
    fn shapes_are_known_of_few_slots() {
        let mut known = Known::NOTHING;
        for slot in 0..6 {
            known.learn(slot, Class::Shaped, 8 + u64::from(slot));
        }
        assert!(!known.is(0, Class::Shaped, 8) && !known.is(1, Class::Shaped, 9));
        assert!((2..6).all(|slot| known.is(slot, Class::Shaped, 8 + u64::from(slot))));
        assert!(!known.is(5, Class::Shaped, 8), "another shape");
        known.learn(5, Class::Shaped, 80);
        assert!(known.is(5, Class::Shaped, 80) && !known.is(5, Class::Shaped, 13));
        known.copy(5, 1);
        assert!(known.is(1, Class::Shaped, 80));
        known.learn(5, Class::Int, 0);
        assert!(!known.is(5, Class::Shaped, 80) && known.is(1, Class::Shaped, 80));
    }
}
