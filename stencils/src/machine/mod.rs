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
#[cfg(any(target_arch = "aarch64", target_arch = "arm"))]
mod pair;

use crate::definition::{Flow, Form, State};
use crate::forms::{Place, Shape};
use crate::handler::{Accumulator, Pc, Table};
use crate::layout::machine::Machine;
use crate::operand::Operand;
use crate::value::Value;

unsafe extern "rust-preserve-none" {
    /// What follows the stencil.
    pub unsafe fn hole_continue(vm: *mut Machine, fp: *mut Value, pc: Pc, table: Table, acc: Accumulator) -> usize;
    /// Where its branch goes.
    pub unsafe fn hole_target(vm: *mut Machine, fp: *mut Value, pc: Pc, table: Table, acc: Accumulator) -> usize;
    /// The instruction's plain stencil, for a form of it that can not go on.
    pub unsafe fn hole_slow(vm: *mut Machine, fp: *mut Value, pc: Pc, table: Table, acc: Accumulator) -> usize;
}

/// Operands burned in.
pub struct Holes;

impl Form for Holes {
    const MACHINE_CODE: bool = true;
    #[inline(always)]
    unsafe fn slot<const N: usize>(s: &State) -> *mut Value {
        instruction_set::slot::<N>(s.fp)
    }
    #[cfg(target_arch = "aarch64")]
    #[inline(always)]
    unsafe fn frame<const N: usize>(s: &State) -> *mut Value {
        instruction_set::frame::<N>(s.fp)
    }
    #[cfg(any(target_arch = "aarch64", target_arch = "arm"))]
    #[inline(always)]
    unsafe fn way_back(fp: *mut Value) -> (usize, usize) {
        // SAFETY: the contract of `Form`.
        unsafe { pair::way_back(fp) }
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

/// Operands burned in, or in the accumulator, or known to be what the instruction wants: the [`Shape`] with this number.
pub struct Formed<const SHAPE: u8>;

impl<const SHAPE: u8> Formed<SHAPE> {
    const fn in_register(n: usize) -> bool {
        Shape(SHAPE).place(n as u32) & Place::Register as u8 != 0
    }

    /// Stores what may be in the accumulator alone, so that the frame is whole.
    ///
    /// # Safety
    /// The contract of [`Form`].
    #[inline(always)]
    pub unsafe fn spill(s: &State) {
        // SAFETY: an operand in the accumulator is initialised, and has a slot.
        unsafe {
            if Self::in_register(0) {
                Holes::write::<0>(s, Value(s.acc.assume_init()));
            }
            if Self::in_register(1) {
                Holes::write::<1>(s, Value(s.acc.assume_init()));
            }
            if Self::in_register(2) {
                Holes::write::<2>(s, Value(s.acc.assume_init()));
            }
        }
    }
}

// SAFETY of the calls: the contract of `Form`; what is in the accumulator according to the shape is initialised.
impl<const SHAPE: u8> Form for Formed<SHAPE> {
    const MACHINE_CODE: bool = true;
    const BURNED: bool = true;
    #[inline(always)]
    unsafe fn burned_number() -> usize {
        instruction_set::number::<2>()
    }
    #[inline(always)]
    unsafe fn burned_value() -> Value {
        Value(instruction_set::short::<2>())
    }
    #[inline(always)]
    unsafe fn burned_constant() -> Value {
        Value(instruction_set::short::<1>())
    }
    #[inline(always)]
    unsafe fn read_burned(s: &State) -> Value {
        // SAFETY: as above.
        Value(unsafe { instruction_set::content(s.vm) })
    }
    #[inline(always)]
    unsafe fn read_at(base: *mut Value) -> Value {
        // SAFETY: as above.
        unsafe { instruction_set::read::<2>(base) }
    }
    #[inline(always)]
    unsafe fn write_at(base: *mut Value, value: Value) {
        // SAFETY: as above.
        unsafe { instruction_set::write::<2>(base, value) }
    }
    #[inline(always)]
    fn is_known<const N: usize>() -> bool {
        Shape(SHAPE).place(N as u32) & Place::Known as u8 != 0
    }
    #[inline(always)]
    unsafe fn slot<const N: usize>(s: &State) -> *mut Value {
        // SAFETY: as above.
        unsafe { Holes::slot::<N>(s) }
    }
    #[inline(always)]
    unsafe fn way_back(fp: *mut Value) -> (usize, usize) {
        // SAFETY: as above.
        unsafe { Holes::way_back(fp) }
    }
    #[inline(always)]
    unsafe fn read<const N: usize>(s: &State) -> Value {
        // SAFETY: as above.
        unsafe { if Self::in_register(N) { Value(s.acc.assume_init()) } else { Holes::read::<N>(s) } }
    }
    #[inline(always)]
    unsafe fn write<const N: usize>(s: &State, value: Value) {
        // SAFETY: as above.
        unsafe { Holes::write::<N>(s, value) }
    }
    #[inline(always)]
    unsafe fn immediate<const N: usize>(s: &State) -> Value {
        // SAFETY: as above.
        unsafe { Holes::immediate::<N>(s) }
    }
    #[inline(always)]
    unsafe fn number<const N: usize>(s: &State) -> usize {
        // SAFETY: as above.
        unsafe { Holes::number::<N>(s) }
    }
    #[inline(always)]
    unsafe fn pc(s: &State) -> *mut u64 {
        // SAFETY: as above.
        unsafe { Holes::pc(s) }
    }
    #[inline(always)]
    unsafe fn cell(s: &State) -> *mut u64 {
        // SAFETY: as above.
        unsafe { Holes::cell(s) }
    }
    #[inline(always)]
    unsafe fn constant(s: &State) -> Value {
        // SAFETY: as above.
        unsafe { Holes::constant(s) }
    }
    #[inline(always)]
    unsafe fn return_address(s: &State) -> usize {
        // SAFETY: as above.
        unsafe { Holes::return_address(s) }
    }
    #[inline(always)]
    unsafe fn operand<const N: usize, T: Operand>(s: &State) -> Option<T> {
        // SAFETY: as above.
        unsafe {
            let value = Self::read::<N>(s);
            if Self::is_known::<N>() { Some(T::known(value)) } else { T::guard(s.vm, value) }
        }
    }
    #[inline(always)]
    unsafe fn give(s: &State, value: Value) -> Flow {
        if !Shape(SHAPE).keeps() {
            // SAFETY: as above.
            unsafe { Holes::write::<0>(s, value) };
        }
        Flow::Done(value.0)
    }
}
