//! Tests of the sequence of system calls, against a stand-in that records them. They run on any host.

use core::cell::{Cell, RefCell};
use core::ptr::NonNull;
use std::boxed::Box;
use std::vec;
use std::vec::Vec;

use copperhead_core::arena::{Arena, Budget};

use super::*;
use crate::system::Errno;

const PAGE: usize = 16384;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Call {
    Map(usize, Protection),
    Protect { offset: usize, length: usize, protection: Protection },
    Unmap(usize),
    AllowWriting(bool),
    Invalidate { offset: usize, length: usize },
}
use Call::{AllowWriting, Invalidate, Map, Unmap};

/// Memory with the alignment of pages.
#[derive(Clone, Copy)]
#[repr(C, align(16384))]
struct Page([u8; PAGE]);

/// Records every call; the memory is ordinary memory and kept to the end.
#[derive(Default)]
struct Recorder {
    switch: bool,
    refuse: Option<Protection>,
    /// The number of fallible calls from now until one fails; 0: none does.
    fail: Cell<usize>,
    calls: RefCell<Vec<Call>>,
    memory: RefCell<Vec<Box<[Page]>>>,
    writing: Cell<bool>,
}

impl Recorder {
    fn record(&self, call: Call) {
        self.calls.borrow_mut().push(call);
    }

    fn taken(&self) -> Vec<Call> {
        self.calls.take()
    }

    /// Where in its mapping an address lies.
    fn offset(&self, address: usize) -> usize {
        let memory = self.memory.borrow();
        let offsets = memory.iter().map(|pages| address.wrapping_sub(pages.as_ptr() as usize));
        offsets.min().unwrap()
    }

    fn check(&self, protection: Protection) -> Result<(), Errno> {
        if self.refuse == Some(protection) || self.fails() { Err(Errno(1)) } else { Ok(()) }
    }

    /// Whether this is the call that fails.
    fn fails(&self) -> bool {
        let left = self.fail.get();
        self.fail.set(left.saturating_sub(1));
        left == 1
    }

    /// That what was recorded is in order: the thread switches to writing and back in turn and ends running; the cache is told only what runs;
    /// nothing is mapped writable and executable but by `MAP_JIT`. Returns mappings minus removals.
    fn balance(&self) -> isize {
        let (mut writing, mut mapped) = (false, 0);
        for call in self.taken() {
            match call {
                AllowWriting(now) => assert_ne!(core::mem::replace(&mut writing, now), now, "switched twice"),
                Invalidate { .. } => assert!(!writing, "the cache is told before the switch back"),
                Map(length, _) => {
                    assert_eq!(length % PAGE, 0);
                    mapped += 1;
                }
                Unmap(_) => mapped -= 1,
                Call::Protect { offset, length, .. } => assert_eq!((offset % PAGE, length % PAGE), (0, 0)),
            }
        }
        assert!(!writing && !self.writing.get(), "the thread can run again");
        mapped
    }
}

// SAFETY: mappings are boxes kept as long as the recorder. Nothing is executed.
unsafe impl System for &Recorder {
    fn can_switch(&self) -> bool {
        self.switch
    }

    fn map(&self, length: usize, protection: Protection) -> Result<NonNull<u8>, Errno> {
        self.check(protection)?;
        self.record(Map(length, protection));
        let mut pages = vec![Page([0; PAGE]); length / PAGE].into_boxed_slice();
        let start = NonNull::new(pages.as_mut_ptr().cast()).unwrap();
        self.memory.borrow_mut().push(pages);
        Ok(start)
    }

    unsafe fn protect(&self, start: NonNull<u8>, length: usize, protection: Protection) -> Result<(), Errno> {
        self.check(protection)?;
        self.record(Call::Protect { offset: self.offset(start.as_ptr() as usize), length, protection });
        Ok(())
    }

    unsafe fn unmap(&self, _: NonNull<u8>, length: usize) -> Result<(), Errno> {
        self.record(Unmap(length));
        if self.fails() { Err(Errno(22)) } else { Ok(()) }
    }

    fn allow_writing(&self, writing: bool) {
        self.record(AllowWriting(writing));
    }

    fn mark_thread(&self, writing: bool) -> bool {
        // Only the first mark can fail: the C library has no room for it.
        if writing && self.fails() { false } else { self.writing.replace(writing) != writing }
    }

    fn invalidate_instructions(&self, start: usize, length: usize) {
        self.record(Invalidate { offset: self.offset(start), length });
    }

    fn page_size(&self) -> usize {
        PAGE
    }
}

fn apple_silicon() -> Recorder {
    Recorder { switch: true, ..Recorder::default() }
}

#[test]
fn the_probe_takes_what_is_the_machine_s_and_allowed() {
    let refusing = |switch, refuse| Recorder { switch, refuse, ..Recorder::default() };
    let strategy = |system: Recorder| MacCode::probe(&system).strategy();
    assert_eq!(strategy(apple_silicon()), Strategy::JitMapping);
    assert_eq!(strategy(refusing(false, None)), Strategy::Protect);
    // Other pages could be made executable, and would end the process when they run.
    assert_eq!(strategy(refusing(true, Some(Protection::Jit))), Strategy::Interpret);
    assert_eq!(strategy(refusing(false, Some(Protection::Execute))), Strategy::Interpret);
    assert_eq!(strategy(refusing(false, Some(Protection::Write))), Strategy::Interpret);
    let intel = refusing(false, None);
    assert!(MacCode::with_system(&intel, Strategy::JitMapping).is_err());
    let interpreting = MacCode::with_system(&intel, Strategy::Interpret).ok().unwrap();
    assert_eq!(Arena::new(interpreting, Budget::new(1 << 20)).reserve(1).err(), Some(CodeError::Refused));
}

