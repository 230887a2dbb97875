//! Which global names serve as constants: machine code has their values burned in.
//!
//! Most global names are bound once: functions, classes, numbers with a name. Machine code takes the value of such a name for granted as long as
//! the epoch of names stands, which it looks at anyway. Whoever writes another value to a place that is burned in somewhere begins a new
//! epoch; that place is a variable from then on, so this happens once for each. The instructions that store to names without a look at
//! anything do so to places of variables only.
//!
//! Both sets are filters: that a place is taken for a member of one that it is not in costs time, and nothing else.

use copperhead_stencils::layout::container::Dict;
use copperhead_stencils::value::Value;

use crate::context::Context;

/// A set of places, by one bit of their addresses' hash.
#[derive(Clone, Copy)]
struct Filter([u32; Filter::WORDS]);

impl Filter {
    const WORDS: usize = 8;
    const NONE: Filter = Filter([0; Filter::WORDS]);

    /// The number of the word, and the bit in it.
    fn bit(place: *mut Value) -> (usize, u32) {
        // Places are words of entries, three words apart.
        let hash = (place.addr() as u32 / size_of::<Value>() as u32).wrapping_mul(0x9E37_79B1) >> 24;
        (hash as usize / 32 % Filter::WORDS, 1 << (hash % 32))
    }

    fn has(&self, place: *mut Value) -> bool {
        let (word, bit) = Filter::bit(place);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    fn add(&mut self, place: *mut Value) {
        let (word, bit) = Filter::bit(place);
        if let Some(word) = self.0.get_mut(word) {
            *word |= bit;
        }
    }
}

/// The places of the values of names, in the entries of dicts.
pub(crate) struct ConstantNames {
    /// Machine code may have the value burned in.
    burned: Filter,
    /// Another value has been written there, or may be at any time.
    variables: Filter,
}

impl ConstantNames {
    pub(crate) const NONE: ConstantNames = ConstantNames { burned: Filter::NONE, variables: Filter::NONE };

    /// Whether the value at a place may be burned in: then it counts as burned in.
    pub(crate) fn burn(&mut self, place: *mut Value) -> bool {
        let constant = !self.variables.has(place);
        if constant {
            self.burned.add(place);
        }
        constant
    }
}

impl Context {
    /// Another value is at a place in a dict. To be called by whoever stores to an entry that is there already.
    #[inline]
    pub(crate) fn note_overwritten(&mut self, dict: *mut Dict, place: *mut Value) {
        // SAFETY: the caller holds the dict.
        if unsafe { (*dict).object.header.flags } & Dict::NAMES != 0 {
            self.note_variable(place);
        }
    }

    /// The place is a variable's: machine code that has its value burned in must not rely on it any longer.
    pub(crate) fn note_variable(&mut self, place: *mut Value) {
        if self.constant_names.burned.has(place) && !self.constant_names.variables.has(place) {
            self.forget_names();
        }
        self.constant_names.variables.add(place);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_again_is_no_constant() {
        let mut names = ConstantNames::NONE;
        let mut values = [Value(0); 64];
        let places: [*mut Value; 2] = [&raw mut values[0], &raw mut values[3]];
        assert_ne!(Filter::bit(places[0]), Filter::bit(places[1]), "neighbours have bits of their own");
        assert!(names.burn(places[0]) && names.burned.has(places[0]));
        names.variables.add(places[1]);
        assert!(!names.burn(places[1]) && !names.burned.has(places[1]));
    }
}
