//! The JIT driver: when code is compiled, and how bytecode becomes a region of machine code.
//!
//! [`plan`] and [`select`] say which stencil stands for each instruction, by what [`rules`] and [`known`] hold; [`baseline`] makes a region of
//! a code object, [`region`] is what is known of it afterwards, [`room`] frees what is cold, [`view`] is what tools are told.

pub mod baseline;
mod emit;
pub(crate) mod home;
pub mod hot;
mod known;
mod loops;
mod pieces;
mod plan;
pub mod region;
pub(crate) mod room;
mod rules;
mod select;
pub mod view;

use home::Home;

/// What the driver is told.
#[derive(Clone, Copy, Debug)]
pub struct JitOptions {
    /// Whether anything is compiled at all.
    pub enabled: bool,
    /// Calls after which a function is compiled; a loop's back edges count the eighth part, or less in code that is long beside the loop. At least 1.
    pub threshold: u32,
    /// Random forced exits: the seed; `None`: no forced exits.
    pub stress: Option<u64>,
    /// Count bytecodes, interpreted and as machine code.
    pub count: bool,
    /// Bytes of machine code at the most.
    pub code_bytes: usize,
}

impl Default for JitOptions {
    fn default() -> Self {
        JitOptions { enabled: true, threshold: 50, stress: None, count: false, code_bytes: 64 << 20 }
    }
}

/// What happened so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct JitStatistics {
    /// Regions made.
    pub regions: u64,
    /// Bytecodes compiled.
    pub bytecodes: u64,
    /// Bytes of machine code, those of freed regions included.
    pub code_bytes: u64,
    /// Of these, bytes of islands.
    pub island_bytes: u64,
    /// Of these, bytes that run seldom.
    pub cold_bytes: u64,
    /// Of these, bytes of jumps and traps at the ends of hot runs.
    pub tail_bytes: u64,
    /// Regions that were made in place of an older one of the same function.
    pub recompilations: u64,
    /// Regions taken out of use, because the function met other types than they were made for.
    pub retired: u64,
    /// Regions whose bytes were freed.
    pub freed_regions: u64,
    /// Bytes of machine code freed since.
    pub freed_bytes: u64,
    /// Nanoseconds spent compiling, where the host has a clock.
    pub compile_nanoseconds: u64,
    /// Compilations that failed for want of code memory or because something did not fit.
    pub failures: u64,
    /// Slow ways taken by instructions of functions that have machine code.
    pub misses: u64,
    /// Exceptions that went to a handler in machine code.
    pub handled: u64,
    /// Exceptions that went to a handler in the interpreter.
    pub handled_interpreted: u64,
}

/// The driver's state.
pub(crate) struct Jit {
    pub(crate) options: JitOptions,
    pub(crate) statistics: JitStatistics,
    pub(crate) arena: Home,
    /// Regions that are no longer entered but may be returned into.
    pub(crate) retired: *mut region::Region,
    /// Whether there is room for more machine code.
    pub(crate) room: room::Room,
    /// State of the generator that chooses forced exits.
    pub(crate) random: u64,
}

impl Jit {
    /// A driver over an arena.
    pub(crate) fn new(options: JitOptions, arena: Home) -> Jit {
        Jit {
            options,
            statistics: JitStatistics::default(),
            arena,
            retired: core::ptr::null_mut(),
            room: room::Room::Enough,
            random: options.stress.unwrap_or(0).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1,
        }
    }

    /// The next pseudo-random number (xorshift64*).
    pub(crate) fn next_random(&mut self) -> u64 {
        self.random ^= self.random >> 12;
        self.random ^= self.random << 25;
        self.random ^= self.random >> 27;
        self.random.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 32
    }
}
