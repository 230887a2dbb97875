//! What a definition is written with: the state it works on, where its operands come from, and where it leads.
//!
//! A body is an ordinary inlined function, generic over its [`Form`]. The wrappers that make a handler
//! ([`crate::interpreter`]), a stencil ([`crate::stencil`]) or an arm of the portable loop ([`crate::portable`])
//! of it differ only in how operands are found and in how control goes on.
//!
//! An instruction with a usual case has two bodies: the fast path guards, then acts, and calls nothing; where a guard
//! fails it gives [`Flow::Slow`], and the slow path starts from the beginning. Compiled apart, the calls of the slow
//! path cost the fast one neither registers nor stack.

use core::mem::MaybeUninit;

use crate::layout::frame;
use crate::layout::machine::{Machine, Transfer};
use crate::operand::Operand;
use crate::value::Value;

/// The registers of the abstract machine.
#[derive(Clone, Copy)]
pub struct State {
    /// The machine.
    pub vm: *mut Machine,
    /// The frame; see [`frame`].
    pub fp: *mut Value,
    /// The instruction; nothing in machine code, where [`Form::pc`] knows it.
    pub pc: MaybeUninit<*mut u64>,
    /// A result on its way to the caller; else nothing.
    pub acc: MaybeUninit<usize>,
}

/// Where control goes after an instruction.
#[derive(Clone, Copy)]
pub enum Flow {
    /// To the next instruction.
    Next,
    /// To the target of the branch.
    Jump,
    /// To the instruction's slow path, which does all of the work: nothing that a program could see has happened yet.
    Slow,
    /// To the handler of the pending exception.
    Raise,
    /// A call is done already: its result goes where the results of calls go, behind the instruction. In a form
    /// ([`crate::forms`]): to the next instruction, with a result in the accumulator.
    Done(usize),
    /// To an address, with a new state; the pc of the state is given to whatever runs there.
    Go(usize, State),
}

/// Where operands come from: the instruction word (interpreter), or holes (stencils).
///
/// `N` is the operand's place: 0, 1 or 2 for the instruction's fields a, b and c.
///
/// # Safety
/// All functions: the state is that of a running instruction of verified bytecode.
#[allow(clippy::missing_safety_doc)] // stated once, above
pub trait Form {
    /// Whether this is machine code. Only counting and tiering may ask.
    const MACHINE_CODE: bool;
    /// The address of frame slot `N`.
    unsafe fn slot<const N: usize>(s: &State) -> *mut Value;
    /// The frame of a call whose base is slot `N`.
    #[inline(always)]
    unsafe fn frame<const N: usize>(s: &State) -> *mut Value {
        // SAFETY: the contract of the trait; the head lies in the frame, too.
        unsafe { Self::slot::<N>(s).add(frame::HEAD_WORDS) }
    }
    /// The return address of a frame and its caller's, which stand side by side.
    #[inline(always)]
    unsafe fn way_back(fp: *mut Value) -> (usize, usize) {
        // SAFETY: the contract of the trait; the head lies below fp.
        unsafe { ((*fp.offset(frame::RETURN_ADDRESS)).0, (*fp.offset(frame::CALLER_FP)).0) }
    }
    /// Reads frame slot `N`.
    unsafe fn read<const N: usize>(s: &State) -> Value;
    /// Writes frame slot `N`.
    unsafe fn write<const N: usize>(s: &State, value: Value);
    /// The immediate small integer `N`, tagged.
    unsafe fn immediate<const N: usize>(s: &State) -> Value;
    /// The plain number `N` (0 … 65535).
    unsafe fn number<const N: usize>(s: &State) -> usize;
    /// The instruction.
    unsafe fn pc(s: &State) -> *mut u64;
    /// The address of the instruction's first cache cell.
    unsafe fn cell(s: &State) -> *mut u64;
    /// The value in the first cell. A form of an instruction that looks at a shape has that in place of the cell.
    unsafe fn constant(s: &State) -> Value;
    /// Where a call made by this instruction comes back to.
    unsafe fn return_address(s: &State) -> usize;
    /// Operand `N`, if it is of the type.
    #[inline(always)]
    unsafe fn operand<const N: usize, T: Operand>(s: &State) -> Option<T> {
        // SAFETY: the contract of the trait.
        unsafe { T::guard(s.vm, Self::read::<N>(s)) }
    }
    /// Whether this is a form, where what the cells of the plain stencil hold is burned in: an offset or a number for operand 2, an address in
    /// place of the instruction's.
    const BURNED: bool = false;
    /// The number that is burned in for operand 2.
    #[inline(always)]
    unsafe fn burned_number() -> usize {
        0
    }
    /// The value that is burned in for operand 2: a short one.
    #[inline(always)]
    unsafe fn burned_value() -> Value {
        Value::UNDEFINED
    }
    /// The value that is burned in for operand 1: a short one.
    #[inline(always)]
    unsafe fn burned_constant() -> Value {
        Value::UNDEFINED
    }
    /// The value at the address that is burned in.
    #[inline(always)]
    unsafe fn read_burned(_: &State) -> Value {
        Value::UNDEFINED
    }
    /// The value at the burned-in offset.
    #[inline(always)]
    unsafe fn read_at(_: *mut Value) -> Value {
        Value::UNDEFINED
    }
    /// Writes there.
    #[inline(always)]
    unsafe fn write_at(_: *mut Value, _: Value) {}
    /// Whether operand `N` is known to be what the instruction wants.
    #[inline(always)]
    fn is_known<const N: usize>() -> bool {
        false
    }
    /// Gives the result, field a, and goes on.
    #[inline(always)]
    unsafe fn give(s: &State, value: Value) -> Flow {
        // SAFETY: the contract of the trait.
        unsafe { Self::write::<0>(s, value) };
        Flow::Next
    }
}

