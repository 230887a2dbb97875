//! Accounting, limits, when a collection is due, and faults injected by tests.

use super::heap::Heap;

/// Memory is out. What follows is the VM's decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutOfMemory {
    /// The soft limit was met: the program gets a `MemoryError`. [`Heap::lend`] lets its handler go on.
    Soft,
    /// The hard limit was met: the run ends.
    Hard,
    /// The region has no free memory of that size, or an injected fault struck. Collecting may help.
    Region,
}

/// Why [`Heap::allocate`] returned nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is memory, but it is time to collect (only with [`Heap::pace`]).
    CollectionDue,
    /// Memory is out.
    OutOfMemory(OutOfMemory),
}

/// What the heap holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Bytes in cells that are not known to be dead.
    pub in_use: usize,
    /// The largest `in_use` so far; up to one block per class too large.
    pub peak: usize,
    /// Bytes in cells that survived the last collection.
    pub live: usize,
    /// Bytes that all cells together can have.
    pub capacity: usize,
    /// How many cells were allocated so far.
    pub allocations: u64,
    /// How many collections there were.
    pub collections: u64,
    /// How many MemoryErrors the VM raised, caught ones included.
    pub memory_errors: u64,
}

/// The heap's numbers.
#[derive(Debug)]
pub struct Limits {
    /// Bytes in cells, open holes counted in full.
    pub in_use: usize,
    pub peak: usize,
    pub live: usize,
    /// Large cells and the cells of closed holes.
    pub allocations: u64,
    pub collections: u64,
    pub memory_errors: u64,
    pub refusal: Refusal,
    /// While less than this is in use, a whole block can be handed out without meeting a limit, a due collection or an
    /// injected fault.
    pub easy_below: usize,
    capacity: usize,
    block_bytes: usize,
    soft: usize,
    hard: usize,
    /// Bytes beyond the soft limit for whoever handles that it was met.
    lent: usize,
    collect_at: usize,
    minimum_growth: usize,
    paced: bool,
    early: bool,
    fault_after: u64,
    faults: u64,
    collect_every: u64,
    collect_in: u64,
}

impl Limits {
    pub fn new(capacity: usize, block_bytes: usize) -> Limits {
        // Beyond some megabytes, more room makes collections rarer but leaves the processor's caches.
        let minimum_growth = (capacity / 8).min(4 << 20);
        let mut limits = Limits {
            in_use: 0,
            peak: 0,
            live: 0,
            allocations: 0,
            collections: 0,
            memory_errors: 0,
            refusal: Refusal::OutOfMemory(OutOfMemory::Region),
            easy_below: 0,
            capacity,
            block_bytes,
            soft: usize::MAX,
            hard: usize::MAX,
            lent: 0,
            collect_at: minimum_growth,
            minimum_growth,
            paced: false,
            early: false,
            fault_after: 0,
            faults: 0,
            collect_every: 0,
            collect_in: 0,
        };
        limits.renew_easy();
        limits
    }

    /// The soft limit as it is now.
    fn soft_now(&self) -> usize {
        // What is lent does not make the run's end of a program's error.
        self.soft.saturating_add(self.lent).min(self.hard.saturating_sub(1)).max(self.soft)
    }

    /// After any change of limits, pace or faults.
    fn renew_easy(&mut self) {
        let soft = self.soft_now();
        let pause = if self.paced { self.collect_at } else { usize::MAX };
        let nearest = soft.min(self.hard).min(pause);
        self.easy_below = if self.counts_allocations() { 0 } else { nearest.saturating_sub(self.block_bytes) };
    }

    pub fn note_peak(&mut self) {
        self.peak = self.peak.max(self.in_use);
    }

    /// Whether an allocation shall be refused because a collection is due.
    pub fn must_pause(&mut self) -> bool {
        if self.collect_every != 0 {
            self.collect_in = self.collect_in.saturating_sub(1);
            if self.collect_in == 0 {
                self.collect_in = self.collect_every;
                return true;
            }
        }
        self.paced && self.in_use > self.collect_at
    }

    /// Whether allocations are refused when a collection is due.
    pub fn is_paced(&self) -> bool {
        self.paced
    }

    /// Whether collections are asked for early.
    pub fn is_early(&self) -> bool {
        self.early
    }

    /// Whether so much was allocated since the last collection that another one may be asked for before memory is out: what it costs goes
    /// with what is alive.
    pub fn is_worth_while(&self) -> bool {
        let least = if self.early { self.capacity / 64 } else { (self.live / 8).max(self.capacity / 64) };
        self.in_use.saturating_sub(self.live) > least
    }

    /// Whether tests want something to happen at an allocation; every allocation goes through the slow path then.
    pub fn counts_allocations(&self) -> bool {
        self.faults != 0 || self.collect_every != 0
    }

    /// Counts an allocation; true: it fails.
    pub fn fault_strikes(&mut self) -> bool {
        if self.faults == 0 {
            return false;
        }
        if self.fault_after > 1 {
            self.fault_after = self.fault_after.wrapping_sub(1);
            return false;
        }
        self.faults = self.faults.wrapping_sub(1);
        self.renew_easy();
        true
    }

    /// After a collection.
    pub fn collected(&mut self, live: usize) {
        self.in_use = live;
        self.live = live;
        if live < self.soft.saturating_sub(self.lent) {
            self.lent = 0;
        }
        self.collections = self.collections.wrapping_add(1);
        self.renew_pace();
    }

