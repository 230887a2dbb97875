//! Systems that really refuse: each rule is set in a forked child, where the probe must find the next strategy.

#![cfg(target_os = "linux")]

use copperhead_core::arena::{Arena, Budget};
use copperhead_core::buffer::CodeError;
use copperhead_host_linux::{LinuxCode, Strategy};

/// Runs `child` in a forked process and returns its exit status, or minus the signal that ended it.
fn in_child(child: impl FnOnce() -> i32) -> i32 {
    // SAFETY: the child makes system calls and touches memory of its own, then ends at once.
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

const SKIPPED: i32 = 100;

/// What the probe finds, as a number, after one region was published by it.
fn found() -> i32 {
    let code = LinuxCode::new();
    let strategy = code.strategy();
    let mut arena = Arena::new(code, Budget::new(1 << 16));
    let published = arena.reserve(16).and_then(|writable| writable.publish()).map(drop);
    match (strategy, published) {
        (Strategy::DoubleMapping, Ok(())) => 1,
        (Strategy::Protect, Ok(())) => 2,
        (Strategy::Interpret, Err(CodeError::Refused)) => 3,
        _ => 4,
    }
}

/// The limit of nothing; `set` says of which resource (whose type differs between C libraries).
fn allow_none(set: impl Fn(*const libc::rlimit) -> libc::c_int) {
    let limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    assert_eq!(set(&raw const limit), 0);
}

#[test]
fn without_a_file_descriptor_permissions_change() {
    let status = in_child(|| {
        // SAFETY: the limit is a valid structure; only the child is bound by it.
        allow_none(|limit| unsafe { libc::setrlimit(libc::RLIMIT_NOFILE, limit) });
        found()
    });
    assert_eq!(status, 2);
}

#[test]
fn without_address_space_everything_is_interpreted() {
    let status = in_child(|| {
        // SAFETY: the limit is a valid structure; only the child is bound by it.
        allow_none(|limit| unsafe { libc::setrlimit(libc::RLIMIT_AS, limit) });
        found()
    });
    assert_eq!(status, 3);
}

/// PR_SET_MDWE (Linux 6.3): memory that was writable cannot become executable.
#[test]
fn under_memory_deny_write_execute_the_double_mapping_serves() {
    const PR_SET_MDWE: libc::c_int = 65;
    const REFUSE_EXECUTE_GAIN: libc::c_ulong = 1;
    let status = in_child(|| {
        // SAFETY: binds only the child.
        if unsafe { libc::prctl(PR_SET_MDWE, REFUSE_EXECUTE_GAIN, 0, 0, 0) } != 0 {
            return SKIPPED;
        }
        let refused = LinuxCode::with(Strategy::Protect).err() == Some(CodeError::Refused);
        found() + 10 * i32::from(refused)
    });
    if status == SKIPPED {
        println!("skipped: this kernel does not know PR_SET_MDWE");
    } else {
        assert_eq!(status, 11);
    }
}
