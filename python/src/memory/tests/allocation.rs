//! Allocation, freeing, resizing, limits, faults.

use super::super::{OutOfMemory, Refusal, RegionTooSmall};
use super::*;

#[test]
fn every_region_works_or_is_refused() {
    for bytes in (0..9000).step_by(37) {
        let mut memory = std::vec![1u8; bytes + 16];
        for offset in [0, 5] {
            let base = NonNull::new(memory.as_mut_ptr().wrapping_add(offset)).unwrap();
            // SAFETY: the vector outlives the heap.
            match unsafe { Heap::new(base, bytes) } {
                Ok(mut heap) => {
                    let cell = heap.allocate(NODE, 16).unwrap();
                    assert!(cell.addr() >= base.addr() && cell.addr().get() + 16 <= base.addr().get() + bytes);
                }
                Err(RegionTooSmall) => assert!(bytes < 4096),
            }
        }
    }
}

#[test]
fn cells_do_not_overlap_and_fill_the_region() {
    for (region_bytes, size) in [(16 << 10, 32), (64 << 10, 48), (64 << 10, 250), (128 << 10, 300), (1 << 20, 2048), (1 << 20, 10_000)] {
        let mut region = Region::new(region_bytes, 3);
        let mut heap = region.heap();
        let mut cells = Vec::new();
        while let Some(cell) = heap.allocate(Kind::Bytes8, size) {
            cells.push(cell.addr().get());
        }
        assert_eq!(heap.refusal(), Refusal::OutOfMemory(OutOfMemory::Region));
        cells.sort();
        assert!(cells.windows(2).all(|pair| pair[0] + size <= pair[1]));
        assert!(cells[0] >= region.memory.as_ptr().addr() + 3);
        assert!(cells.last().unwrap() + size <= region.memory.as_ptr().addr() + region.memory.len());
        // Metadata and what size classes round up cost at most a third.
        assert!(cells.len() * size > region_bytes * 2 / 3, "{} cells of {size} in {region_bytes}", cells.len());
        let usage = heap.usage();
        assert_eq!(usage.allocations, cells.len() as u64);
        assert_eq!(usage.in_use, usage.peak);
        // Everything comes back.
        assert_eq!(collect(&mut heap, &[]).live, 0);
        let again = core::iter::from_fn(|| heap.allocate(Kind::Bytes8, size)).count();
        assert_eq!(again, cells.len());
    }
}

#[test]
fn closing_holes_loses_no_cell() {
    let count = |close: bool| {
        let mut region = Region::new(64 << 10, 0);
        let mut heap = region.heap();
        let mut count = 0;
        while heap.allocate(NODE, 32).is_some() {
            count += 1;
            if close {
                heap.set_limits(usize::MAX, usize::MAX);
            }
        }
        assert_eq!(heap.usage().allocations, count);
        count
    };
    assert_eq!(count(true), count(false));
}

#[test]
fn absurd_sizes_are_refused() {
    let mut region = Region::new(64 << 10, 0);
    let mut heap = region.heap();
    for bytes in [usize::MAX, usize::MAX - 15, usize::MAX / 2, isize::MAX as usize, 64 << 10] {
        assert_eq!(heap.allocate(NODE, bytes), None);
    }
    let cell = heap.allocate(NODE, 8 << 10).unwrap();
    // SAFETY: the cell is alive.
    assert!(!unsafe { heap.resize_in_place(cell, usize::MAX) });
    assert!(heap.allocate(NODE, 0).is_some());
}

#[test]
fn freed_cells_are_used_again_at_once() {
    let mut region = Region::new(64 << 10, 0);
    let mut heap = region.heap();
    let keep: Vec<_> = core::iter::from_fn(|| new_node(&mut heap, 5, 1, 2)).collect();
    for _ in 0..3 {
        let victim = keep[keep.len() / 2];
        let before = heap.usage().in_use;
        // SAFETY: nothing refers to it.
        unsafe { heap.free(victim) };
        assert_eq!(heap.usage().in_use, before - heap.cell_bytes(victim));
        assert_eq!(heap.cell_containing(victim.addr().get()), None);
        assert_eq!(new_node(&mut heap, 5, 1, 2), Some(victim));
        assert_eq!(new_node(&mut heap, 5, 1, 2), None);
    }
    // Freed cells that were not used again are found by the next collection, once each.
    // SAFETY: as above.
    keep.iter().step_by(2).for_each(|cell| unsafe { heap.free(*cell) });
    let rest: Vec<_> = keep.iter().skip(1).step_by(2).copied().collect();
    collect(&mut heap, &rest);
    let again: Vec<_> = core::iter::from_fn(|| new_node(&mut heap, 6, 1, 2)).collect();
    assert_eq!(again.len(), keep.len() - rest.len());
    rest.iter().for_each(|node| check_node(*node, 5, 1, 2));
}

