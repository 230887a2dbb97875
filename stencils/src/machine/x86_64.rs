//! Holes on x86-64: the address of an extern function is a 32-bit field, that of an extern static a 64-bit one
//! (static relocation, medium code model).

use crate::layout::machine::Machine;
use crate::value::Value;

unsafe extern "C" {
    fn hole_operand_0();
    fn hole_operand_1();
    fn hole_operand_2();
    static hole_wide_3: u8;
    static hole_continue_address: u8;
}

/// Operand `N` as a number from 0 to 2³¹ − 1.
#[inline(always)]
pub fn narrow<const N: usize>() -> usize {
    match N {
        0 => hole_operand_0 as *const () as usize,
        1 => hole_operand_1 as *const () as usize,
        _ => hole_operand_2 as *const () as usize,
    }
}

/// Operand `N` as a signed 32-bit number. LLVM takes an extern's address for positive, so the move is written out.
#[inline(always)]
pub fn narrow_signed<const N: usize>() -> isize {
    let number: isize;
    // SAFETY: moves a constant to a register.
    unsafe {
        match N {
            0 => core::arch::asm!("movq $hole_operand_0, {}", out(reg) number, options(pure, nomem, nostack, preserves_flags, att_syntax)),
            1 => core::arch::asm!("movq $hole_operand_1, {}", out(reg) number, options(pure, nomem, nostack, preserves_flags, att_syntax)),
            _ => core::arch::asm!("movq $hole_operand_2, {}", out(reg) number, options(pure, nomem, nostack, preserves_flags, att_syntax)),
        }
    }
    number
}

/// The address of the instruction.
#[inline(always)]
pub fn pc(_: *mut Machine) -> usize {
    (&raw const hole_wide_3).addr()
}

/// The address of the instruction's first cell. Cells are read at several distances, each of which would be a 64-bit constant of its
/// own to LLVM: the move is written out so that it is done once.
#[inline(always)]
pub fn cell(_: *mut Machine) -> usize {
    let address: usize;
    // SAFETY: moves a constant to a register.
    unsafe { core::arch::asm!("movabsq $hole_wide_4, {}", out(reg) address, options(pure, nomem, nostack, preserves_flags, att_syntax)) };
    address
}

/// There is no shorter way for numbers up to 65535 or up to 1023.
pub use self::{narrow as number, narrow as short};

/// Loads the word at an address: the accumulator of the architecture can do so in one instruction.
macro_rules! load_word {
    ($symbol:literal) => {{
        let content: usize;
        // SAFETY: reads the word, which the caller says is there.
        unsafe {
            core::arch::asm!(
                concat!("movabsq ", $symbol, ", %rax"),
                out("rax") content,
                options(pure, readonly, nostack, preserves_flags, att_syntax),
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
pub unsafe fn constant(_: *mut Machine) -> usize {
    load_word!("hole_wide_4")
}

/// What lies at the address that is burned in for the instruction's.
///
/// # Safety
/// The machine is alive, and such an address is burned in.
#[inline(always)]
pub unsafe fn content(_: *mut Machine) -> usize {
    load_word!("hole_wide_3")
}

/// The address of the machine code that follows the stencil.
#[inline(always)]
pub fn continue_address() -> usize {
    (&raw const hole_continue_address).addr()
}

/// The address of the slot whose offset is operand `N`.
#[inline(always)]
pub fn slot<const N: usize>(fp: *mut Value) -> *mut Value {
    fp.wrapping_byte_add(narrow::<N>())
}

/// Reads the slot whose offset is operand `N`.
///
/// # Safety
/// The slot is one of the frame's.
#[inline(always)]
pub unsafe fn read<const N: usize>(fp: *mut Value) -> Value {
    // SAFETY: the caller's contract.
    unsafe { *slot::<N>(fp) }
}

/// Writes the slot whose offset is operand `N`.
///
/// # Safety
/// The slot is one of the frame's.
#[inline(always)]
pub unsafe fn write<const N: usize>(fp: *mut Value, value: Value) {
    // SAFETY: the caller's contract.
    unsafe { *slot::<N>(fp) = value }
}
