//! Real forks, in a program of their own: they retire the code memory of the whole process.

#![cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]

use std::sync::{Mutex, MutexGuard, PoisonError};

use copperhead_core::arena::{Arena, Budget};
use copperhead_core::buffer::{CodeError, Executable};
use copperhead_host_linux::{LinuxCode, Strategy};

#[cfg(target_arch = "x86_64")]
const RETURN_7: &[u8] = &[0xb8, 7, 0, 0, 0, 0xc3];
#[cfg(target_arch = "aarch64")]
const RETURN_7: &[u8] = &[0xe0, 0x00, 0x80, 0x52, 0xc0, 0x03, 0x5f, 0xd6];

/// One test at a time: a fork that the C library makes retires the code memory of every arena of the process.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn publish(arena: &mut Arena<LinuxCode>) -> Result<Executable, CodeError> {
    let mut writable = arena.reserve(RETURN_7.len())?;
    writable.parts().0.copy_from_slice(RETURN_7);
    writable.publish()
}

fn call(region: &Executable) -> i32 {
    // SAFETY: the region holds a function of this type, its arena lives and is not being written.
    unsafe { region.entry::<extern "C" fn() -> i32>(0).expect("inside")() }
}

/// Runs `child` in a forked process and returns its exit status, or minus the signal that ended it.
fn in_child(child: impl FnOnce() -> i32) -> i32 {
    // SAFETY: the child makes system calls and touches memory that this thread owns, then ends at once.
    unsafe {
        let process = libc::fork();
        assert!(process >= 0, "fork");
        if process == 0 {
            libc::_exit(child());
        }
        let mut status = 0;
        assert_eq!(libc::waitpid(process, &raw mut status, 0), process);
        if libc::WIFEXITED(status) { libc::WEXITSTATUS(status) } else { -libc::WTERMSIG(status) }
    }
}

/// The same in a process of whose making the C library learns nothing.
fn in_bare_child(child: impl FnOnce() -> i32) -> i32 {
    // SAFETY: as above; without a new stack the child has a copy of this one.
    unsafe {
        let process = libc::syscall(libc::SYS_clone, libc::SIGCHLD, 0, 0, 0, 0) as i32;
        assert!(process >= 0, "clone");
        if process == 0 {
            libc::syscall(libc::SYS_exit, child());
        }
        let mut status = 0;
        assert_eq!(libc::waitpid(process, &raw mut status, 0), process);
        if libc::WIFEXITED(status) { libc::WEXITSTATUS(status) } else { -libc::WTERMSIG(status) }
    }
}

#[test]
fn a_child_that_nobody_heard_of_adds_nothing_either() {
    let _alone = alone();
    let mut arena = Arena::new(LinuxCode::with(Strategy::DoubleMapping).expect("allowed"), Budget { total: 1 << 20, span: 1 << 16 });
    publish(&mut arena).expect("room");
    assert_eq!(in_bare_child(|| i32::from(publish(&mut arena) == Err(CodeError::Forked))), 1);
    publish(&mut arena).expect("this process goes on");
}

#[test]
fn a_region_in_a_span_that_is_there_costs_no_system_call() {
    let _alone = alone();
    let status = in_bare_child(|| {
        let mut arena = Arena::new(LinuxCode::with(Strategy::DoubleMapping).expect("allowed"), Budget { total: 1 << 20, span: 1 << 16 });
        publish(&mut arena).expect("room");
        // SAFETY: from here on, this process is killed at any system call but read, write, exit and sigreturn (seccomp(2)).
        if unsafe { libc::prctl(libc::PR_SET_SECCOMP, libc::SECCOMP_MODE_STRICT) } != 0 {
            return 2;
        }
        let right = i32::from(publish(&mut arena).is_ok_and(|region| call(&region) == 7));
        // To give the memory back would be a system call.
        core::mem::forget(arena);
        right
    });
    assert!(status == 1 || status == 2, "{status}: 1, or 2 where the kernel has no such mode");
}

#[test]
fn a_child_runs_what_is_there_and_adds_nothing() {
    let _alone = alone();
    let mut arena = Arena::new(LinuxCode::with(Strategy::DoubleMapping).expect("allowed"), Budget { total: 1 << 20, span: 1 << 16 });
    let region = publish(&mut arena).expect("room");

    let status = in_child(|| {
        let mut right = i32::from(call(&region) == 7);
        right |= i32::from(publish(&mut arena) == Err(CodeError::Forked)) << 1;
        // A buffer of its own serves the child.
        let mut own = Arena::new(LinuxCode::new(), Budget::new(1 << 16));
        right |= publish(&mut own).map_or(0, |region| i32::from(call(&region) == 7)) << 2;
        right
    });
    assert_eq!(status, 7, "one bit for each thing that must hold");

    // The parent goes on, in memory that the child does not share.
    let old = region.entry_address(0).expect("inside");
    let new = publish(&mut arena).expect("a new span");
    assert_eq!((call(&region), call(&new)), (7, 7));
    assert!(new.entry_address(0).expect("inside").abs_diff(old) >= 1 << 16);

    // Freed in the parent, the region's memory is not written while a child may run in it.
    // SAFETY: nothing in this process runs in it.
    unsafe { arena.free(region) }.expect("ours");
    let third = publish(&mut arena).expect("room");
    assert_ne!(third.entry_address(0), Some(old));

    // By protection each process has its own memory.
    let mut arena = Arena::new(LinuxCode::with(Strategy::Protect).expect("allowed"), Budget::new(1 << 16));
    let region = publish(&mut arena).expect("room");
    let status = in_child(|| i32::from(call(&region) == 7) + publish(&mut arena).map_or(0, |region| call(&region)));
    assert_eq!((status, call(&region)), (8, 7));
}