#[test]
fn large_cells_grow_and_shrink_in_place() {
    let mut region = Region::new(1 << 20, 0);
    let mut heap = region.heap();
    let first = heap.allocate(Kind::Bytes8, 10_000).unwrap();
    let bytes = heap.cell_bytes(first);
    // SAFETY: the cell is ours and as long as it says; so below.
    unsafe {
        first.cast::<u8>().add(8).write_bytes(7, bytes - 8);
        assert!(heap.resize_in_place(first, 100_000));
        let grown = heap.cell_bytes(first);
        assert!(grown >= 100_000);
        assert!((8..bytes).all(|index| first.cast::<u8>().add(index).read() == 7));
        assert!((bytes..grown).all(|index| first.cast::<u8>().add(index).read() == 0));
        assert_eq!(heap.usage().in_use, grown);
        assert_eq!(heap.cell_containing(first.addr().get() + 99_000), Some(first));
        let second = heap.allocate(Kind::Bytes8, 5000).unwrap();
        assert!(!heap.resize_in_place(first, 200_000), "something lies behind it");
        assert!(heap.resize_in_place(first, 20_000));
        assert_eq!(heap.cell_containing(first.addr().get() + 99_000), None);
        heap.free(second);
        assert!(heap.resize_in_place(first, 900_000));
        assert!(!heap.resize_in_place(first, 1 << 20));
        heap.free(first);
    }
    assert_eq!(heap.usage().in_use, 0);
    assert!(heap.allocate(Kind::Bytes8, 900_000).is_some(), "free blocks grow together");
}

#[test]
fn small_cells_resize_within_their_class() {
    let mut region = Region::new(64 << 10, 0);
    let mut heap = region.heap();
    let cell = heap.allocate(Kind::Bytes8, 130).unwrap();
    // SAFETY: the cell is alive and not used.
    unsafe {
        assert!(heap.resize_in_place(cell, 160));
        assert!(heap.resize_in_place(cell, 20));
        assert!(!heap.resize_in_place(cell, 161));
    }
}

#[test]
fn limits_are_exact() {
    for size in [32, 48, 2048, 20_000] {
        let mut region = Region::new(1 << 20, 0);
        let mut heap = region.heap();
        let one = heap.allocate(Kind::Bytes8, size).unwrap();
        let whole = heap.cell_bytes(one);
        let used = 16 + 64 + 96 + 112 + 512;
        heap.set_limits(used + 5 * whole, used + 8 * whole + 1);
        // Other classes have open holes, which must not hold back what the limit allows.
        let _other = [16, 64, 96, 100, 500].map(|bytes| heap.allocate(Kind::Bytes8, bytes).unwrap());
        assert_eq!(heap.usage().in_use, used + whole);
        let count = core::iter::from_fn(|| heap.allocate(Kind::Bytes8, size)).count();
        assert_eq!(count, 4);
        assert_eq!(heap.refusal(), Refusal::OutOfMemory(OutOfMemory::Soft));
        assert_eq!(heap.allocate(Kind::Bytes8, 64), None, "the limit holds for all classes together");
        assert_eq!(heap.allocate_anyway(Kind::Bytes8, size), Err(OutOfMemory::Soft));
        heap.set_limits(usize::MAX, used + 8 * whole + 1);
        let count = core::iter::from_fn(|| heap.allocate(Kind::Bytes8, size)).count();
        assert_eq!(count, 3);
        assert_eq!(heap.allocate_anyway(Kind::Bytes8, size), Err(OutOfMemory::Hard));
        // SAFETY: nothing refers to it.
        unsafe { heap.free(one) };
        assert!(heap.allocate(Kind::Bytes8, size).is_some());
        heap.set_limits(usize::MAX, usize::MAX);
        assert!(heap.allocate(Kind::Bytes8, size).is_some());
    }
}

