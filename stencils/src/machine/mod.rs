//! Holes: how a stencil asks for its operands on each instruction set. Each file defines the same names.
//!
//! Operands 0, 1, 2 are the fields a, b, c: a slot's offset in bytes, a tagged immediate, or a number. The wide operand 3
//! is the instruction's address, 4 the address of its first cell; 6 and 7 are the same two as offsets from the machine, at
//! whose address the VM's memory begins. What a script can choose is in the cells, never in the code.

#[cfg_attr(target_arch = "x86_64", path = "x86_64.rs")]
#[cfg_attr(target_arch = "aarch64", path = "aarch64.rs")]
#[cfg_attr(target_arch = "riscv64", path = "riscv64.rs")]
#[cfg_attr(target_arch = "riscv32", path = "riscv32.rs")]
#[cfg_attr(target_arch = "arm", path = "thumb.rs")]
mod instruction_set;

use crate::definition::{Form, State};
use crate::handler::{Accumulator, Pc, Table};
use crate::layout::machine::Machine;
use crate::value::Value;

unsafe extern "rust-preserve-none" {
    /// What follows the stencil.
    pub unsafe fn hole_continue(vm: *mut Machine, fp: *mut Value, pc: Pc, table: Table, acc: Accumulator) -> usize;
    /// Where its branch goes.
    pub unsafe fn hole_target(vm: *mut Machine, fp: *mut Value, pc: Pc, table: Table, acc: Accumulator) -> usize;
}

/// Operands burned in.
pub struct Holes;

impl Form for Holes {
    const MACHINE_CODE: bool = true;
    #[inline(always)]
    unsafe fn slot<const N: usize>(s: &State) -> *mut Value {
        instruction_set::slot::<N>(s.fp)
    }
    #[inline(always)]
    unsafe fn read<const N: usize>(s: &State) -> Value {
        // SAFETY: the contract of `Form`.
        unsafe { instruction_set::read::<N>(s.fp) }
    }
    #[inline(always)]
    unsafe fn write<const N: usize>(s: &State, value: Value) {
        // SAFETY: the contract of `Form`.
        unsafe { instruction_set::write::<N>(s.fp, value) }
    }
    #[inline(always)]
    unsafe fn immediate<const N: usize>(_: &State) -> Value {
        Value(instruction_set::narrow_signed::<N>() as usize)
    }
    #[inline(always)]
    unsafe fn number<const N: usize>(_: &State) -> usize {
        // Not the address of a symbol, with which LLVM would compute as with a place.
        instruction_set::narrow_signed::<N>() as usize
    }
    #[inline(always)]
    unsafe fn pc(s: &State) -> *mut u64 {
        core::ptr::with_exposed_provenance_mut(instruction_set::pc(s.vm))
    }
    #[inline(always)]
    unsafe fn cell(s: &State) -> *mut u64 {
        core::ptr::with_exposed_provenance_mut(instruction_set::cell(s.vm))
    }
    #[inline(always)]
    unsafe fn constant(s: &State) -> Value {
        // SAFETY: the contract of `Form`.
        Value(unsafe { instruction_set::constant(s.vm) })
    }
    #[inline(always)]
    unsafe fn return_address(_: &State) -> usize {
        instruction_set::continue_address()
    }
}
