//! Tests of the arena over the model host: against an oracle, with budgets too small, and with every host call failing.

use std::collections::BTreeMap;
use std::vec;
use std::vec::Vec;

use super::*;
use crate::model::faults::{Faults, Plan};
use crate::model::{Call, ModelBuffer};

const PAGE: usize = 4096;

fn arena(total: usize, span: usize) -> Arena<ModelBuffer> {
    Arena::new(ModelBuffer::new(1 << 30, PAGE), Budget { total, span })
}

fn publish<B: CodeBuffer>(arena: &mut Arena<B>, size: usize, byte: u8) -> Result<Executable, CodeError> {
    let mut writable = arena.reserve(size)?;
    assert_eq!(writable.len(), size);
    assert_eq!(writable.execute_address() % 16, 0);
    writable.parts().0.fill(byte);
    writable.publish()
}

fn free<B: CodeBuffer>(arena: &mut Arena<B>, region: Executable) {
    // SAFETY: the model host executes nothing.
    unsafe { arena.free(region) }.unwrap();
}

/// A generator of numbers that needs no library (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// The oracle: regions by address. None may overlap another, each holds what was written to it, and the sums agree.
#[test]
fn random_reserving_and_freeing_agrees_with_an_oracle() {
    for (seed, granule, span, suspends) in [(1, PAGE, 1 << 16, false), (2, 16, 1 << 12, false), (3, PAGE, 1 << 14, true)] {
        let buffer = ModelBuffer::new(1 << 30, granule);
        let buffer = if suspends { buffer.suspending() } else { buffer };
        let mut arena = Arena::new(buffer, Budget { total: 1 << 18, span });
        let mut random = Random(seed);
        let mut live: Vec<(Executable, u8)> = Vec::new();
        let mut oracle: BTreeMap<usize, usize> = BTreeMap::new();
        let (mut refused, mut reserved) = (0, 0);
        for turn in 0..20_000 {
            // Grows and shrinks in waves.
            let grow = if turn / 2000 % 2 == 0 { 7 } else { 4 };
            if random.below(10) < grow {
                let large = random.below(20) == 0;
                let size = 1 + random.below(if large { 9000 } else { 600 });
                let byte = turn as u8;
                match publish(&mut arena, size, byte) {
                    Ok(region) => {
                        let start = region.entry_address(0).unwrap();
                        let before = oracle.range(..start + size).next_back();
                        assert!(before.is_none_or(|(other, length)| other + length <= start), "regions overlap");
                        oracle.insert(start, size);
                        live.push((region, byte));
                        reserved += 1;
                    }
                    Err(error) => {
                        assert_eq!(error, CodeError::NoMemory);
                        refused += 1;
                    }
                }
            } else if !live.is_empty() {
                let (region, byte) = live.swap_remove(random.below(live.len()));
                let start = region.entry_address(0).unwrap();
                assert!(arena.buffer().fetch(start, region.len()).unwrap().iter().all(|found| *found == byte));
                oracle.remove(&start);
                free(&mut arena, region);
            }
            if turn % 500 == 0 {
                let used: usize = oracle.values().map(|size| size.next_multiple_of(UNIT)).sum();
                assert_eq!(arena.usage().used, used);
                assert_eq!(arena.usage().reserved, arena.buffer().given());
                assert!(arena.usage().reserved <= 1 << 18);
                for (region, byte) in &live {
                    let fetched = arena.buffer().fetch(region.entry_address(0).unwrap(), region.len()).unwrap();
                    assert!(fetched.iter().all(|found| found == byte));
                }
            }
        }
        assert!(reserved > 5000 && refused > 50, "{reserved} {refused}");
        for (region, _) in live {
            free(&mut arena, region);
        }
        let usage = arena.usage();
        assert_eq!((usage.used, usage.extents), (0, arena.spans.len()), "all joined again, one extent for each span");
        arena.release_unused();
        assert_eq!((arena.usage(), arena.buffer().given()), (Usage::default(), 0));
    }
}

