//! Functions of the compiler's library that stencils call: arithmetic with doubles, where the machine has no instructions for it.
//!
//! Code memory may lie further away from them than a call reaches, so a region has an island for each that it needs.
//! `table::LIBRARY` holds their addresses; [`HoleValue::Library`](crate::stencil::HoleValue::Library) is an index into it.

use crate::stencil::Stencil;

/// Some function of the library: only its address counts, it is never called by this type.
pub type Function = unsafe extern "C" fn();

/// Which functions of the library a region needs: a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needed(u32);

impl Needed {
    /// Adds what a stencil calls.
    pub fn add<K>(&mut self, stencil: &Stencil<K>) {
        for hole in stencil.hot.holes.iter().chain(stencil.cold.holes) {
            if let Some(index) = hole.library() {
                self.0 |= 1_u32.checked_shl(u32::from(index)).unwrap_or(0);
            }
        }
    }

    /// How many islands the region must have for them.
    pub fn islands(self) -> u32 {
        self.0.count_ones()
    }

    /// The index of a function's island among them; `None` if the function is not needed.
    pub fn island(self, index: u8) -> Option<u32> {
        let bit = 1_u32.checked_shl(u32::from(index))?;
        (self.0 & bit != 0).then(|| (self.0 & bit.wrapping_sub(1)).count_ones())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn islands_are_numbered_in_the_order_of_the_functions() {
        let needed = Needed(0b1001_0010);
        assert_eq!(needed.islands(), 3);
        let islands = [0, 1, 4, 6, 7, 31, 32, 255].map(|index| needed.island(index));
        assert_eq!(islands, [None, Some(0), Some(1), None, Some(2), None, None, None]);
        assert_eq!(Needed::default().islands(), 0);
    }
}