/// Operands decoded from the instruction word.
pub struct Decoded;

impl Decoded {
    #[inline(always)]
    unsafe fn field<const N: usize>(s: &State) -> u16 {
        // SAFETY: the instruction word is four 16-bit fields, the opcode in the lowest.
        unsafe { *Self::pc(s).cast::<u16>().add(field_index(N)) }
    }
}

/// Where field `n` lies among the four halves of the word.
#[inline(always)]
pub const fn field_index(n: usize) -> usize {
    if cfg!(target_endian = "little") { n + 1 } else { 2 - n }
}

impl Form for Decoded {
    const MACHINE_CODE: bool = false;
    #[inline(always)]
    unsafe fn slot<const N: usize>(s: &State) -> *mut Value {
        // SAFETY: verified bytecode names slots of its frame.
        unsafe { s.fp.add(Self::field::<N>(s) as usize) }
    }
    #[inline(always)]
    unsafe fn read<const N: usize>(s: &State) -> Value {
        // SAFETY: as above.
        unsafe { *Self::slot::<N>(s) }
    }
    #[inline(always)]
    unsafe fn write<const N: usize>(s: &State, value: Value) {
        // SAFETY: as above.
        unsafe { *Self::slot::<N>(s) = value }
    }
    #[inline(always)]
    unsafe fn immediate<const N: usize>(s: &State) -> Value {
        // SAFETY: the instruction is readable.
        Value((unsafe { Self::field::<N>(s) } as i16 as isize * 2) as usize)
    }
    #[inline(always)]
    unsafe fn number<const N: usize>(s: &State) -> usize {
        // SAFETY: the instruction is readable.
        unsafe { Self::field::<N>(s) as usize }
    }
    #[inline(always)]
    unsafe fn pc(s: &State) -> *mut u64 {
        // SAFETY: the interpreter's state has the instruction.
        unsafe { s.pc.assume_init() }
    }
    #[inline(always)]
    unsafe fn cell(s: &State) -> *mut u64 {
        // SAFETY: the list says that this instruction has cells.
        unsafe { Self::pc(s).add(1) }
    }
    #[inline(always)]
    unsafe fn constant(s: &State) -> Value {
        // SAFETY: as above.
        Value(unsafe { *Self::pc(s).add(1) } as usize)
    }
    #[inline(always)]
    unsafe fn return_address(s: &State) -> usize {
        // SAFETY: the machine is alive.
        unsafe { (*s.vm).entries.call_return }
    }
}

