//! A hash table from keys that somebody else stores to their indices.

use crate::source::arena::{Arena, List, OutOfMemory};

/// Open addressing; a place holds the hash and the index plus one, 0 for free.
pub(super) struct Table<'a> {
    places: List<'a, (u32, u32)>,
    used: usize,
}

impl<'a> Table<'a> {
    pub(super) const fn new() -> Table<'a> {
        Table { places: List::new(), used: 0 }
    }

    /// The index under this hash for which `is` holds.
    pub(super) fn find(&self, hash: u32, is: impl Fn(u32) -> bool) -> Option<u32> {
        let places = self.places.as_slice();
        let mask = places.len().checked_sub(1)?;
        let mut at = hash as usize & mask;
        loop {
            let (other, index) = *places.get(at)?;
            let index = index.checked_sub(1)?;
            if other == hash && is(index) {
                return Some(index);
            }
            at = at.wrapping_add(1) & mask;
        }
    }

    /// Gives its memory back to the arena.
    pub(super) fn discard(self, arena: &'a Arena<'_>) {
        self.places.discard(arena);
    }

    /// Adds an index that is not there yet.
    pub(super) fn insert(&mut self, arena: &'a Arena<'_>, hash: u32, index: u32) -> Result<(), OutOfMemory> {
        // At most half of the places are taken, so searches end.
        if self.used.saturating_mul(2) >= self.places.len() {
            let size = self.places.len().saturating_mul(2).max(16);
            let mut places = List::new();
            for _ in 0..size {
                places.push(arena, (0, 0))?;
            }
            for &(hash, index) in self.places.as_slice() {
                if index != 0 {
                    put(places.as_mut_slice(), hash, index);
                }
            }
            core::mem::replace(&mut self.places, places).discard(arena);
        }
        put(self.places.as_mut_slice(), hash, index.wrapping_add(1));
        self.used = self.used.wrapping_add(1);
        Ok(())
    }
}

fn put(places: &mut [(u32, u32)], hash: u32, index: u32) {
    let mask = places.len().wrapping_sub(1);
    let mut at = hash as usize & mask;
    while let Some(place) = places.get_mut(at) {
        if place.1 == 0 {
            *place = (hash, index);
            return;
        }
        at = at.wrapping_add(1) & mask;
    }
}

/// A hash of bytes and a number (FNV-1a with a final mix).
pub(super) fn hash_bytes(seed: u32, bytes: &[u8]) -> u32 {
    let mut hash = 0x811C_9DC5_u32 ^ seed.wrapping_mul(0x9E37_79B1);
    for &byte in bytes {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x2C1B_3C6D);
    hash ^ (hash >> 13)
}
