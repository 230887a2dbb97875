//! How a value is encoded into machine code: one table of relocation kinds for each instruction set.
//!
//! Every table compiles and is tested on every host, so that a mistake in AArch64's shows on an x86-64 desk.
//! The only choice by target is [`NativeKind`], at the end of this file.

use core::fmt::Debug;

pub mod aarch64;
pub mod riscv;
pub mod thumb;
pub mod x86_64;

/// Why a value could not be written into a field. The emitter adds kind, offset and value
/// (see [`EmitError`](crate::copy::EmitError)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The field does not lie wholly inside the code: the stencil's table is corrupt. Nothing was written.
    Outside,
    /// The value does not fit the field. Nothing was written; an [island](crate::island) may reach.
    OutOfRange,
    /// The value has low bits that the field cannot hold, a branch into the middle of an instruction,
    /// say. Nothing was written.
    Misaligned,
}

/// The relocation kinds of one instruction set, and the few facts about that set which the layout of a
/// region needs.
pub trait RelocationKind: Copy + Eq + Debug + 'static {
    /// The most bytes that a chunk of a region, hot and cold run together, may have, so that its short
    /// branches reach from one run to the other.
    const CHUNK_LIMIT: u32;
    /// The most bytes that a region may have, so that its branches reach from anywhere in it to anywhere.
    const REGION_LIMIT: u32;
    /// The bytes at the end of each hot run: a jump over the cold run, or a trap at the end of a region.
    const TAIL_LENGTH: u32;
    /// The bytes of one [island](crate::island), alignment included: islands stand one behind another at the start of a region,
    /// which is 16-byte aligned.
    const ISLAND_LENGTH: u32;
    /// The low bits that an address of code has where it is jumped to by register or kept in memory, beyond the place of the code:
    /// on Thumb bit 0, which says Thumb.
    const ENTRY_BITS: usize = 0;

    /// How many bytes the field and the instruction around it occupy: 4 or 8.
    fn width(self) -> usize;

    /// Encodes `value` into the field that starts `offset` bytes into `code` and will execute at the
    /// address `place`. Clears the field, then sets it; other bits of the instruction stay.
    ///
    /// # Errors
    /// Any [`Fault`]; then `code` is unchanged.
    fn write(self, code: &mut [u8], offset: usize, place: u64, value: u64) -> Result<(), Fault>;

    /// The inverse of [`write`](Self::write): the value that the field at `offset` encodes. A kind that holds only a part of
    /// the value gives that part. `None` if the field does not lie wholly inside the code.
    fn read(self, code: &[u8], offset: usize, place: u64) -> Option<u64>;

    /// Copies machine code. Both have the same length.
    #[inline(always)]
    fn copy(to: &mut [u8], from: &[u8]) {
        to.copy_from_slice(from);
    }

    /// Fills `code`, [`TAIL_LENGTH`](Self::TAIL_LENGTH) bytes that will execute at `place`, with a direct
    /// jump to `destination`.
    ///
    /// # Errors
    /// Any [`Fault`]; then `code` is unchanged.
    fn write_jump(code: &mut [u8], place: u64, destination: u64) -> Result<(), Fault>;

    /// Fills all of `code` with instructions that trap.
    fn write_trap(code: &mut [u8]);

    /// Fills the first [`ISLAND_LENGTH`](Self::ISLAND_LENGTH) bytes of `code` with a jump that reaches any address.
    ///
    /// # Errors
    /// [`Fault::Outside`] if `code` is too short.
    fn write_island(code: &mut [u8], destination: u64) -> Result<(), Fault>;
}

/// Whether a branch whose distance lies between these gets from anywhere in so many bytes to anywhere in them: to the first byte from an
/// instruction at the very end, even where distances are counted from four bytes on.
pub(crate) const fn reaches(minimum: i64, maximum: i64, bytes: u32) -> bool {
    minimum <= -(bytes as i64) && bytes as i64 - 1 <= maximum
}

/// The `N` bytes at `offset`, if they lie inside `code`.
#[inline(always)]
pub(crate) fn field<const N: usize>(code: &[u8], offset: usize) -> Option<&[u8; N]> {
    code.get(offset..)?.first_chunk::<N>()
}

/// The `N` bytes at `offset`, if they lie inside `code`, to be changed.
#[inline(always)]
pub(crate) fn field_mut<const N: usize>(code: &mut [u8], offset: usize) -> Result<&mut [u8; N], Fault> {
    code.get_mut(offset..).and_then(|rest| rest.first_chunk_mut::<N>()).ok_or(Fault::Outside)
}

/// The relocation kinds of a machine that has no stencils: there are none, and so no stencil can exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoKind {}

impl RelocationKind for NoKind {
    const CHUNK_LIMIT: u32 = 0;
    const REGION_LIMIT: u32 = 0;
    const TAIL_LENGTH: u32 = 0;
    const ISLAND_LENGTH: u32 = 0;

    fn width(self) -> usize {
        match self {}
    }

    fn write(self, _: &mut [u8], _: usize, _: u64, _: u64) -> Result<(), Fault> {
        match self {}
    }

    fn read(self, _: &[u8], _: usize, _: u64) -> Option<u64> {
        match self {}
    }

    fn write_jump(_: &mut [u8], _: u64, _: u64) -> Result<(), Fault> {
        Err(Fault::OutOfRange)
    }

    fn write_trap(_: &mut [u8]) {}

    fn write_island(_: &mut [u8], _: u64) -> Result<(), Fault> {
        Err(Fault::OutOfRange)
    }
}

#[cfg(not(any(
    target_arch = "x86_64",
    target_arch = "aarch64",
    target_arch = "arm",
    target_arch = "riscv64",
    target_arch = "riscv32"
)))]
pub use NoKind as NativeKind;
#[cfg(target_arch = "aarch64")]
pub use aarch64::Kind as NativeKind;
#[cfg(target_arch = "arm")]
pub use thumb::Kind as NativeKind;
#[cfg(target_arch = "x86_64")]
pub use x86_64::Kind as NativeKind;
/// The kinds of RV64.
#[cfg(target_arch = "riscv64")]
pub type NativeKind = riscv::Kind<64>;
/// The kinds of RV32.
#[cfg(target_arch = "riscv32")]
pub type NativeKind = riscv::Kind<32>;
