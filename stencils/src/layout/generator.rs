//! Generators, coroutines and asynchronous generators: a frame that waits.
//!
//! While it waits, the frame's live slots lie in this object, behind its fields; while it runs, they lie on the VM's stack as any
//! frame's do. So a generator is left by copying what its `yield` says is live, and resumed by copying it back on top of
//! whatever runs then.
//!
//! `MakeGenerator` and `Yield` are where it can wait. Both have two cells: the first says how many slots are live and
//! what else there is to know, the second where the frame goes on behind the instruction, machine code or the interpreter's entry.
//! So a waiting generator itself holds no address of machine code.

use super::object::Object;
use crate::value::Value;

/// A generator, coroutine or asynchronous generator.
#[derive(Debug)]
#[repr(C)]
pub struct Generator {
    /// Header and shape; `header.flags` holds the flags below.
    pub object: Object,
    /// The instruction where it waits; null while it runs, and when it is done.
    pub waits_at: *mut u64,
    /// The function whose frame it is.
    pub function: Value,
    /// What its frame needs, in bytes ([`super::callable::Code::frame_bytes`]).
    pub frame_bytes: usize,
    /// How many slots lie behind this; 0 while it runs.
    pub count: usize,
    /// What it returned, until somebody took it; None.
    pub result: Value,
    /// An exception to be raised when it goes on, or UNDEFINED.
    pub thrown: Value,
    /// `__name__`.
    pub name: Value,
    /// `__qualname__`.
    pub qualified_name: Value,
}

impl Generator {
    /// Where the slots start, in bytes from the object.
    pub const SLOTS: usize = size_of::<Generator>();
    /// Flag: it returned, raised or was closed.
    pub const DONE: u16 = 1;
    /// Flag: something awaits its next item (asynchronous generators).
    pub const RUNS_ASYNC: u16 = 2;
    /// Flag: it was closed, or came to its end (asynchronous generators).
    pub const CLOSED: u16 = 4;
    /// Flag: the hook for asynchronous generators heard of it.
    pub const HOOKED: u16 = 8;

    /// In the first cell of `MakeGenerator` and `Yield`: how many slots there are to save.
    pub const COUNT: u64 = 0xffff;
    /// In the first cell of `Yield`: behind it stands an instruction that raises what was thrown.
    pub const RAISES_BEHIND: u64 = 1 << 16;
    /// In the first cell of `Yield`: it passes on what comes from the iterator in the slot behind a.
    pub const DELEGATES: u64 = 1 << 17;
    /// The words of `MakeGenerator` and `Yield`.
    pub const WORDS: usize = 3;

    /// The slots that it saves.
    ///
    /// # Safety
    /// The generator is alive.
    #[inline(always)]
    pub unsafe fn slots(generator: *mut Generator) -> *mut Value {
        // SAFETY: a generator is allocated with room for its slots.
        unsafe { generator.byte_add(Self::SLOTS).cast() }
    }
}

const _: () = assert!(Generator::SLOTS.is_multiple_of(size_of::<Value>()));