    /// After a collection, or when the minimum changes.
    fn renew_pace(&mut self) {
        // Every collection costs as much as there is alive: in a roomy region it pays to let more die first.
        let roomy = (self.capacity.saturating_sub(self.live) / 4).min(self.live.saturating_mul(2));
        let mut growth = self.live.max(roomy).max(self.minimum_growth);
        if self.early {
            let end = self.capacity.min(self.hard).min(self.soft_now());
            growth = growth.min(end.saturating_sub(self.live) / 2);
        }
        self.collect_at = self.live.saturating_add(growth);
        self.renew_easy();
    }
}

/// What is lent, at most a 16th of the soft limit: a class and a name in the namespace of built-ins take some hundred bytes, and small cells come by blocks.
const LOAN: usize = 64 << 10;

impl Heap {
    /// Lends some memory beyond the soft limit, for the handler of the error that says that it was met: to find out that it is one, and to let go of something,
    /// takes memory, too. When a collection finds the limit kept, all is given back.
    pub fn lend(&mut self) {
        self.limits.lent = LOAN.min(self.limits.soft / 16);
        self.limits.renew_easy();
    }

    /// Why the last allocation was refused.
    pub fn refusal(&self) -> Refusal {
        self.limits.refusal
    }

    /// How many more bytes the limits allow, if less than `wanted`; else `wanted`. Notes which limit it was.
    pub(super) fn room(&mut self, wanted: usize) -> usize {
        let soft = self.limits.soft_now();
        let (limit, reason) = if soft < self.limits.hard { (soft, OutOfMemory::Soft) } else { (self.limits.hard, OutOfMemory::Hard) };
        if limit.saturating_sub(self.limits.in_use) < wanted {
            // Holes are counted in full: without them the number is exact.
            self.close_holes();
            self.limits.refusal = Refusal::OutOfMemory(reason);
        }
        wanted.min(limit.saturating_sub(self.limits.in_use))
    }

    /// Bytes that all cells together can have.
    pub fn capacity(&self) -> usize {
        self.block_area
    }

    /// What the heap holds.
    pub fn usage(&self) -> Usage {
        let open: usize = self.cursors.iter().map(super::holes::Cursor::remaining).sum();
        let in_use = self.limits.in_use.saturating_sub(open);
        let handed_out: u64 =
            self.cursors.iter().enumerate().map(|(class, cursor)| (cursor.used() / super::classes::class_bytes(class as u8)) as u64).sum();
        Usage {
            in_use,
            peak: self.limits.peak.max(in_use),
            live: self.limits.live,
            capacity: self.block_area,
            allocations: self.limits.allocations.wrapping_add(handed_out),
            collections: self.limits.collections,
            memory_errors: self.limits.memory_errors,
        }
    }

    /// A MemoryError is being raised.
    pub fn count_memory_error(&mut self) {
        self.limits.memory_errors = self.limits.memory_errors.wrapping_add(1);
    }

    /// Whether so much was allocated since the last collection that another is worth while: as much as
    /// survived the last one, up to twice that in a roomy region, and at least [`Heap::set_minimum_growth`].
    #[inline]
    pub fn should_collect(&self) -> bool {
        self.limits.in_use > self.limits.collect_at
    }

    /// Whether a collection is worth while before much is allocated that cannot wait for one: half of the region is in use, and part of that
    /// may be garbage.
    pub fn is_half_full(&self) -> bool {
        self.blocks.free() < self.blocks.count() / 2 && self.limits.is_worth_while()
    }

    /// Whether [`Heap::allocate`] refuses when a collection is due. At first it does not.
    pub fn pace(&mut self, paced: bool) {
        self.limits.paced = paced;
        self.limits.renew_easy();
    }

    /// Whether collections fall due when half of what is free is used at the latest: for those who go on allocating until they can collect.
    pub fn collect_early(&mut self, early: bool) {
        self.limits.early = early;
        self.limits.renew_pace();
    }

    /// How many bytes at least are allocated between collections. At first an eighth of the region or 4 MiB,
    /// whichever is less.
    pub fn set_minimum_growth(&mut self, bytes: usize) {
        self.limits.minimum_growth = bytes;
        self.limits.renew_pace();
    }

    /// Sets the limits on bytes in use; `usize::MAX`: none. Lower than what is in use is allowed.
    pub fn set_limits(&mut self, soft: usize, hard: usize) {
        self.limits.soft = soft;
        self.limits.hard = hard;
        if self.limits.early {
            self.limits.renew_pace();
        }
        self.limits.renew_easy();
        self.close_holes();
    }

    /// For tests: each nth allocation that can wait for a collection is refused for one. 0 ends it.
    pub fn collect_often(&mut self, every: u64) {
        self.limits.collect_every = every;
        self.limits.collect_in = every;
        self.limits.renew_easy();
        self.close_holes();
    }

    /// For tests: the `nth` allocation from now (1: the next one) and the `times - 1` after it fail. A growing
    /// [`Heap::resize_in_place`] of a large cell counts as one. `times` = 0 ends it.
    pub fn inject_faults(&mut self, nth: u64, times: u64) {
        self.limits.fault_after = nth;
        self.limits.faults = times;
        self.limits.renew_easy();
        // Without open holes every allocation takes the slow path, where faults are counted.
        self.close_holes();
    }
}