#[test]
fn what_is_lent_stays_below_the_hard_limit_and_is_given_back() {
    let mut region = Region::new(1 << 20, 0);
    let mut heap = region.heap();
    let fill = |heap: &mut Heap| core::iter::from_fn(|| heap.allocate(Kind::Bytes8, 1024)).count();
    heap.set_limits(160 << 10, usize::MAX);
    let within = fill(&mut heap);
    heap.lend();
    // A 16th of the limit.
    let lent = fill(&mut heap);
    assert!((8..=10).contains(&lent), "{lent}");
    assert_eq!(heap.refusal(), Refusal::OutOfMemory(OutOfMemory::Soft));
    // Nothing is alive.
    // SAFETY: nobody holds a cell.
    unsafe { heap.collect(|_, _| (), |_| (), |_| ()) };
    let again = fill(&mut heap);
    assert!(again.abs_diff(within) <= 1, "{again} and {within}: it was given back");
    heap.set_limits(160 << 10, (160 << 10) + 2048);
    heap.lend();
    fill(&mut heap);
    assert_eq!(heap.refusal(), Refusal::OutOfMemory(OutOfMemory::Soft), "the hard limit is not met by what is lent");
}

#[test]
fn pacing_asks_for_collections() {
    let mut region = Region::new(1 << 20, 0);
    let mut heap = region.heap();
    heap.set_minimum_growth(10_000);
    heap.pace(true);
    let mut count = 0;
    while heap.allocate(NODE, 32).is_some() {
        count += 1;
    }
    assert_eq!(heap.refusal(), Refusal::CollectionDue);
    assert!(heap.should_collect());
    assert!((300..800).contains(&count), "{count}");
    assert!(heap.allocate_anyway(NODE, 32).is_ok());
    collect(&mut heap, &[]);
    assert!(!heap.should_collect());
    assert!(heap.allocate(NODE, 32).is_some());
}

#[test]
fn faults_strike_the_allocation_they_are_meant_for() {
    let sizes = [32, 32, 48, 5000, 32, 128, 32, 2048, 300, 32, 32, 16, 32];
    for nth in 1..=sizes.len() as u64 {
        for times in 1..4 {
            let mut region = Region::new(1 << 20, 0);
            let mut heap = region.heap();
            for size in sizes {
                let cell = heap.allocate(Kind::Bytes8, size).unwrap();
                if size == 300 {
                    // SAFETY: nothing refers to it. A cell put aside must not slip past.
                    unsafe { heap.free(cell) };
                }
            }
            let before = heap.usage().allocations;
            heap.inject_faults(nth, times);
            let failed: Vec<u64> =
                (1..).zip(sizes).filter(|(_, size)| heap.allocate(Kind::Bytes8, *size).is_none()).map(|(number, _)| number).collect();
            let expected: Vec<u64> = (nth..nth + times).filter(|number| *number <= sizes.len() as u64).collect();
            assert_eq!(failed, expected);
            assert_eq!(heap.usage().allocations - before, (sizes.len() - failed.len()) as u64);
        }
    }
}

#[test]
#[ignore = "a measurement: cargo test --release -- --ignored --nocapture nanoseconds"]
fn nanoseconds_for_an_allocation() {
    let mut region = Region::new(64 << 20, 0);
    let mut heap = region.heap();
    heap.pace(true);
    // A tenth survives as a long-lived array of scattered nodes.
    let mut kept: Vec<NonNull<Header>> = Vec::new();
    for (name, every) in [("nothing kept", usize::MAX), ("every 10th kept for a while", 10)] {
        let start = std::time::Instant::now();
        let mut collecting = std::time::Duration::ZERO;
        let rounds = 100_000_000;
        for number in 1..=rounds {
            let cell = match heap.allocate(NODE, 32) {
                Some(cell) => cell,
                None => {
                    let start = std::time::Instant::now();
                    collect(&mut heap, &kept);
                    collecting += start.elapsed();
                    heap.allocate(NODE, 32).unwrap()
                }
            };
            if number % every == 0 {
                if kept.len() < 100_000 {
                    kept.push(cell);
                } else {
                    kept[number * 7919 % 100_000] = cell;
                }
            }
            std::hint::black_box(cell);
        }
        let all = start.elapsed().as_nanos() as f64 / rounds as f64;
        let collecting = collecting.as_nanos() as f64 / rounds as f64;
        std::println!("{name}: {all:.2} ns each, {collecting:.2} of them collecting; {:?}", heap.usage());
    }
}
