//! macOS' C library as far as the kernel's file and the services' call it: records the calls of a thread, and fails where it is told to.
//!
//! Names, types and constants are those of Apple's headers, as the crate `libc` has them.
#![allow(non_camel_case_types, clippy::missing_safety_doc)]

use std::alloc::{Layout, alloc_zeroed};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ffi::c_void;
use std::sync::atomic::{AtomicU64, Ordering};

pub type c_int = i32;
pub type pthread_key_t = u64;
pub type pthread_t = usize;

#[repr(C)]
pub struct timespec {
    pub tv_sec: i64,
    pub tv_nsec: i64,
}

pub const PROT_READ: c_int = 1;
pub const PROT_WRITE: c_int = 2;
pub const PROT_EXEC: c_int = 4;
pub const MAP_PRIVATE: c_int = 0x0002;
pub const MAP_ANON: c_int = 0x1000;
pub const MAP_JIT: c_int = 0x0800;
pub const MAP_FAILED: *mut c_void = usize::MAX as *mut c_void;
pub const CLOCK_UPTIME_RAW: u32 = 8;
pub const _SC_PAGESIZE: c_int = 29;

/// Bytes of a page on Apple silicon.
pub const PAGE: usize = 16384;
/// The number of an error that was asked for.
pub const EPERM: i32 = 1;

/// A call, with what it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    Map { wish: usize, length: usize, access: c_int, flags: c_int, file: c_int, offset: i64 },
    Protect { start: usize, length: usize, access: c_int },
    Unmap { start: usize, length: usize },
    WriteProtect(c_int),
    Invalidate { start: usize, length: usize },
    DeleteKey(pthread_key_t),
    Entropy(usize),
}

thread_local! {
    static CALLS: RefCell<Vec<Call>> = const { RefCell::new(Vec::new()) };
    static ERRNO: Cell<i32> = const { Cell::new(0) };
    static SPECIFIC: RefCell<BTreeMap<pthread_key_t, usize>> = const { RefCell::new(BTreeMap::new()) };
    /// The name of the function that fails.
    pub static FAILS: Cell<&'static str> = const { Cell::new("") };
    /// Whether threads can switch memory at all.
    pub static SUPPORTED: Cell<bool> = const { Cell::new(true) };
    /// What `sysconf` says.
    pub static PAGE_SIZE: Cell<i64> = const { Cell::new(PAGE as i64) };
    /// What happens while a key is made: another thread may be faster.
    pub static MEANWHILE: Cell<Option<fn()>> = const { Cell::new(None) };
}

/// What this thread called since the last time.
pub fn calls() -> Vec<Call> {
    CALLS.take()
}

fn record(call: Call) {
    CALLS.with_borrow_mut(|calls| calls.push(call));
}

fn fails(name: &str) -> bool {
    let fails = FAILS.get() == name;
    if fails {
        ERRNO.set(EPERM);
    }
    fails
}

fn result(name: &str) -> c_int {
    -c_int::from(fails(name))
}

pub unsafe fn __error() -> *mut c_int {
    ERRNO.with(Cell::as_ptr)
}

pub unsafe fn mmap(wish: *mut c_void, length: usize, access: c_int, flags: c_int, file: c_int, offset: i64) -> *mut c_void {
    record(Call::Map { wish: wish as usize, length, access, flags, file, offset });
    match Layout::from_size_align(length, PAGE) {
        // SAFETY: the tests map no empty range.
        Ok(layout) if !fails("mmap") => unsafe { alloc_zeroed(layout).cast() },
        _ => MAP_FAILED,
    }
}

pub unsafe fn mprotect(start: *mut c_void, length: usize, access: c_int) -> c_int {
    record(Call::Protect { start: start as usize, length, access });
    result("mprotect")
}

pub unsafe fn munmap(start: *mut c_void, length: usize) -> c_int {
    record(Call::Unmap { start: start as usize, length });
    result("munmap")
}

pub unsafe fn pthread_jit_write_protect_supported_np() -> c_int {
    c_int::from(SUPPORTED.get())
}

pub unsafe fn pthread_jit_write_protect_np(enabled: c_int) {
    record(Call::WriteProtect(enabled));
}

#[unsafe(no_mangle)]
unsafe extern "C" fn sys_icache_invalidate(start: *mut c_void, length: usize) {
    record(Call::Invalidate { start: start as usize, length });
}

pub unsafe fn pthread_key_create(key: *mut pthread_key_t, destructor: Option<unsafe extern "C" fn(*mut c_void)>) -> c_int {
    static NEXT: AtomicU64 = AtomicU64::new(256);
    assert!(destructor.is_none());
    if fails("pthread_key_create") {
        return EPERM;
    }
    // SAFETY: the caller's pointer is to a key that may be written.
    unsafe { *key = NEXT.fetch_add(1, Ordering::SeqCst) };
    if let Some(meanwhile) = MEANWHILE.take() {
        meanwhile();
    }
    0
}

pub unsafe fn pthread_key_delete(key: pthread_key_t) -> c_int {
    record(Call::DeleteKey(key));
    0
}

pub unsafe fn pthread_getspecific(key: pthread_key_t) -> *mut c_void {
    SPECIFIC.with_borrow(|values| values.get(&key).copied().unwrap_or(0)) as *mut c_void
}

pub unsafe fn pthread_setspecific(key: pthread_key_t, value: *const c_void) -> c_int {
    if fails("pthread_setspecific") {
        return EPERM;
    }
    SPECIFIC.with_borrow_mut(|values| values.insert(key, value as usize));
    0
}

pub unsafe fn sysconf(name: c_int) -> i64 {
    assert_eq!(name, _SC_PAGESIZE);
    PAGE_SIZE.get()
}

pub unsafe fn getentropy(bytes: *mut c_void, length: usize) -> c_int {
    record(Call::Entropy(length));
    // SAFETY: the caller's range.
    unsafe { bytes.cast::<u8>().write_bytes(7, length) };
    result("getentropy")
}

pub unsafe fn clock_gettime(clock: u32, time: *mut timespec) -> c_int {
    assert_eq!(clock, CLOCK_UPTIME_RAW);
    // SAFETY: the caller's pointer is to a time that may be written.
    unsafe { *time = timespec { tv_sec: 3, tv_nsec: 5 } };
    result("clock_gettime")
}

pub unsafe fn pthread_self() -> pthread_t {
    77
}

pub unsafe fn pthread_get_stackaddr_np(thread: pthread_t) -> *mut c_void {
    assert_eq!(thread, 77);
    0x50000 as *mut c_void
}

pub unsafe fn pthread_get_stacksize_np(thread: pthread_t) -> usize {
    assert_eq!(thread, 77);
    if fails("pthread_get_stacksize_np") { 0x50000 } else { 0x8000 }
}
