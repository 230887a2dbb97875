//! Holes on RISC-V: every one is an instruction written out. The modifiers are those of the psABI, "ELF Object Files".
//!
//! A load or store holds a signed offset of 12 bits: slots from 2 KiB on are out of range, and the code of such a frame stays
//! interpreted. Addresses in the VM's memory are offsets of 31 bits from the machine, which lies at its start.
//!
//! RV64 and RV32 differ only in the instructions that load and store a word: `load_word!` and `store_word!`.

use crate::layout::machine::Machine;
use crate::value::Value;

/// Moves a number of 32 bits with sign into a register.
macro_rules! number {
    ($symbol:literal) => {{
        let number: usize;
        // SAFETY: moves a constant to a register.
        unsafe {
            core::arch::asm!(
                concat!("lui {0}, %hi(", $symbol, ")"),
                concat!("addi {0}, {0}, %lo(", $symbol, ")"),
                out(reg) number,
                options(pure, nomem, nostack, preserves_flags),
            )
        };
        number
    }};
}

/// Operand `N` as a signed number: a tagged immediate, or a number that is not negative.
#[inline(always)]
pub fn narrow_signed<const N: usize>() -> isize {
    match N {
        0 => number!("hole_operand_0") as isize,
        1 => number!("hole_operand_1") as isize,
        _ => number!("hole_operand_2") as isize,
    }
}

/// The address of the instruction.
#[inline(always)]
pub fn pc(vm: *mut Machine) -> usize {
    vm.expose_provenance().wrapping_add(number!("hole_wide_6"))
}

/// The address of the instruction's first cell.
#[inline(always)]
pub fn cell(vm: *mut Machine) -> usize {
    vm.expose_provenance().wrapping_add(number!("hole_wide_7"))
}

/// Operand `N` as a number from 0 to 65535.
#[inline(always)]
pub fn number<const N: usize>() -> usize {
    narrow_signed::<N>() as usize
}

/// Operand `N` as a number from 0 to 1023: one instruction, where longer numbers take two.
#[inline(always)]
pub fn short<const N: usize>() -> usize {
    let number: usize;
    // SAFETY: moves a constant to a register.
    unsafe {
        match N {
            0 => {
                core::arch::asm!("addi {0}, zero, %tprel_lo(hole_operand_0)", out(reg) number, options(pure, nomem, nostack, preserves_flags))
            }
            1 => {
                core::arch::asm!("addi {0}, zero, %tprel_lo(hole_operand_1)", out(reg) number, options(pure, nomem, nostack, preserves_flags))
            }
            _ => {
                core::arch::asm!("addi {0}, zero, %tprel_lo(hole_operand_2)", out(reg) number, options(pure, nomem, nostack, preserves_flags))
            }
        }
    }
    number
}

/// Loads the word at an offset from the machine.
macro_rules! content {
    ($vm:expr, $symbol:literal) => {{
        let content: usize;
        // SAFETY: reads the word, which the caller says is there.
        unsafe {
            core::arch::asm!(
                concat!("lui {0}, %hi(", $symbol, ")"),
                "add {0}, {0}, {1}",
                concat!(load_word!(), " {0}, %lo(", $symbol, ")({0})"),
                out(reg) content,
                in(reg) $vm,
                options(pure, readonly, nostack, preserves_flags),
            )
        };
        content
    }};
}

/// What the instruction's first cell holds.
///
/// # Safety
/// The machine is alive and the instruction has a cell.
#[inline(always)]
pub unsafe fn constant(vm: *mut Machine) -> usize {
    content!(vm, "hole_wide_7")
}

/// What lies at the address that is burned in for the instruction's.
///
/// # Safety
/// The machine is alive, and such an address is burned in.
#[inline(always)]
pub unsafe fn content(vm: *mut Machine) -> usize {
    content!(vm, "hole_wide_6")
}

/// The address of the machine code that follows the stencil.
#[inline(always)]
pub fn continue_address() -> usize {
    let address: usize;
    // SAFETY: computes an address. The compiler gives each copy of the label a name of its own.
    unsafe {
        core::arch::asm!(
            "2: auipc {0}, %pcrel_hi(hole_continue_address)",
            "addi {0}, {0}, %pcrel_lo(2b)",
            out(reg) address,
            options(pure, nomem, nostack, preserves_flags),
        )
    };
    address
}

macro_rules! slot {
    ($fp:expr, $symbol:literal) => {{
        let address: *mut Value;
        // SAFETY: adds a constant to a register.
        unsafe {
            core::arch::asm!(
                concat!("addi {0}, {1}, %tprel_lo(", $symbol, ")"),
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
                concat!(load_word!(), " {0}, %tprel_lo(", $symbol, ")({1})"),
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
                concat!(store_word!(), " {0}, %tprel_lo(", $symbol, ")({1})"),
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
