//! The blocks of the region: a table with one entry for each, and the pool of free runs of blocks.

use core::ptr::NonNull;

/// No block: the end of a list.
pub const NONE: u32 = u32::MAX;

/// What a block is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Use {
    /// In the pool.
    Free = 0,
    /// Cut into small cells of one class.
    Small,
    /// The first block of a large cell.
    Large,
    /// A further block of a large cell.
    Continued,
}

/// One entry of the table.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct Block {
    /// What the block is used for.
    pub usage: Use,
    /// Small: the class of its cells.
    pub class: u8,
    /// How many of its cells the collection has marked; 0 outside collections.
    pub live: u16,
    /// Large: how many blocks the cell has. Continued: how many blocks back the cell starts.
    /// The first and the last block of a free run: how many blocks the run has.
    pub length: u32,
    /// Small: the next block of its class that has free cells. First block of a free run: the next in the bucket.
    pub next: u32,
    /// First block of a free run: the one before in the bucket.
    pub previous: u32,
}

const FREE: Block = Block { usage: Use::Free, class: 0, live: 0, length: 1, next: NONE, previous: NONE };

const BUCKETS: usize = 32;

/// So many more entries are made ready at a time, if not more are asked for: a page of them.
const STEP: u32 = 256;

/// All blocks, and the free ones among them. Free runs are maximal: two never touch. They hang in
/// buckets by the logarithm of their length.
///
/// Entries are made ready, and their blocks given to the pool, when the pool has none that is long enough: a table for a gigabyte has two
/// megabytes, which would be most of the memory that a small program touches.
#[derive(Debug)]
pub struct Blocks {
    entries: NonNull<Block>,
    /// How many blocks there are.
    count: u32,
    /// How many entries are ready.
    ready: u32,
    /// Bit b: bucket b is not empty.
    occupied: u32,
    buckets: [u32; BUCKETS],
    free: u32,
}

fn bucket_of(length: u32) -> usize {
    length.max(1).ilog2() as usize
}

impl Blocks {
    /// A table of `count` free blocks.
    ///
    /// # Safety
    /// `entries` is aligned to 4, and has room for `count` entries that belong to this table from now on.
    pub unsafe fn new(entries: NonNull<Block>, count: u32) -> Blocks {
        Blocks { entries, count, ready: 0, occupied: 0, buckets: [NONE; BUCKETS], free: 0 }
    }

    /// Gives so many more blocks to the pool, if there are so many, else all.
    fn make_ready(&mut self, length: u32) {
        let (first, left) = (self.ready, self.count.wrapping_sub(self.ready));
        let more = length.max(STEP).min(left);
        for distance in 0..more {
            // SAFETY: the place is one of the `count` that there is room for.
            unsafe { self.entries.add(first.wrapping_add(distance) as usize).write(FREE) };
        }
        self.ready = first.wrapping_add(more);
        self.unite(first, more);
    }

    /// How many blocks there are.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// How many of them are free.
    pub fn free(&self) -> u32 {
        self.free.wrapping_add(self.count).wrapping_sub(self.ready)
    }

    /// The entry of a block; none for a block that was never used.
    #[inline(always)]
    pub fn get(&self, index: u32) -> Option<&Block> {
        if index < self.ready {
            // SAFETY: these entries are initialised and belong to the table.
            Some(unsafe { self.entries.add(index as usize).as_ref() })
        } else {
            None
        }
    }

    /// The entry of a block, to be changed.
    #[inline(always)]
    pub fn get_mut(&mut self, index: u32) -> Option<&mut Block> {
        if index < self.ready {
            // SAFETY: as in `get`, and `self` is borrowed exclusively.
            Some(unsafe { self.entries.add(index as usize).as_mut() })
        } else {
            None
        }
    }

    /// Puts a run of free entries into its bucket.
    fn insert(&mut self, first: u32, length: u32) {
        if length == 0 {
            return;
        }
        let bucket = bucket_of(length);
        let head = self.buckets.get(bucket).copied().unwrap_or(NONE);
        if let Some(tail) = self.get_mut(first.wrapping_add(length).wrapping_sub(1)) {
            tail.length = length;
        }
        if let Some(entry) = self.get_mut(first) {
            entry.length = length;
            entry.next = head;
            entry.previous = NONE;
        }
        if let Some(old) = self.get_mut(head) {
            old.previous = first;
        }
        if let Some(slot) = self.buckets.get_mut(bucket) {
            *slot = first;
        }
        self.occupied |= 1 << bucket;
        self.free = self.free.wrapping_add(length);
    }

    /// Takes a free run out of its bucket; returns its length.
    fn remove(&mut self, first: u32) -> u32 {
        let Some(&Block { length, next, previous, .. }) = self.get(first) else { return 0 };
        if let Some(entry) = self.get_mut(next) {
            entry.previous = previous;
        }
        if let Some(entry) = self.get_mut(previous) {
            entry.next = next;
        } else {
            let bucket = bucket_of(length);
            if let Some(slot) = self.buckets.get_mut(bucket) {
                *slot = next;
            }
            if next == NONE {
                self.occupied &= !(1 << bucket);
            }
        }
        self.free = self.free.wrapping_sub(length);
        length
    }

