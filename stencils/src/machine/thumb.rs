//! Holes on Thumb-2: every one is an instruction written out, because the address of an extern symbol would be loaded from a
//! pool of literals. The modifiers are those of ELF for the Arm Architecture, section 5.6.1.
//!
//! One move holds 16 bits of a number (of a negative one 8), two the whole word, one load, store or addition 12 bits of a slot's offset: slots
//! from 4 KiB on are out of range, and the code of such a frame stays interpreted.

use crate::layout::machine::Machine;
use crate::value::Value;

/// Moves the symbol's 32 bits into a register: two moves of 16 bits.
macro_rules! wide_move {
    ($symbol:literal) => {{
        let number: usize;
        // SAFETY: moves a constant to a register.
        unsafe {
            core::arch::asm!(
                concat!("movw {0}, #:lower16:", $symbol),
                concat!("movt {0}, #:upper16:", $symbol),
                out(reg) number,
                options(pure, nomem, nostack, preserves_flags),
            )
        };
        number
    }};
}

/// Moves 16 bits into a register. The object file's own relocation of `movw` drops what is above them, this one is checked.
macro_rules! narrow_move {
    ($symbol:literal) => {{
        let number: usize;
        // SAFETY: moves a constant to a register.
        unsafe {
            core::arch::asm!(
                concat!(".reloc ., R_ARM_THM_MOVW_BREL, ", $symbol),
                "movw {0}, #0",
                out(reg) number,
                options(pure, nomem, nostack, preserves_flags),
            )
        };
        number
    }};
}

/// Moves a number with a sign into a register: from -256 to 65535.
macro_rules! signed_move {
    ($symbol:literal) => {{
        let number: usize;
        // SAFETY: moves a constant to a register.
        unsafe {
            core::arch::asm!(
                concat!(".reloc ., R_ARM_THM_MOVW_PREL_NC, ", $symbol),
                "movw {0}, #0",
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
        0 => narrow_move!("hole_operand_0"),
        1 => narrow_move!("hole_operand_1"),
        _ => narrow_move!("hole_operand_2"),
    }
}

/// Operand `N` as a number from -256 to 65535: a tagged immediate, which the compiler of bytecode keeps in this range.
#[inline(always)]
pub fn narrow_signed<const N: usize>() -> isize {
    (match N {
        0 => signed_move!("hole_operand_0"),
        1 => signed_move!("hole_operand_1"),
        _ => signed_move!("hole_operand_2"),
    }) as isize
}

/// The address of the instruction.
#[inline(always)]
pub fn pc(_: *mut Machine) -> usize {
    wide_move!("hole_wide_3")
}

/// The address of the instruction's first cell.
#[inline(always)]
pub fn cell(_: *mut Machine) -> usize {
    wide_move!("hole_wide_4")
}

/// What the instruction's first cell holds.
///
/// # Safety
/// The machine is alive and the instruction has a cell.
#[inline(always)]
pub unsafe fn constant(vm: *mut Machine) -> usize {
    // SAFETY: the caller's contract.
    unsafe { *core::ptr::with_exposed_provenance::<usize>(cell(vm)) }
}

/// There is no shorter way for numbers up to 65535 or up to 1023.
pub use self::{narrow as number, narrow as short};

/// What lies at the address that is burned in for the instruction's.
///
/// # Safety
/// The machine is alive, and such an address is burned in.
#[inline(always)]
pub unsafe fn content(vm: *mut Machine) -> usize {
    // SAFETY: the caller's contract.
    unsafe { *core::ptr::with_exposed_provenance::<usize>(pc(vm)) }
}

/// The address of the machine code that follows the stencil. One more than its place: bit 0 says Thumb where it is jumped to.
#[inline(always)]
pub fn continue_address() -> usize {
    wide_move!("hole_continue_address + 1")
}

macro_rules! slot {
    ($fp:expr, $symbol:literal) => {{
        let address: *mut Value;
        // SAFETY: adds a constant to a register.
        unsafe {
            core::arch::asm!(
                concat!(".reloc ., R_ARM_THM_ALU_PREL_11_0, ", $symbol),
                "addw {0}, {1}, #0",
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

macro_rules! load {
    ($fp:expr, $symbol:literal) => {{
        let value: usize;
        // SAFETY: reads the slot, which the caller says is there.
        unsafe {
            core::arch::asm!(
                concat!(".reloc ., R_ARM_THM_PC12, ", $symbol),
                "ldr.w {0}, [{1}, #0]",
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
                concat!(".reloc ., R_ARM_THM_PC12, ", $symbol),
                "str.w {0}, [{1}, #0]",
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
