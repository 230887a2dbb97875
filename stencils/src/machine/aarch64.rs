//! Holes on AArch64: every one is an instruction written out, because the address of an extern symbol would cost two and
//! reach only near the code. The modifiers are those of ELF for the Arm 64-bit Architecture, section 5.7.
//!
//! One move holds 16 bits of a number, one load or store 12 bits of a slot's number: slots from 32 KiB on are out of range, those of calls
//! from 4 KiB on, because an addition holds 12 bits; the code of such a frame stays interpreted. Addresses in the VM's memory are offsets of 32 bits from the machine, which lies at its
//! start.

use crate::layout::frame::HEAD_WORDS;
use crate::layout::machine::Machine;
use crate::value::Value;

/// Moves the symbol's 64 bits into a register: four moves of 16 bits.
macro_rules! wide_move {
    ($symbol:literal) => {{
        let number: usize;
        // SAFETY: moves a constant to a register.
        unsafe {
            core::arch::asm!(
                concat!("movz {0}, #:abs_g0_nc:", $symbol),
                concat!("movk {0}, #:abs_g1_nc:", $symbol),
                concat!("movk {0}, #:abs_g2_nc:", $symbol),
                concat!("movk {0}, #:abs_g3:", $symbol),
                out(reg) number,
                options(pure, nomem, nostack, preserves_flags),
            )
        };
        number
    }};
}

/// Moves a number of 32 bits into a register: two moves.
macro_rules! offset_move {
    ($symbol:literal) => {{
        let number: usize;
        // SAFETY: moves a constant to a register.
        unsafe {
            core::arch::asm!(
                concat!("movz {0}, #:abs_g1:", $symbol),
                concat!("movk {0}, #:abs_g0_nc:", $symbol),
                out(reg) number,
                options(pure, nomem, nostack, preserves_flags),
            )
        };
        number
    }};
}

/// Loads the word at an offset of 32 bits from the machine.
macro_rules! load_word {
    ($vm:expr, $symbol:literal) => {{
        let content: usize;
        // SAFETY: reads the word, which the caller says is there.
        unsafe {
            core::arch::asm!(
                concat!("movz {0}, #:abs_g1:", $symbol),
                concat!("movk {0}, #:abs_g0_nc:", $symbol),
                "ldr {0}, [{1}, {0}]",
                out(reg) content,
                in(reg) $vm,
                options(pure, readonly, nostack, preserves_flags),
            )
        };
        content
    }};
}

/// Moves 16 bits (`abs_g0`), or 17 with a sign (`abs_g0_s`), into a register.
macro_rules! narrow_move {
    ($modifier:literal $symbol:literal) => {{
        let number: usize;
        // SAFETY: moves a constant to a register.
        unsafe {
            core::arch::asm!(
                concat!("movz {0}, #:", $modifier, ":", $symbol),
                out(reg) number,
                options(pure, nomem, nostack, preserves_flags),
            )
        };
        number
    }};
}

/// Operand `N` as a number from 0 to 65535.
#[inline(always)]
pub fn narrow<const N: usize>() -> usize {
    match N {
        0 => narrow_move!("abs_g0" "hole_operand_0"),
        1 => narrow_move!("abs_g0" "hole_operand_1"),
        _ => narrow_move!("abs_g0" "hole_operand_2"),
    }
}

/// Operand `N` as a signed number of 17 bits: a tagged immediate.
#[inline(always)]
pub fn narrow_signed<const N: usize>() -> isize {
    match N {
        0 => narrow_move!("abs_g0_s" "hole_operand_0") as isize,
        1 => narrow_move!("abs_g0_s" "hole_operand_1") as isize,
        _ => narrow_move!("abs_g0_s" "hole_operand_2") as isize,
    }
}

/// The address of the instruction.
#[inline(always)]
pub fn pc(vm: *mut Machine) -> usize {
    vm.expose_provenance().wrapping_add(offset_move!("hole_wide_6"))
}

