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
        if self.refuse == Some(protection) { Err(Errno(1)) } else { Ok(()) }
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
        Ok(())
    }

    fn allow_writing(&self, writing: bool) {
        self.record(AllowWriting(writing));
    }

    fn mark_thread(&self, writing: bool) -> bool {
        self.writing.replace(writing) != writing
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
fn the_probe_takes_the_first_that_is_allowed() {
    let refusing = |switch, refuse| Recorder { switch, refuse, ..Recorder::default() };
    let strategy = |system: Recorder| MacCode::probe(&system).strategy();
    assert_eq!(strategy(apple_silicon()), Strategy::JitMapping);
    assert_eq!(strategy(refusing(false, None)), Strategy::Protect);
    assert_eq!(strategy(refusing(true, Some(Protection::Jit))), Strategy::Protect);
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
