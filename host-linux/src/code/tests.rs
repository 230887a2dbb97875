//! Tests of the code buffer: each strategy for real, and the order of the probe with system calls that refuse.

use core::cell::{Cell, RefCell};
use std::vec;
use std::vec::Vec;

use copperhead_core::arena::{Arena, Budget};

use super::*;
use crate::system::File;

/// What decides about the execution of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    /// Its pages got this permission.
    Protected { start: usize, length: usize, protection: Protection },
    /// The caches were told.
    Coherent { write: usize, execute: usize, length: usize },
}

/// The kernel, but it refuses what a test says, and tells what it was asked.
#[derive(Debug, Default)]
struct Refusing {
    events: RefCell<Vec<Event>>,
    /// Says that the caches are not coherent.
    incoherent: Cell<bool>,
    files: bool,
    execute: bool,
    /// Refuses to make memory executable that was writable, as under MDWE.
    protect: bool,
    forks: bool,
    /// Mappings minus removals.
    open: Cell<isize>,
    /// The number of mappings from now until one fails.
    fail_map: Cell<usize>,
    /// How many forks it claims.
    claimed: Cell<usize>,
    /// What is added to the number of the process.
    child: Cell<i32>,
}

// SAFETY: everything is passed on to the kernel or fails.
unsafe impl System for &Refusing {
    fn map(&self, length: usize, protection: Protection, file: Option<File>) -> Result<NonNull<u8>, Errno> {
        if self.fail_map.get() == 1 {
            self.fail_map.set(0);
            return Err(Errno(libc::ENOMEM));
        }
        self.fail_map.set(self.fail_map.get().saturating_sub(1));
        if self.execute && protection == Protection::Execute {
            return Err(Errno(libc::EACCES));
        }
        let result = Kernel.map(length, protection, file);
        self.open.set(self.open.get() + isize::from(result.is_ok()));
        result
    }

    unsafe fn protect(&self, start: NonNull<u8>, length: usize, protection: Protection) -> Result<(), Errno> {
        if self.protect && protection == Protection::Execute {
            return Err(Errno(libc::EACCES));
        }
        self.events.borrow_mut().push(Event::Protected { start: start.as_ptr() as usize, length, protection });
        // SAFETY: the caller's promise.
        unsafe { Kernel.protect(start, length, protection) }
    }

    unsafe fn make_coherent(&self, write: usize, execute: usize, length: usize) -> bool {
        self.events.borrow_mut().push(Event::Coherent { write, execute, length });
        // SAFETY: the caller's promise.
        unsafe { Kernel.make_coherent(write, execute, length) && !self.incoherent.get() }
    }

    unsafe fn hide_from_children(&self, start: NonNull<u8>, length: usize) -> Result<(), Errno> {
        // SAFETY: the caller's promise.
        unsafe { Kernel.hide_from_children(start, length) }
    }

    unsafe fn unmap(&self, start: NonNull<u8>, length: usize) -> Result<(), Errno> {
        self.open.set(self.open.get() - 1);
        // SAFETY: the caller's promise.
        unsafe { Kernel.unmap(start, length) }
    }

    fn create_file(&self, length: usize) -> Result<File, Errno> {
        if self.files { Err(Errno(libc::ENOSYS)) } else { Kernel.create_file(length) }
    }

    fn close(&self, file: File) {
        Kernel.close(file);
    }

    fn watch_forks(&self) -> Result<(), Errno> {
        if self.forks { Err(Errno(libc::ENOMEM)) } else { Ok(()) }
    }

    fn forks(&self) -> usize {
        self.claimed.get()
    }

    fn process(&self) -> i32 {
        Kernel.process() + self.child.get()
    }

    fn page_size(&self) -> usize {
        Kernel.page_size()
    }
}

const BOTH: [Strategy; 2] = [Strategy::DoubleMapping, Strategy::Protect];

#[test]
fn the_probe_takes_the_first_that_is_allowed() {
    let allowed = |system: Refusing| {
        let strategy = LinuxCode::probe(&system).strategy();
        assert_eq!(system.open.get(), 0, "the probe leaves nothing mapped");
        strategy
    };
    assert_eq!(allowed(Refusing::default()), Strategy::DoubleMapping);
    assert_eq!(allowed(Refusing { files: true, ..Refusing::default() }), Strategy::Protect);
    assert_eq!(allowed(Refusing { forks: true, ..Refusing::default() }), Strategy::Protect);
    assert_eq!(allowed(Refusing { protect: true, ..Refusing::default() }), Strategy::DoubleMapping);
    assert_eq!(allowed(Refusing { files: true, protect: true, ..Refusing::default() }), Strategy::Interpret);
    assert_eq!(allowed(Refusing { execute: true, ..Refusing::default() }), Strategy::Interpret);
}