    /// The first free run with at least `length` blocks.
    fn find(&self, length: u32) -> Option<u32> {
        let bucket = bucket_of(length);
        let mut candidate = self.buckets.get(bucket).copied().unwrap_or(NONE);
        while let Some(entry) = self.get(candidate) {
            if entry.length >= length {
                return Some(candidate);
            }
            candidate = entry.next;
        }
        // Every run in a higher bucket is long enough.
        let higher = self.occupied.checked_shr(bucket as u32 + 1).unwrap_or(0);
        if higher == 0 {
            return None;
        }
        let bucket = bucket.wrapping_add(1).wrapping_add(higher.trailing_zeros() as usize);
        self.buckets.get(bucket).copied()
    }

    /// Takes `length` neighbouring blocks out of the pool; `None` if no free run is that long.
    pub fn take(&mut self, length: u32, usage: Use, class: u8) -> Option<u32> {
        if length == 0 || length > self.free() {
            return None;
        }
        let first = match self.find(length) {
            Some(first) => first,
            None => {
                self.make_ready(length);
                self.find(length)?
            }
        };
        let available = self.remove(first);
        self.insert(first.wrapping_add(length), available.wrapping_sub(length));
        self.fill(first, length, usage, class);
        Some(first)
    }

    /// The same from the end of a free run, if all blocks are in use or free by now: for what goes back soon, so that what stays, and what
    /// grows where it lies, has room before it.
    pub fn take_last(&mut self, length: u32, usage: Use, class: u8) -> Option<u32> {
        if length == 0 || self.ready != self.count {
            return self.take(length, usage, class);
        }
        let first = self.find(length)?;
        let left = self.remove(first).wrapping_sub(length);
        self.insert(first, left);
        let last = first.wrapping_add(left);
        self.fill(last, length, usage, class);
        Some(last)
    }

    /// Makes entries that were free a block or a large cell.
    fn fill(&mut self, first: u32, length: u32, usage: Use, class: u8) {
        if let Some(entry) = self.get_mut(first) {
            *entry = Block { usage, class, live: 0, length, next: NONE, previous: NONE };
        }
        for distance in 1..length {
            if let Some(entry) = self.get_mut(first.wrapping_add(distance)) {
                *entry = Block { usage: Use::Continued, length: distance, ..FREE };
            }
        }
    }

    /// Gives `length` blocks from `first` on back to the pool.
    pub fn release(&mut self, first: u32, length: u32) {
        for distance in 0..length {
            if let Some(entry) = self.get_mut(first.wrapping_add(distance)) {
                *entry = FREE;
            }
        }
        self.unite(first, length);
    }

    /// Puts a run of free entries into the pool, together with those before and behind it.
    fn unite(&mut self, first: u32, length: u32) {
        let mut start = first;
        let mut total = length;
        let behind = first.wrapping_add(length);
        if self.free_from(behind) != 0 {
            total = total.wrapping_add(self.remove(behind));
        }
        if let Some(&Block { usage: Use::Free, length: before, .. }) = self.get(first.wrapping_sub(1)) {
            start = start.wrapping_sub(before);
            self.remove(start);
            total = total.wrapping_add(before);
        }
        self.insert(start, total);
    }

    /// How long the free run is that starts at a block, which is no later block of one.
    fn free_from(&self, first: u32) -> u32 {
        self.get(first).filter(|entry| entry.usage == Use::Free).map_or(0, |entry| entry.length)
    }

    /// Makes the large cell at `first` `length` blocks long. False if the blocks behind it are not free.
    pub fn resize(&mut self, first: u32, length: u32) -> bool {
        let Some(&Block { length: old, .. }) = self.get(first) else { return false };
        if length == 0 {
            return false;
        }
        if length > old {
            let extra = length.wrapping_sub(old);
            let behind = first.wrapping_add(old);
            let mut room = self.free_from(behind);
            if room < extra && behind.wrapping_add(room) == self.ready {
                self.make_ready(extra.wrapping_sub(room));
                room = self.free_from(behind);
            }
            if room < extra {
                return false;
            }
            let available = self.remove(behind);
            self.insert(behind.wrapping_add(extra), available.wrapping_sub(extra));
            for distance in old..length {
                if let Some(entry) = self.get_mut(first.wrapping_add(distance)) {
                    *entry = Block { usage: Use::Continued, length: distance, ..FREE };
                }
            }
        } else if length < old {
            self.release(first.wrapping_add(length), old.wrapping_sub(length));
        }
        if let Some(entry) = self.get_mut(first) {
            entry.length = length;
        }
        true
    }