/// The address of the instruction's first cell.
#[inline(always)]
pub fn cell(vm: *mut Machine) -> usize {
    vm.expose_provenance().wrapping_add(offset_move!("hole_wide_7"))
}

/// There is no shorter way for numbers up to 65535 or up to 1023.
pub use self::{narrow as number, narrow as short};

/// What the instruction's first cell holds.
///
/// # Safety
/// The machine is alive and the instruction has a cell.
#[inline(always)]
pub unsafe fn constant(vm: *mut Machine) -> usize {
    load_word!(vm, "hole_wide_7")
}

/// What lies at the address that is burned in for the instruction's.
///
/// # Safety
/// The machine is alive, and such an address is burned in.
#[inline(always)]
pub unsafe fn content(vm: *mut Machine) -> usize {
    load_word!(vm, "hole_wide_6")
}

/// The address of the machine code that follows the stencil.
#[inline(always)]
pub fn continue_address() -> usize {
    let address: usize;
    // SAFETY: computes an address.
    unsafe { core::arch::asm!("adr {0}, hole_continue_address", out(reg) address, options(pure, nomem, nostack, preserves_flags)) };
    address
}

macro_rules! slot {
    ($fp:expr, $symbol:literal) => {{
        let address: *mut Value;
        // SAFETY: adds a constant to a register.
        unsafe {
            core::arch::asm!(
                concat!("add {0}, {1}, #:tprel_lo12:", $symbol),
                out(reg) address,
                in(reg) $fp,
                options(pure, nomem, nostack, preserves_flags),
            )
        };
        address
    }};
}

/// The address of the slot whose offset is operand `N`.
#[inline(always)]
pub fn slot<const N: usize>(fp: *mut Value) -> *mut Value {
    match N {
        0 => slot!(fp, "hole_operand_0"),
        1 => slot!(fp, "hole_operand_1"),
        _ => slot!(fp, "hole_operand_2"),
    }
}

/// The address of the frame that begins behind a head at the slot whose offset is operand `N`: 32 bytes behind the slot.
#[inline(always)]
pub fn frame<const N: usize>(fp: *mut Value) -> *mut Value {
    const { assert!(HEAD_WORDS * size_of::<Value>() == 32) };
    match N {
        0 => slot!(fp, "hole_operand_0+32"),
        1 => slot!(fp, "hole_operand_1+32"),
        _ => slot!(fp, "hole_operand_2+32"),
    }
}

macro_rules! load {
    ($fp:expr, $symbol:literal) => {{
        let value: usize;
        // SAFETY: reads the slot, which the caller says is there.
        unsafe {
            core::arch::asm!(
                concat!("ldr {0}, [{1}, #:lo12:", $symbol, "]"),
                out(reg) value,
                in(reg) $fp,
                options(pure, readonly, nostack, preserves_flags),
            )
        };
        value
    }};
}

macro_rules! store {
    ($fp:expr, $symbol:literal, $value:expr) => {
        // SAFETY: writes the slot, which the caller says is there.
        unsafe {
            core::arch::asm!(
                concat!("str {0}, [{1}, #:lo12:", $symbol, "]"),
                in(reg) $value,
                in(reg) $fp,
                options(nostack, preserves_flags),
            )
        }
    };
}

/// Reads the slot whose offset is operand `N`.
///
/// # Safety
/// The slot is one of the frame's.
#[inline(always)]
pub unsafe fn read<const N: usize>(fp: *mut Value) -> Value {
    Value(match N {
        0 => load!(fp, "hole_operand_0"),
        1 => load!(fp, "hole_operand_1"),
        _ => load!(fp, "hole_operand_2"),
    })
}

/// Writes the slot whose offset is operand `N`.
///
/// # Safety
/// The slot is one of the frame's.
#[inline(always)]
pub unsafe fn write<const N: usize>(fp: *mut Value, value: Value) {
    match N {
        0 => store!(fp, "hole_operand_0", value.0),
        1 => store!(fp, "hole_operand_1", value.0),
        _ => store!(fp, "hole_operand_2", value.0),
    }
}
