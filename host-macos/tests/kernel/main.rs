//! The very files that call macOS, `kernel.rs` and `services.rs`, run on any host: the C library that they call is [`c_library`], which records
//! the calls. In which order code memory asks for them is tested in `src/code/tests.rs`; here is what each becomes.
#![cfg(not(target_os = "macos"))]

// `libc::…` in these files is found here.
extern crate self as libc;

mod c_library;
#[path = "../../src/kernel.rs"]
mod kernel;
#[path = "../../src/services.rs"]
mod services;

use c_library::*;
use copperhead_core::buffer::{CodeBuffer, CodeError};
use copperhead_host_macos::system::{Errno, Protection, System};
use copperhead_host_macos::{MacCode, Strategy, system};
use kernel::Kernel;
use std::ptr::NonNull;
use std::sync::Once;

/// The process's first key: while this thread makes one, another is faster. Then the slower thread gives its key back, and both use the other's.
fn first_key() {
    static FIRST: Once = Once::new();
    FIRST.call_once(|| {
        FAILS.set("pthread_key_create");
        assert!(!Kernel.mark_thread(true), "without a key nothing can be marked");
        FAILS.set("");
        MEANWHILE.set(Some(|| {
            std::thread::spawn(|| assert!(Kernel.mark_thread(true))).join().unwrap();
        }));
        assert!(Kernel.mark_thread(true), "marks are a thread's own");
        assert_eq!(calls(), [Call::DeleteKey(256)]);
        assert!(Kernel.mark_thread(false));
    });
}

#[test]
fn a_thread_is_marked_once() {
    first_key();
    assert!(Kernel.mark_thread(true));
    assert!(!Kernel.mark_thread(true));
    assert!(Kernel.mark_thread(false));
    assert!(!Kernel.mark_thread(false));
    FAILS.set("pthread_setspecific");
    assert!(!Kernel.mark_thread(true));
    assert_eq!(calls(), [], "no second key is made, none is deleted");
}

#[test]
fn memory_is_asked_for_as_the_manual_says() {
    for (protection, access, flags) in [(Protection::Write, 3, 0x1002), (Protection::Execute, 5, 0x1002), (Protection::Jit, 7, 0x1802)] {
        let start = Kernel.map(2 * PAGE, protection).unwrap();
        assert_eq!(calls(), [Call::Map { wish: 0, length: 2 * PAGE, access, flags, file: -1, offset: 0 }]);
        let address = start.as_ptr() as usize;
        // SAFETY: the mapping is the test's.
        unsafe {
            Kernel.protect(start, PAGE, protection).unwrap();
            Kernel.unmap(start, 2 * PAGE).unwrap();
        }
        assert_eq!(calls(), [Call::Protect { start: address, length: PAGE, access }, Call::Unmap { start: address, length: 2 * PAGE }]);
    }
}

#[test]
fn a_failed_call_brings_its_number() {
    FAILS.set("mmap");
    assert_eq!(Kernel.map(PAGE, Protection::Jit), Err(Errno(EPERM)));
    let start = NonNull::dangling();
    // SAFETY: nothing is done but recorded.
    unsafe {
        FAILS.set("mprotect");
        assert_eq!(Kernel.protect(start, PAGE, Protection::Write), Err(Errno(EPERM)));
        FAILS.set("munmap");
        assert_eq!(Kernel.unmap(start, PAGE), Err(Errno(EPERM)));
    }
}

#[test]
fn the_size_of_pages_is_the_systems() {
    for (said, taken) in [(16384, 16384), (4096, 4096), (-1, 16384), (0, 16384), (8, 16384), (5000, 16384)] {
        PAGE_SIZE.set(said);
        assert_eq!(Kernel.page_size(), taken);
    }
}

/// A region's way through the real files: mapped for the switch, written with the protection off, run with it on, then the caches are told.
#[test]
fn code_memory_on_apple_silicon() {
    first_key();
    let mut code = MacCode::probe(Kernel);
    assert_eq!(code.strategy(), Strategy::JitMapping);
    calls();
    let span = code.reserve(100).unwrap();
    let other = code.reserve(100).unwrap();
    let start = span.execute;
    // SAFETY: nothing executes in the spans; they are released once.
    unsafe {
        code.begin_write(&span, 64, 32).unwrap();
        assert_eq!(code.begin_write(&other, 0, 32), Err(CodeError::Refused), "ending one of two writes would end both");
        code.publish(&span, 64, 32).unwrap();
        code.release(span).unwrap();
    }
    let map = Call::Map { wish: 0, length: PAGE, access: 7, flags: 0x1802, file: -1, offset: 0 };
    assert_eq!(
        calls(),
        [
            map.clone(),
            map,
            Call::WriteProtect(0),
            Call::WriteProtect(1),
            Call::Invalidate { start: start + 64, length: 32 },
            Call::Unmap { start, length: PAGE },
        ]
    );
}

#[test]
fn code_memory_where_threads_cannot_switch() {
    SUPPORTED.set(false);
    let mut code = MacCode::probe(Kernel);
    assert_eq!(code.strategy(), Strategy::Protect);
    calls();
    let span = code.reserve(100).unwrap();
    let start = span.execute;
    // SAFETY: nothing executes in the span.
    unsafe {
        code.begin_write(&span, 64, 32).unwrap();
        code.publish(&span, 64, 32).unwrap();
    }
    assert_eq!(
        calls()[1..],
        [
            Call::Protect { start, length: PAGE, access: 3 },
            Call::Protect { start, length: PAGE, access: 5 },
            Call::Invalidate { start: start + 64, length: 32 },
        ]
    );
    FAILS.set("mmap");
    assert_eq!(MacCode::probe(Kernel).strategy(), Strategy::Interpret);
}

#[test]
fn services() {
    let mut bytes = [0; 600];
    assert_eq!(services::entropy(&mut bytes), Ok(()));
    assert_eq!(calls(), [Call::Entropy(256), Call::Entropy(256), Call::Entropy(88)]);
    assert_eq!(bytes, [7; 600]);
    assert_eq!(services::monotonic_nanoseconds(), Ok(3_000_000_005));
    assert_eq!(services::native_stack_limit(), Ok(0x48000));
    FAILS.set("getentropy");
    assert_eq!(services::entropy(&mut bytes), Err(services::HostError::Refused(EPERM)));
    FAILS.set("clock_gettime");
    assert_eq!(services::monotonic_nanoseconds(), Err(services::HostError::Refused(EPERM)));
    FAILS.set("pthread_get_stacksize_np");
    assert_eq!(services::native_stack_limit(), Err(services::HostError::Refused(0)));
}