#[test]
fn padding_is_at_most_five_percent() {
    let mut arena = arena(1 << 20, 1 << 16);
    let mut random = Random(7);
    let mut bytes = 0;
    while let Ok(region) = {
        let size = 100 + random.below(900);
        publish(&mut arena, size, 0)
    } {
        bytes += region.len();
    }
    let Usage { reserved, used, .. } = arena.usage();
    assert_eq!(reserved, 1 << 20);
    assert!((used - bytes) * 20 <= bytes, "padding {} of {bytes}", used - bytes);
    assert!((reserved - bytes) * 20 <= reserved, "lost {} of {reserved}", reserved - bytes);
}

#[test]
fn budgets_that_are_too_small_refuse_and_recover() {
    assert_eq!(publish(&mut arena(0, 0), 1, 0), Err(CodeError::TooLarge));
    assert_eq!(publish(&mut arena(PAGE - 1, PAGE), 1, 0), Err(CodeError::TooLarge), "less than the host's granule");
    let mut small = arena(PAGE, PAGE);
    assert_eq!(publish(&mut small, PAGE + 1, 0), Err(CodeError::TooLarge));
    assert_eq!(publish(&mut small, usize::MAX, 0), Err(CodeError::TooLarge));
    let first = publish(&mut small, PAGE - 16, 1).unwrap();
    assert_eq!(publish(&mut small, 17, 0), Err(CodeError::NoMemory));
    let last = publish(&mut small, 16, 2).unwrap();
    assert_eq!(publish(&mut small, 1, 0), Err(CodeError::NoMemory));
    free(&mut small, first);
    free(&mut small, last);
    assert!(publish(&mut small, PAGE, 3).is_ok());
    // A host with less than the budget.
    let mut poor = Arena::new(ModelBuffer::new(2 * PAGE, PAGE), Budget::new(1 << 20));
    assert!(publish(&mut poor, 100, 0).is_ok(), "a whole span is not to be had, but the region is");
    assert!(publish(&mut poor, 5000, 0).is_err());
    assert_eq!(publish(&mut Arena::new(crate::buffer::NoCode, Budget::new(1 << 20)), 16, 0), Err(CodeError::Refused));
}

#[test]
fn empty_spans_make_way_for_a_large_region() {
    let mut arena = arena(4 * PAGE, PAGE);
    let regions: Vec<Executable> = (0..4).map(|_| publish(&mut arena, PAGE, 0).unwrap()).collect();
    assert_eq!(publish(&mut arena, 3 * PAGE, 0), Err(CodeError::NoMemory));
    for region in regions.into_iter().skip(1) {
        free(&mut arena, region);
    }
    let large = publish(&mut arena, 3 * PAGE, 0).unwrap();
    assert_eq!(arena.buffer().given(), 4 * PAGE);
    free(&mut arena, large);
}

#[test]
fn what_is_not_published_is_not_executable_and_goes_back() {
    let mut arena = arena(PAGE, PAGE);
    let mut writable = arena.reserve(100).unwrap();
    writable.parts().0.fill(9);
    let address = writable.execute_address() as usize;
    assert_eq!(writable.arena.buffer.fetch(address, 100), None);
    drop(writable);
    let Usage { used, extents, .. } = arena.usage();
    assert_eq!((used, extents), (0, 1));
}

/// Every call of each kind fails once, at every place in a small program, with every error that fits.
#[test]
fn every_failing_call_leaves_the_arena_whole() {
    let program = |arena: &mut Arena<ModelBuffer>| -> usize {
        let mut live: Vec<(Executable, u8)> = Vec::new();
        let mut failures = 0;
        for turn in 0_u8..40 {
            match publish(arena, 40 * usize::from(turn % 7) + 900, turn) {
                Ok(region) => live.push((region, turn)),
                Err(_) => failures += 1,
            }
            if turn % 3 == 2 && !live.is_empty() {
                free(arena, live.swap_remove(0).0);
            }
            if turn % 16 == 15 {
                for (region, _) in live.drain(..) {
                    free(arena, region);
                }
                arena.release_unused();
            }
        }
        for (region, byte) in live {
            let fetched = arena.buffer().fetch(region.entry_address(0).unwrap(), region.len()).unwrap();
            assert!(fetched.iter().all(|found| *found == byte));
            free(arena, region);
        }
        failures
    };
    for call in [Call::Reserve, Call::Release, Call::BeginWrite, Call::Publish] {
        for error in [CodeError::Refused, CodeError::NoMemory, CodeError::Forked] {
            let mut n = 0;
            loop {
                n += 1;
                let mut arena = arena(1 << 20, PAGE);
                arena.buffer.fail(call, n, error);
                let failures = program(&mut arena);
                // A host that failed once answers again; retiring a span or taking a smaller one even hides it.
                assert!(failures <= 1, "{call:?} {n} {error:?}: {failures}");
                assert!(call == Call::Release || arena.usage().used == 0, "{call:?} {n} {error:?}");
                assert!(!arena.is_halted());
                if arena.buffer.count(call) < n {
                    break;
                }
            }
            assert!(n > 3, "{call:?} was called {n} times");
        }
    }
}