    /// A longest free run, or nearly: first block and length.
    pub fn longest_free(&self) -> Option<(u32, u32)> {
        let unused = (self.ready, self.count.wrapping_sub(self.ready));
        let listed = 31u32.checked_sub(self.occupied.leading_zeros()).and_then(|bucket| {
            let first = self.buckets.get(bucket as usize).copied()?;
            Some((first, self.get(first)?.length))
        });
        listed.into_iter().chain([unused]).max_by_key(|run| run.1).filter(|run| run.1 != 0)
    }

    /// Visits every block that is in use, large cells once, from the highest to the lowest, and rebuilds the pool:
    /// blocks for which `keep` says no become free. The lowest runs then come first in their buckets.
    pub fn retain(&mut self, mut keep: impl FnMut(u32, &mut Block) -> bool) {
        self.buckets = [NONE; BUCKETS];
        self.occupied = 0;
        self.free = 0;
        let mut end = self.ready;
        // The run of free blocks that starts at `end`.
        let mut run = 0u32;
        while end > 0 {
            let last = end.wrapping_sub(1);
            let Some(&entry) = self.get(last) else { break };
            let (first, length) = match entry.usage {
                // The last block of an old free run, whose entry nothing has changed yet.
                Use::Free => (end.wrapping_sub(entry.length), entry.length),
                Use::Continued => (last.wrapping_sub(entry.length), entry.length.wrapping_add(1)),
                Use::Small | Use::Large => (last, 1),
            };
            let kept = entry.usage != Use::Free && self.get_mut(first).is_some_and(|entry| keep(first, entry));
            if kept {
                self.insert(end, run);
                run = 0;
            } else {
                if entry.usage != Use::Free {
                    for distance in 0..length {
                        if let Some(entry) = self.get_mut(first.wrapping_add(distance)) {
                            *entry = FREE;
                        }
                    }
                }
                run = run.wrapping_add(length);
            }
            end = first;
        }
        self.insert(end, run);
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec::Vec;

    /// The pool says the same as the entries: every free run is in exactly one bucket, maximal, with right lengths.
    fn check(blocks: &Blocks) {
        let mut listed: Vec<(u32, u32)> = Vec::new();
        for (bucket, &head) in blocks.buckets.iter().enumerate() {
            assert_eq!(head != NONE, blocks.occupied >> bucket & 1 == 1);
            let mut at = head;
            while let Some(entry) = blocks.get(at) {
                assert_eq!(bucket_of(entry.length), bucket);
                listed.push((at, entry.length));
                at = entry.next;
            }
        }
        listed.sort();
        let mut found = Vec::new();
        let mut index = 0;
        while index < blocks.ready {
            let start = index;
            while blocks.get(index).is_some_and(|entry| entry.usage == Use::Free) {
                index += 1;
            }
            if index > start {
                found.push((start, index - start));
            } else {
                index += 1;
            }
        }
        assert_eq!(listed, found);
        assert_eq!(blocks.free, found.iter().map(|run| run.1).sum::<u32>());
    }

    #[test]
    fn runs_are_taken_coalesced_and_resized() {
        runs_of(100);
    }

    /// Most of the table is made ready while blocks are taken, resized and given back.
    #[test]
    fn blocks_come_into_use_by_and_by() {
        runs_of(STEP * 3 + 7);
    }

    fn runs_of(count: u32) {
        let mut memory = std::vec![FREE; count as usize];
        // SAFETY: the vector outlives the table.
        let mut blocks = unsafe { Blocks::new(NonNull::new(memory.as_mut_ptr()).unwrap(), count) };
        assert_eq!((blocks.free(), blocks.ready, blocks.longest_free()), (count, 0, Some((0, count))));
        let mut taken: Vec<(u32, u32)> = Vec::new();
        let mut random = 1u32;
        for _ in 0..20_000 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let choice = random >> 24;
            let length = (random >> 16 & 15) * count / 100 + 1;
            match choice % 4 {
                0 | 1 => {
                    let taken_now =
                        if choice & 8 == 0 { blocks.take(length, Use::Large, 0) } else { blocks.take_last(length, Use::Large, 0) };
                    if let Some(first) = taken_now {
                        assert!(taken.iter().all(|&(at, long)| at + long <= first || first + length <= at));
                        taken.push((first, length));
                    }
                }
                2 if !taken.is_empty() => {
                    let (first, length) = taken.swap_remove(choice as usize % taken.len());
                    blocks.release(first, length);
                }
                3 if !taken.is_empty() => {
                    let index = choice as usize % taken.len();
                    if blocks.resize(taken[index].0, length) {
                        taken[index].1 = length;
                    }
                }
                _ => {}
            }
            check(&blocks);
        }
        let kept = taken.split_off(taken.len() / 2);
        blocks.retain(|first, entry| kept.contains(&(first, entry.length)));
        check(&blocks);
        assert_eq!(blocks.free(), count - kept.iter().map(|run| run.1).sum::<u32>());
        blocks.retain(|_, _| false);
        check(&blocks);
        assert_eq!(blocks.take(count, Use::Large, 0), Some(0));
        assert_eq!(blocks.take(1, Use::Small, 0), None);
        check(&blocks);
    }
}