/// The jump distance of an instruction word, in words from the instruction's start. `wide`: in fields b and c.
#[inline(always)]
pub fn jump_distance(word: u64, wide: bool) -> isize {
    if wide { (word >> 32) as u32 as i32 as isize } else { (word >> 48) as u16 as i16 as isize }
}

/// Stores the frame where helpers and the collector look for it.
///
/// # Safety
/// The state is that of a running instruction.
#[inline(always)]
pub unsafe fn save_frame(s: &State) {
    // SAFETY: the machine is alive.
    unsafe { (*s.vm).fp = s.fp }
}

/// Writes a helper's result to slot 0 and goes on, or raises.
///
/// # Safety
/// The state is that of a running instruction whose first operand is written.
#[inline(always)]
pub unsafe fn finish<F: Form>(s: State, result: Value) -> Flow {
    if result == Value::ERROR {
        return Flow::Raise;
    }
    // SAFETY: the caller's contract.
    unsafe { F::write::<0>(&s, result) };
    Flow::Next
}

/// Goes on after a helper that has only an effect, or raises.
#[inline(always)]
pub fn done(result: Value) -> Flow {
    if result == Value::ERROR { Flow::Raise } else { Flow::Next }
}

/// The same for a helper that did a call: its result goes where those of calls go.
#[inline(always)]
pub fn done_with(result: Value) -> Flow {
    if result == Value::ERROR { Flow::Raise } else { Flow::Done(result.0) }
}

/// Jumps if the condition holds, else goes on.
#[inline(always)]
pub fn jump_if(condition: bool) -> Flow {
    if condition { Flow::Jump } else { Flow::Next }
}

/// Branches on a truth that a helper found: TRUE, FALSE or ERROR. Jumps if it is `jump_if`.
#[inline(always)]
pub fn decide(truth: Value, jump_if: bool) -> Flow {
    if truth == Value::from_bool(jump_if) {
        Flow::Jump
    } else if truth == Value::ERROR {
        Flow::Raise
    } else {
        Flow::Next
    }
}

/// Follows what a helper decided about a call.
///
/// # Safety
/// The state is that of a running instruction.
#[inline(always)]
pub unsafe fn follow<F: Form>(s: State, transfer: Transfer) -> Flow {
    if transfer.code == Transfer::VALUE {
        Flow::Done(transfer.value)
    } else if transfer.code == Transfer::RAISE {
        Flow::Raise
    } else {
        let fp = core::ptr::with_exposed_provenance_mut(transfer.value);
        // SAFETY: the instruction's address is what `pc` gives.
        Flow::Go(transfer.code, State { fp, pc: MaybeUninit::new(unsafe { F::pc(&s) }), ..s })
    }
}

/// Takes one from the countdown; whether it ran out.
///
/// # Safety
/// The machine is alive.
#[inline(always)]
pub unsafe fn count_down(vm: *mut Machine) -> bool {
    // Volatile: an interrupt handler may store to the word at any time. Losing its store to this
    // decrement only delays the interrupt to the next refill, which is never far.
    // SAFETY: the machine is alive.
    unsafe {
        let left = (&raw const (*vm).countdown).read_volatile().wrapping_sub(1);
        (&raw mut (*vm).countdown).write_volatile(left);
        left < 0
    }
}

/// Fills the head of a new frame, but for the callable. Machine code does not say which instruction calls: the return address tells it.
///
/// # Safety
/// `new_fp` points into the VM's stack with room for the head below it.
#[inline(always)]
pub unsafe fn link_frame<F: Form>(s: &State, new_fp: *mut Value) {
    // SAFETY: the caller's contract.
    unsafe {
        *new_fp.offset(frame::RETURN_ADDRESS) = Value(F::return_address(s));
        *new_fp.offset(frame::CALLER_FP) = Value(s.fp.expose_provenance());
        if !F::MACHINE_CODE {
            *new_fp.offset(frame::CALLER_PC) = Value(F::pc(s).expose_provenance());
        }
    }
}