#[test]
fn a_failing_publish_halts_where_writing_suspends_execution() {
    let mut arena = Arena::new(ModelBuffer::new(1 << 20, PAGE).suspending(), Budget::new(PAGE));
    let neighbour = publish(&mut arena, 100, 1).unwrap();
    arena.buffer.fail(Call::Publish, 1, CodeError::Refused);
    assert_eq!(publish(&mut arena, 100, 2), Err(CodeError::Halted));
    assert!(arena.is_halted());
    assert_eq!(arena.buffer().fetch(neighbour.entry_address(0).unwrap(), 100), None, "the model agrees");
    assert_eq!(publish(&mut arena, 100, 3), Err(CodeError::Halted));
    // The same when a region is given up.
    let mut arena = Arena::new(ModelBuffer::new(1 << 20, PAGE).suspending(), Budget::new(PAGE));
    arena.buffer.fail(Call::Publish, 1, CodeError::Refused);
    drop(arena.reserve(16).unwrap());
    assert!(arena.is_halted());
}

#[test]
fn a_failing_publish_takes_no_other_region_with_it_where_they_lie_apart() {
    let mut arena = Arena::new(ModelBuffer::new(1 << 20, PAGE).suspending().separating(), Budget::new(8 * PAGE));
    let neighbour = publish(&mut arena, 100, 1).unwrap();
    let fetched = |arena: &Arena<ModelBuffer>| arena.buffer().fetch(neighbour.entry_address(0).unwrap(), 100).map(<[u8]>::to_vec);
    arena.buffer.fail(Call::Publish, 1, CodeError::Refused);
    assert_eq!(publish(&mut arena, 100, 2), Err(CodeError::Refused));
    assert!(!arena.is_halted());
    assert_eq!(fetched(&arena), Some(vec![1; 100]));
    assert_eq!(arena.usage().used, PAGE, "what could not be published is free again");
    arena.buffer.fail(Call::Publish, 1, CodeError::Refused);
    drop(arena.reserve(PAGE + 1).unwrap());
    assert_eq!((arena.is_halted(), fetched(&arena)), (false, Some(vec![1; 100])));
    let third = publish(&mut arena, PAGE + 1, 3).unwrap();
    assert_eq!(arena.usage().used, 3 * PAGE);
    free(&mut arena, third);
    assert_eq!(arena.usage().used, PAGE);
}

#[test]
fn a_host_that_always_says_forked_is_given_up() {
    let host = Faults::new(ModelBuffer::new(1 << 20, PAGE), Plan::From(2), Some(Call::BeginWrite), CodeError::Forked);
    let mut arena = Arena::new(host, Budget { total: 4 * PAGE, span: PAGE });
    let region = publish(&mut arena, 100, 1).unwrap();
    for _ in 0..5 {
        assert_eq!(publish(&mut arena, 100, 2), Err(CodeError::Forked));
    }
    assert!(arena.buffer().calls() < 20);
    free(&mut arena, region);
    arena.release_unused();
    assert_eq!(arena.buffer().spans(), 0);
}

#[test]
fn what_is_freed_or_given_up_does_not_stay_in_the_execute_view() {
    let mut arena = arena(PAGE, PAGE);
    let region = publish(&mut arena, 100, 7).unwrap();
    let address = region.entry_address(0).unwrap();
    let fetched = |arena: &Arena<ModelBuffer>| arena.buffer().fetch(address, 100).unwrap().iter().filter(|byte| **byte == 7).count();
    assert_eq!(fetched(&arena), 100);
    free(&mut arena, region);
    assert_eq!(fetched(&arena), 0);
    let mut writable = arena.reserve(100).unwrap();
    assert_eq!(writable.execute_address(), address as u64);
    writable.parts().0.fill(7);
    drop(writable);
    assert_eq!(fetched(&arena), 0);
}