#[test]
fn on_apple_silicon_the_thread_switches_writes_switches_back_and_tells_the_cache() {
    let system = apple_silicon();
    let code = MacCode::probe(&system);
    let probe = [Map(PAGE, Protection::Jit), AllowWriting(true), AllowWriting(false), Invalidate { offset: 0, length: PAGE }, Unmap(PAGE)];
    assert_eq!(system.taken(), probe);

    let mut arena = Arena::new(code, Budget { total: 2 * PAGE, span: 2 * PAGE });
    arena.reserve(64).unwrap().publish().unwrap();
    let first = [Map(2 * PAGE, Protection::Jit), AllowWriting(true), AllowWriting(false), Invalidate { offset: 0, length: 64 }];
    assert_eq!(system.taken(), first);

    let mut writable = arena.reserve(100).unwrap();
    assert_eq!(system.taken(), [AllowWriting(true)]);
    writable.parts().0.fill(1);
    drop(writable);
    assert_eq!(system.taken(), [AllowWriting(false), Invalidate { offset: 64, length: 100 }], "given up, it can run again");
    drop(arena);
    assert_eq!(system.taken(), [Unmap(2 * PAGE)]);
}

#[test]
fn one_thread_writes_one_region_at_a_time() {
    let system = apple_silicon();
    let mut one = Arena::new(MacCode::probe(&system), Budget::new(PAGE));
    let mut other = Arena::new(MacCode::probe(&system), Budget::new(PAGE));
    let writable = one.reserve(16).unwrap();
    assert_eq!(other.reserve(16).err(), Some(CodeError::Refused));
    assert!(writable.publish().is_ok());
    assert!(other.reserve(16).unwrap().publish().is_ok());
}

#[test]
fn on_intel_the_region_s_own_pages_change_and_no_others() {
    let system = Recorder::default();
    let mut arena = Arena::new(MacCode::probe(&system), Budget { total: 4 * PAGE, span: 4 * PAGE });
    arena.reserve(PAGE - 16).unwrap().publish().unwrap();
    system.taken();
    arena.reserve(PAGE + 32).unwrap().publish().unwrap();
    let change = |protection| Call::Protect { offset: PAGE, length: 2 * PAGE, protection };
    let expected = [change(Protection::Write), change(Protection::Execute), Invalidate { offset: PAGE, length: PAGE + 32 }];
    assert_eq!(system.taken(), expected);
}

/// Regions reserved, published, given up and freed, in spans of a page; what fails is told.
fn program(system: &Recorder) -> Vec<CodeError> {
    let mut failures = Vec::new();
    let mut arena = Arena::new(MacCode::probe(system), Budget { total: 3 * PAGE, span: PAGE });
    let mut regions = Vec::new();
    for size in [100, PAGE - 200, PAGE, 50, 60] {
        match arena.reserve(size).and_then(|mut writable| {
            writable.parts().0.fill(0xaa);
            writable.publish()
        }) {
            Ok(region) => regions.push(region),
            Err(error) => failures.push(error),
        }
        failures.extend(arena.reserve(8).err());
    }
    for region in regions {
        // SAFETY: nothing runs here.
        unsafe { arena.free(region) }.unwrap();
    }
    assert_eq!(arena.usage().used, 0);
    arena.release_unused();
    assert!(!arena.is_halted());
    failures
}

#[test]
fn every_failing_call_is_survived() {
    for switch in [true, false] {
        let without = Recorder { switch, ..Recorder::default() };
        let expected = program(&without);
        assert_eq!(without.balance(), 0);
        let mut n = 0;
        let mut seen = 0;
        loop {
            n += 1;
            let system = Recorder { switch, ..Recorder::default() };
            system.fail.set(n);
            let failures = program(&system);
            seen += usize::from(failures != expected);
            assert_eq!(system.balance(), 0, "call {n}: a mapping leaks");
            if system.fail.get() != 0 {
                break;
            }
        }
        assert!(n > 15 && seen > 5, "{n} calls fail, {seen} are seen");
    }
}

#[test]
fn what_cannot_be_published_takes_nothing_with_it() {
    let system = Recorder::default();
    let mut arena = Arena::new(MacCode::probe(&system), Budget { total: 2 * PAGE, span: 2 * PAGE });
    let first = arena.reserve(100).unwrap().publish().unwrap();
    let writable = arena.reserve(100).unwrap();
    system.taken();
    system.fail.set(1);
    assert_eq!(writable.publish().err(), Some(CodeError::Refused));
    assert_eq!(system.taken(), [], "nothing is told to the cache");
    assert!(!arena.is_halted());
    // The page is written again, and this time it works.
    let second = arena.reserve(100).unwrap().publish().unwrap();
    assert_eq!(second.entry_address(0).unwrap() - first.entry_address(0).unwrap(), PAGE);
}