#[test]
fn a_chosen_strategy_that_is_refused_is_an_error() {
    let system = Refusing { files: true, ..Refusing::default() };
    assert!(LinuxCode::with_system(&system, Strategy::DoubleMapping).is_err());
    assert!(LinuxCode::with_system(&system, Strategy::Protect).is_ok());
    let system = Refusing { protect: true, ..Refusing::default() };
    assert!(LinuxCode::with_system(&system, Strategy::Protect).is_err());
    assert!(LinuxCode::with_system(&system, Strategy::Interpret).is_ok());
}

#[test]
fn here_the_probe_finds_machine_code() {
    assert_eq!(LinuxCode::new().strategy(), Strategy::DoubleMapping);
}

#[test]
fn interpreting_refuses_every_reservation() {
    let mut arena = Arena::new(LinuxCode::with(Strategy::Interpret).unwrap(), Budget::new(1 << 20));
    assert_eq!(arena.reserve(16).err(), Some(CodeError::Refused));
}

#[test]
fn every_failing_mapping_is_cleaned_up() {
    for strategy in BOTH {
        let system = Refusing::default();
        let mut code = LinuxCode::with_system(&system, strategy).ok().unwrap();
        let mappings = if strategy == Strategy::DoubleMapping { 2 } else { 1 };
        for n in 1..=mappings {
            system.fail_map.set(n);
            assert_eq!(code.reserve(100), Err(CodeError::NoMemory));
            assert_eq!(system.open.get(), 0);
        }
        let span = code.reserve(100).unwrap();
        assert_eq!(span.length, code.granule());
        // SAFETY: the span is released once and nothing runs in it.
        unsafe { code.release(span) }.unwrap();
        assert_eq!(system.open.get(), 0);
    }
}

#[test]
fn the_caches_are_told_of_exactly_the_region_before_it_is_published() {
    let page = system_page();
    for strategy in BOTH {
        let system = Refusing::default();
        let mut arena = Arena::new(LinuxCode::with_system(&system, strategy).ok().unwrap(), Budget::new(1 << 16));
        // Two regions: the second starts inside a page of the double mapping.
        for length in [32, page + 48] {
            system.events.borrow_mut().clear();
            let writable = arena.reserve(length).unwrap();
            let (write, execute) = (writable.write_address(), writable.execute_address() as usize);
            let start = write & !(page - 1);
            let protected = |protection| Event::Protected { start, length: (write - start + length).next_multiple_of(page), protection };
            let opened = system.events.take();
            let published = writable.publish().unwrap();
            let coherent = Event::Coherent { write, execute, length };
            match strategy {
                Strategy::DoubleMapping => assert_eq!((opened, system.events.take()), (vec![], vec![coherent])),
                _ => {
                    assert_eq!(opened, [protected(Protection::Write)]);
                    // The kernel has the last word about the page before the caches are told: what it copies or maps then counts.
                    assert_eq!(system.events.take(), [protected(Protection::Execute), coherent]);
                }
            }
            assert_eq!(published.entry_address(0), Some(execute));
        }
    }
}

#[test]
fn what_the_caches_may_not_show_is_not_published() {
    for strategy in BOTH {
        let system = Refusing::default();
        let mut arena = Arena::new(LinuxCode::with_system(&system, strategy).ok().unwrap(), Budget::new(1 << 16));
        let writable = arena.reserve(32).unwrap();
        system.incoherent.set(true);
        assert_eq!(writable.publish().err(), Some(CodeError::Refused));
        drop(arena);
        let probed = LinuxCode::probe(&system).strategy();
        assert_eq!(probed, Strategy::Interpret, "nor does the probe take such a system");
        assert_eq!(system.open.get(), 0);
    }
}

#[test]
fn absurd_sizes_are_refused() {
    for strategy in BOTH {
        let mut code = LinuxCode::with(strategy).unwrap();
        for size in [usize::MAX, usize::MAX / 2, isize::MAX as usize + 1, 1 << 60] {
            assert!(matches!(code.reserve(size), Err(CodeError::TooLarge | CodeError::NoMemory | CodeError::Refused)), "{size:#x}");
        }
    }
}