#[test]
fn another_arena_s_region_comes_back() {
    let (mut one, mut other) = (arena(PAGE, PAGE), arena(PAGE, PAGE));
    // The model's execute addresses begin alike: only the write addresses tell the two apart.
    let region = publish(&mut one, 64, 0).unwrap();
    publish(&mut other, 64, 0).unwrap();
    // SAFETY: the model host executes nothing.
    let error = unsafe { other.free(region) }.unwrap_err();
    assert_eq!(error.reason, CodeError::Foreign);
    free(&mut one, error.region);
}

#[test]
fn a_full_table_keeps_the_region_until_neighbours_are_free() {
    let mut arena = arena(1 << 20, 1 << 20);
    let mut regions: Vec<Option<Executable>> = (0..2 * MAXIMUM_EXTENTS + 2).map(|_| Some(publish(&mut arena, 16, 0).unwrap())).collect();
    let mut kept = vec![];
    for index in (0..regions.len()).step_by(2) {
        // SAFETY: the model host executes nothing.
        if let Err(error) = unsafe { arena.free(regions[index].take().unwrap()) } {
            assert_eq!(error.reason, CodeError::TableFull);
            kept.push(error.region);
        }
    }
    assert_eq!((arena.usage().extents, kept.len()), (MAXIMUM_EXTENTS, 2));
    for region in regions.into_iter().flatten().chain(kept) {
        free(&mut arena, region);
    }
    assert_eq!((arena.usage().extents, arena.usage().used), (1, 0));
}

#[test]
fn entries_lie_inside_the_region() {
    let mut arena = arena(PAGE, PAGE);
    let region = publish(&mut arena, 33, 0).unwrap();
    let start = region.entry_address(0).unwrap();
    assert_eq!((region.entry_address(32), region.entry_address(33), region.entry_address(u32::MAX)), (Some(start + 32), None, None));
    assert!(region.contains(start) && region.contains(start + 32));
    assert!(!region.contains(start + 33) && !region.contains(start.wrapping_sub(1)) && !region.contains(0));
    // SAFETY: nothing is called.
    unsafe {
        assert!(region.entry::<extern "C" fn()>(32).is_some());
        assert!(region.entry::<extern "C" fn()>(33).is_none());
        assert!(region.entry::<u8>(0).is_none(), "not the size of an address");
    }
}

/// A host whose spans break the contract in one way.
struct Broken(ModelBuffer, fn(&mut Span));

// SAFETY: it is not; the arena under test must notice before it uses the span.
unsafe impl CodeBuffer for Broken {
    fn reserve(&mut self, bytes: usize) -> Result<Span, CodeError> {
        let mut span = self.0.reserve(bytes)?;
        (self.1)(&mut span);
        Ok(span)
    }
    unsafe fn release(&mut self, _: Span) -> Result<(), CodeError> {
        Ok(())
    }
    unsafe fn begin_write(&mut self, _: &Span, _: usize, _: usize) -> Result<(), CodeError> {
        panic!("the span was used")
    }
    unsafe fn publish(&mut self, _: &Span, _: usize, _: usize) -> Result<(), CodeError> {
        panic!("the span was used")
    }
    fn granule(&self) -> usize {
        0
    }
    fn writing_suspends_execution(&self) -> bool {
        false
    }
}

#[test]
fn spans_that_break_the_contract_are_not_used() {
    let ways: [fn(&mut Span); 4] =
        [|span| span.execute += 8, |span| span.length -= 16, |span| span.length += 1, |span| span.execute = usize::MAX & !15];
    for way in ways {
        let mut arena = Arena::new(Broken(ModelBuffer::new(1 << 20, PAGE), way), Budget { total: PAGE, span: PAGE });
        assert_eq!(arena.reserve(PAGE).err(), Some(CodeError::BadSpan));
    }
}
