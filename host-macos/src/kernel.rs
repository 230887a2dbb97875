//! The real system calls of macOS.

use core::ffi::c_void;
use core::ptr::NonNull;
use core::sync::atomic::{AtomicUsize, Ordering};

use crate::services::last_error;
use crate::system::{self, Errno, Protection, System};

/// The real kernel.
#[derive(Clone, Copy, Debug, Default)]
pub struct Kernel;

unsafe extern "C" {
    /// `<libkern/OSCacheControl.h>`, sys_icache_invalidate(3).
    fn sys_icache_invalidate(start: *mut c_void, length: usize);
}

/// The thread switch exists on Apple silicon alone; this is the one choice by instruction set. (A test that brings a C library of its own, see
/// `tests/kernel`, runs it anywhere.)
#[cfg(any(target_arch = "aarch64", all(test, not(target_os = "macos"))))]
mod switch {
    pub(super) fn supported() -> bool {
        // SAFETY: asks and changes nothing (pthread_jit_write_protect_np(3)).
        unsafe { libc::pthread_jit_write_protect_supported_np() != 0 }
    }

    pub(super) fn allow_writing(writing: bool) {
        // SAFETY: changes only what this thread may do with `MAP_JIT` memory; the code that runs now is not in any.
        unsafe { libc::pthread_jit_write_protect_np(libc::c_int::from(!writing)) };
    }
}

#[cfg(not(any(target_arch = "aarch64", all(test, not(target_os = "macos")))))]
mod switch {
    pub(super) fn supported() -> bool {
        false
    }

    pub(super) fn allow_writing(_writing: bool) {}
}

/// The key under which a thread notes that it is writing, plus one; 0 while there is none.
static KEY: AtomicUsize = AtomicUsize::new(0);

fn key() -> Option<libc::pthread_key_t> {
    let known = KEY.load(Ordering::SeqCst);
    if known != 0 {
        return libc::pthread_key_t::try_from(known.wrapping_sub(1)).ok();
    }
    let mut key: libc::pthread_key_t = 0;
    // SAFETY: the pointer is to a key that may be written; there is no destructor (pthread_key_create(3)).
    if unsafe { libc::pthread_key_create(&raw mut key, None) } != 0 {
        return None;
    }
    let mine = usize::try_from(key).ok()?.checked_add(1)?;
    match KEY.compare_exchange(0, mine, Ordering::SeqCst, Ordering::SeqCst) {
        Ok(_) => Some(key),
        Err(other) => {
            // SAFETY: the key is ours and nobody else knows it.
            unsafe { libc::pthread_key_delete(key) };
            libc::pthread_key_t::try_from(other.wrapping_sub(1)).ok()
        }
    }
}

fn check(result: libc::c_int) -> Result<(), Errno> {
    if result == 0 { Ok(()) } else { Err(Errno(last_error())) }
}

// The numbers of the tested arguments are the C library's.
const _: () = {
    assert!(system::PROT_READ == libc::PROT_READ && system::PROT_WRITE == libc::PROT_WRITE && system::PROT_EXEC == libc::PROT_EXEC);
    assert!(system::MAP_PRIVATE == libc::MAP_PRIVATE && system::MAP_ANON == libc::MAP_ANON && system::MAP_JIT == libc::MAP_JIT);
};

// SAFETY: the kernel and the C library keep what the contract asks, each by the manual page named.
unsafe impl System for Kernel {
    fn can_switch(&self) -> bool {
        switch::supported()
    }

    fn map(&self, length: usize, protection: Protection) -> Result<NonNull<u8>, Errno> {
        let (access, flags) = protection.arguments();
        // SAFETY: without an address wish a new mapping touches no other (mmap(2)).
        let start = unsafe { libc::mmap(core::ptr::null_mut(), length, access, flags, -1, 0) };
        if start == libc::MAP_FAILED {
            return Err(Errno(last_error()));
        }
        NonNull::new(start.cast()).ok_or(Errno(0))
    }

    unsafe fn protect(&self, start: NonNull<u8>, length: usize, protection: Protection) -> Result<(), Errno> {
        // SAFETY: the caller's promise.
        check(unsafe { libc::mprotect(start.as_ptr().cast(), length, protection.arguments().0) })
    }

    unsafe fn unmap(&self, start: NonNull<u8>, length: usize) -> Result<(), Errno> {
        // SAFETY: the caller's promise.
        check(unsafe { libc::munmap(start.as_ptr().cast(), length) })
    }

    fn allow_writing(&self, writing: bool) {
        switch::allow_writing(writing);
    }

    fn mark_thread(&self, writing: bool) -> bool {
        let Some(key) = key() else { return false };
        let mark = usize::from(writing) as *const c_void;
        // SAFETY: the key is valid; the value is a mark and never followed (pthread_setspecific(3)).
        unsafe { libc::pthread_getspecific(key) as usize != usize::from(writing) && libc::pthread_setspecific(key, mark) == 0 }
    }

    fn invalidate_instructions(&self, start: usize, length: usize) {
        // SAFETY: the range is mapped; no value changes.
        unsafe { sys_icache_invalidate(start as *mut c_void, length) };
    }

    fn page_size(&self) -> usize {
        // SAFETY: reads a constant of the system (sysconf(3)).
        let size = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
        usize::try_from(size).ok().filter(|size| size.is_power_of_two() && *size >= 16).unwrap_or(16384)
    }
}