#[test]
fn after_a_fork_the_parent_writes_to_new_spans_and_the_child_to_none() {
    let system = Refusing::default();
    let page = system_page();
    let mut arena =
        Arena::new(LinuxCode::with_system(&system, Strategy::DoubleMapping).ok().unwrap(), Budget { total: 4 * page, span: page });
    let first = arena.reserve(32).unwrap().publish().unwrap();
    system.claimed.set(1);
    let second = arena.reserve(32).unwrap().publish().unwrap();
    let distance = second.entry_address(0).unwrap().abs_diff(first.entry_address(0).unwrap());
    assert!(distance >= page, "the second region must not share the first one's page");
    // A fork while a region is being written.
    let third = arena.reserve(32).unwrap();
    system.claimed.set(2);
    assert_eq!(third.publish().err(), Some(CodeError::Forked));
    assert!(arena.reserve(32).unwrap().publish().is_ok());
    assert!(!arena.is_halted());
    system.child.set(1);
    assert_eq!(arena.reserve(32).err(), Some(CodeError::Forked));
    // SAFETY: nothing ran in the regions.
    unsafe {
        arena.free(first).unwrap();
        arena.free(second).unwrap();
    }
    assert_eq!(arena.reserve(32).err(), Some(CodeError::Forked));
}

#[test]
fn by_protection_a_fork_changes_nothing() {
    let system = Refusing::default();
    let mut arena = Arena::new(LinuxCode::with_system(&system, Strategy::Protect).ok().unwrap(), Budget::new(1 << 16));
    drop(arena.reserve(32).unwrap());
    system.claimed.set(1);
    system.child.set(1);
    assert!(arena.reserve(32).unwrap().publish().is_ok());
}

/// The permissions of the mapping that holds an address, as the kernel tells them.
fn permissions(address: usize) -> std::string::String {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    for line in maps.lines() {
        let (range, rest) = line.split_once(' ').unwrap();
        let (from, to) = range.split_once('-').unwrap();
        if (usize::from_str_radix(from, 16).unwrap()..usize::from_str_radix(to, 16).unwrap()).contains(&address) {
            return rest[..3].into();
        }
    }
    "none".into()
}

#[test]
fn no_memory_is_ever_writable_and_executable() {
    for strategy in BOTH {
        let mut arena = Arena::new(LinuxCode::with(strategy).unwrap(), Budget::new(1 << 16));
        let writable = arena.reserve(64).unwrap();
        let (write, execute) = (writable.write_address(), writable.execute_address() as usize);
        let two = strategy == Strategy::DoubleMapping;
        assert_eq!(permissions(write), "rw-");
        assert_eq!(permissions(execute), if two { "r-x" } else { "rw-" });
        let executable = writable.publish().unwrap();
        assert_eq!(permissions(write), if two { "rw-" } else { "r-x" });
        assert_eq!(permissions(execute), "r-x");
        assert_eq!(executable.entry_address(0), Some(execute));
    }
}

fn system_page() -> usize {
    Kernel.page_size()
}

/// `mov eax, value; ret`
#[cfg(target_arch = "x86_64")]
fn returns(value: u32) -> Vec<u8> {
    let mut code = vec![0xb8];
    code.extend(value.to_le_bytes());
    code.push(0xc3);
    code
}

/// `movz w0, #low; movk w0, #high, lsl #16; ret`
#[cfg(target_arch = "aarch64")]
fn returns(value: u32) -> Vec<u8> {
    let words = [0x5280_0000 | ((value & 0xffff) << 5), 0x72a0_0000 | ((value >> 16) << 5), 0xd65f_03c0];
    words.into_iter().flat_map(u32::to_le_bytes).collect()
}

#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod running {
    use super::*;
    use copperhead_core::buffer::Executable;

    fn publish(arena: &mut Arena<LinuxCode>, value: u32) -> Executable {
        let code = returns(value);
        let mut writable = arena.reserve(code.len()).unwrap();
        writable.parts().0.copy_from_slice(&code);
        writable.publish().unwrap()
    }

    fn call(region: &Executable) -> u32 {
        // SAFETY: the region holds a function of this type, its arena lives and is not being written.
        unsafe { region.entry::<extern "C" fn() -> u32>(0).unwrap()() }
    }

    #[test]
    fn published_functions_run() {
        for strategy in BOTH {
            // By protection each region has a page of its own.
            let mut arena = Arena::new(LinuxCode::with(strategy).unwrap(), Budget::new(16 << 20));
            let regions: Vec<Executable> = (0..2000).map(|value| publish(&mut arena, value * 70_001)).collect();
            for (region, value) in regions.iter().zip(0..) {
                assert_eq!(call(region), value * 70_001, "{strategy:?}");
            }
        }
    }

    #[test]
    fn a_function_rewritten_ten_thousand_times_is_always_the_new_one() {
        for strategy in BOTH {
            let mut arena = Arena::new(LinuxCode::with(strategy).unwrap(), Budget::new(4096));
            let mut addresses = std::collections::BTreeSet::new();
            for value in 0..10_000 {
                let region = publish(&mut arena, value);
                assert_eq!(call(&region), value);
                addresses.insert(region.entry_address(0));
                // SAFETY: the function has returned.
                unsafe { arena.free(region) }.unwrap();
            }
            assert_eq!(addresses.len(), 1, "freed memory is used again");
        }
    }
}
