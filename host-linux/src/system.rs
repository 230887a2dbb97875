//! The system calls that code memory needs, as a trait: the kernel, or a stand-in that refuses on demand.

use core::ptr::NonNull;
use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::services::last_error;

/// What a mapping allows. There is no value for writable and executable at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// Read and write.
    Write,
    /// Read and execute.
    Execute,
}

/// The `errno` of a failed call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Errno(pub i32);

/// An open memory file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File(pub i32);

/// The system calls.
///
/// # Safety
/// `map` returns a fresh mapping of at least `length` bytes, page-aligned, zeroed if it is the first of its file or private, or fails;
/// `protect` and `unmap` do what their names say or fail; after `make_coherent` every thread that comes to the code runs what was written, or
/// it fails; `page_size` is a power of two and at least 16; `forks` changes in the parent before a child of `fork` can run.
pub unsafe trait System {
    /// Maps `length` bytes: of a file, shared, or private memory.
    fn map(&self, length: usize, protection: Protection, file: Option<File>) -> Result<NonNull<u8>, Errno>;
    /// Changes what a mapping allows.
    ///
    /// # Safety
    /// The range is a mapping of the caller's that nothing uses in the way that is taken from it.
    unsafe fn protect(&self, start: NonNull<u8>, length: usize, protection: Protection) -> Result<(), Errno>;
    /// Makes `length` bytes, written at `write`, ready to be executed at `execute`, by all threads: see [`instruction_cache`](crate::instruction_cache).
    /// False if that cannot be done.
    ///
    /// # Safety
    /// Both ranges are mapped and readable.
    unsafe fn make_coherent(&self, write: usize, execute: usize, length: usize) -> bool;
    /// Keeps a mapping from a child of `fork`.
    ///
    /// # Safety
    /// The range is a mapping of the caller's that a child does not use.
    unsafe fn hide_from_children(&self, start: NonNull<u8>, length: usize) -> Result<(), Errno>;
    /// Removes a mapping.
    ///
    /// # Safety
    /// The range is a mapping of the caller's that nothing uses.
    unsafe fn unmap(&self, start: NonNull<u8>, length: usize) -> Result<(), Errno>;
    /// Makes a file in memory of `length` bytes, whose mappings may be executable.
    fn create_file(&self, length: usize) -> Result<File, Errno>;
    /// Closes a file; its mappings stay.
    fn close(&self, file: File);
    /// Starts counting forks of this process.
    fn watch_forks(&self) -> Result<(), Errno>;
    /// How often this process was forked, since it is watched.
    fn forks(&self) -> usize;
    /// A number of this process that no process has which it descends from. Asked for with every region: it should cost little.
    fn process(&self) -> i32;
    /// The size of a page, in bytes.
    fn page_size(&self) -> usize;
}

/// The real kernel.
#[derive(Clone, Copy, Debug, Default)]
pub struct Kernel;

static FORKS: AtomicUsize = AtomicUsize::new(0);
static WATCHED: AtomicBool = AtomicBool::new(false);

unsafe extern "C" fn count_fork() {
    FORKS.fetch_add(1, Ordering::SeqCst);
}

/// memfd_create(2): executable mappings are allowed. Kernels before 6.3 do not know the flag, and allow them anyway.
const MFD_EXEC: libc::c_uint = 0x10;

fn check(result: libc::c_int) -> Result<(), Errno> {
    if result == 0 { Ok(()) } else { Err(Errno(last_error())) }
}

impl Protection {
    fn flags(self) -> libc::c_int {
        match self {
            Protection::Write => libc::PROT_READ | libc::PROT_WRITE,
            Protection::Execute => libc::PROT_READ | libc::PROT_EXEC,
        }
    }
}

// SAFETY: the kernel and the C library keep what the contract asks, each by the manual page named; `pthread_atfork` runs the
// counter in the parent before the fork.
unsafe impl System for Kernel {
    fn map(&self, length: usize, protection: Protection, file: Option<File>) -> Result<NonNull<u8>, Errno> {
        let (flags, descriptor) = match file {
            Some(File(descriptor)) => (libc::MAP_SHARED, descriptor),
            None => (libc::MAP_PRIVATE | libc::MAP_ANONYMOUS, -1),
        };
        // SAFETY: without an address wish a new mapping touches no other (mmap(2)).
        let start = unsafe { libc::mmap(core::ptr::null_mut(), length, protection.flags(), flags, descriptor, 0) };
        if start == libc::MAP_FAILED {
            return Err(Errno(last_error()));
        }
        NonNull::new(start.cast()).ok_or(Errno(0))
    }

    unsafe fn protect(&self, start: NonNull<u8>, length: usize, protection: Protection) -> Result<(), Errno> {
        // SAFETY: the caller's promise.
        check(unsafe { libc::mprotect(start.as_ptr().cast(), length, protection.flags()) })
    }

    unsafe fn make_coherent(&self, write: usize, execute: usize, length: usize) -> bool {
        // SAFETY: the caller's promise.
        unsafe { crate::instruction_cache::make_coherent(write, execute, length) }
    }

    unsafe fn hide_from_children(&self, start: NonNull<u8>, length: usize) -> Result<(), Errno> {
        // SAFETY: the caller's promise; nothing changes in this process (madvise(2)).
        check(unsafe { libc::madvise(start.as_ptr().cast(), length, libc::MADV_DONTFORK) })
    }

    unsafe fn unmap(&self, start: NonNull<u8>, length: usize) -> Result<(), Errno> {
        // SAFETY: the caller's promise.
        check(unsafe { libc::munmap(start.as_ptr().cast(), length) })
    }

    fn create_file(&self, length: usize) -> Result<File, Errno> {
        let size = libc::off_t::try_from(length).map_err(|_| Errno(libc::EFBIG))?;
        let name = c"copperhead code".as_ptr();
        // SAFETY: the name is a C string.
        let mut descriptor = unsafe { libc::memfd_create(name, libc::MFD_CLOEXEC | MFD_EXEC) };
        if descriptor < 0 && last_error() == libc::EINVAL {
            // SAFETY: as above.
            descriptor = unsafe { libc::memfd_create(name, libc::MFD_CLOEXEC) };
        }
        if descriptor < 0 {
            return Err(Errno(last_error()));
        }
        // SAFETY: the descriptor is ours.
        if let Err(error) = check(unsafe { libc::ftruncate(descriptor, size) }) {
            self.close(File(descriptor));
            return Err(error);
        }
        Ok(File(descriptor))
    }

    fn close(&self, file: File) {
        // SAFETY: the descriptor is ours, and is closed once. On Linux it is gone even if an error is reported (close(2)).
        unsafe { libc::close(file.0) };
    }

    fn watch_forks(&self) -> Result<(), Errno> {
        if !WATCHED.load(Ordering::SeqCst) {
            // Two threads at once may both come here; then each fork counts twice, which does no harm.
            // SAFETY: the handler touches one atomic.
            let error = unsafe { libc::pthread_atfork(Some(count_fork), None, None) };
            if error != 0 {
                return Err(Errno(error));
            }
            WATCHED.store(true, Ordering::SeqCst);
        }
        Ok(())
    }

    fn forks(&self) -> usize {
        FORKS.load(Ordering::SeqCst)
    }

    fn process(&self) -> i32 {
        crate::process::number()
    }

    fn page_size(&self) -> usize {
        // SAFETY: reads a constant of the system (sysconf(3)).
        let size = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
        usize::try_from(size).ok().filter(|size| size.is_power_of_two() && *size >= 16).unwrap_or(4096)
    }
}
