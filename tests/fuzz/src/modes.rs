//! The ways in which a program is run; all must end alike.

use crate::random::Random;

/// Where machine code lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeMemory {
    /// What the system has.
    Usual,
    /// One mapping whose permissions change.
    Protect,
    /// Behind caches that must be told everything.
    Model,
    /// None.
    None,
}

/// How a program is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mode {
    /// Its name on the command line.
    pub name: &'static str,
    /// Calls before compilation; `None`: never.
    pub threshold: Option<u32>,
    /// Leaves machine code at random places: what the seed is made with.
    pub stress: Option<u64>,
    /// Bytes of machine code at the most.
    pub code_bytes: usize,
    /// Where it lies.
    pub code: CodeMemory,
    /// About so many collections take place, at allocations here and there; each allocation is one where there are fewer.
    pub collections: u64,
    /// Collections wait for safepoints, as on machines whose native stack cannot be scanned.
    pub safepoints: bool,
    /// Bytecodes are counted.
    pub count: bool,
    /// Only one program in so many is run like this.
    pub one_in: u64,
}

const PLAIN: Mode = Mode {
    name: "",
    threshold: Some(1),
    stress: None,
    code_bytes: 64 << 20,
    code: CodeMemory::Usual,
    collections: 0,
    safepoints: false,
    count: false,
    one_in: 1,
};

/// Collections of the modes that collect at each allocation of a program which makes no more than so many: many more take too long.
const EACH: u64 = 1500;

/// Collections of these modes out of their turn, with `--modes=all`.
pub const OUT_OF_TURN: u64 = 100;

/// All modes; the first is the oracle. Those that differ from another in little take turns.
pub const MODES: [Mode; 16] = [
    Mode { name: "interpreted", threshold: None, code: CodeMemory::None, ..PLAIN },
    Mode { name: "default", threshold: Some(50), one_in: 2, ..PLAIN },
    Mode { name: "threshold-1", ..PLAIN },
    Mode { name: "exits-a", stress: Some(1), one_in: 2, ..PLAIN },
    Mode { name: "exits-b", stress: Some(2), threshold: Some(2), one_in: 3, ..PLAIN },
    Mode { name: "exits-c", stress: Some(3), threshold: Some(9), one_in: 4, ..PLAIN },
    Mode { name: "little-code-memory", code_bytes: 4096, one_in: 3, ..PLAIN },
    Mode { name: "no-code-memory", code: CodeMemory::None, one_in: 6, ..PLAIN },
    Mode { name: "model", code: CodeMemory::Model, stress: Some(4), one_in: 8, ..PLAIN },
    Mode { name: "each-allocation-interpreted", threshold: None, code: CodeMemory::None, collections: EACH, one_in: 12, ..PLAIN },
    Mode { name: "each-allocation", collections: EACH, one_in: 4, ..PLAIN },
    Mode { name: "collecting-interpreted", threshold: None, code: CodeMemory::None, collections: 25, one_in: 3, ..PLAIN },
    Mode { name: "collecting", threshold: Some(2), collections: 25, one_in: 2, ..PLAIN },
    Mode { name: "protect", threshold: Some(20), code: CodeMemory::Protect, one_in: 8, ..PLAIN },
    Mode { name: "counted", count: true, threshold: Some(7), one_in: 8, ..PLAIN },
    Mode { name: "safepoints", threshold: Some(2), collections: 50, safepoints: true, one_in: 4, ..PLAIN },
];

impl Mode {
    /// Whether a program of this seed is run in the mode at this place: which modes meet in a program differs from one to the next.
    pub fn takes(&self, place: usize, seed: u64) -> bool {
        Random::new(seed ^ place as u64).next().is_multiple_of(self.one_in)
    }
}

/// What a program's own random choices are made of: its text, so that a saved program runs as it did when it was generated.
pub fn seed_of(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    hash
}
