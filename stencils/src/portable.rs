//! The portable loop: the same bodies in one `match`, in stable Rust. The interpreter where there are no handlers in
//! machine code, and what checkers of undefined behaviour can follow.
//!
//! All of it is inline, so that a crate which never calls [`run`] has none of it compiled.
//!
//! Where machine code has addresses, this has the small numbers of [`ENTRIES`].

use core::mem::MaybeUninit;

use crate::definition::{Decoded, Flow, State, jump_distance};
use crate::layout::machine::{Entries, Machine};
use crate::list::{Field, Opcode};
use crate::ops::{after, entry, generator};
use crate::value::Value;

/// The ways in and out, for a machine that runs in this loop. 0 and 1 have other meanings in what helpers return.
pub const ENTRIES: Entries = Entries {
    interpret: 2,
    call_return: 3,
    construct_return: 4,
    item_return: 5,
    resume_return: 6,
    land: 7,
    resume: 8,
    raise: 9,
    leave: 10,
};

/// What an instruction did, and what is needed to go on from it.
struct Done {
    flow: Flow,
    /// The instruction's words.
    words: usize,
    /// Whether a jump's distance takes two fields.
    wide: bool,
}

macro_rules! instructions {
    ($($(#[doc = $doc:literal])* $name:ident [$($cell:ident)*] ($a:ident, $b:ident, $c:ident)
        |$s:ident| $body:expr $(=> $slow:expr)? $(, $after:ident)? $(, [$family:ident])? $(, ($($origin:tt)*))?;)*) => {
        /// Each instruction is a function, so that an unoptimised build does not hold the variables of all in one native frame.
        #[allow(non_snake_case)]
        mod instructions {
            #[allow(unused_imports)]
            use crate::operand::{Float, Int, Name};
            use super::{Decoded as F, Flow, State};
            use crate::ops::*;

            $(
                $(#[doc = $doc])*
                ///
                /// # Safety
                /// The contract of [`crate::ops`].
                #[inline]
                pub(super) unsafe fn $name($s: State) -> Flow {
                    // SAFETY: as above.
                    let flow = unsafe { $body };
                    $(
                        if matches!(flow, Flow::Slow) {
                            // SAFETY: as above; the fast path left everything undone.
                            return unsafe { $slow };
                        }
                    )?
                    flow
                }
            )*
        }

        /// Runs the instruction at pc.
        ///
        /// # Safety
        /// The contract of [`crate::ops`].
        #[inline(always)]
        unsafe fn step(opcode: Opcode, s: State) -> Done {
            match opcode {
                $(Opcode::$name => Done {
                    // SAFETY: the caller's contract.
                    flow: unsafe { instructions::$name(s) },
                    words: 1 + <[&str]>::len(&[$(stringify!($cell)),*]),
                    wide: matches!(Field::$b, Field::FarTarget),
                },)*
            }
        }
    };
}

for_each_bytecode!(instructions);

/// Runs from an entry on until `leave`, and returns what was brought there.
///
/// # Safety
/// The machine is alive, its entries are [`ENTRIES`] and `code` is one of them; the frame is complete and returns to one of
/// them; pc, where the entry needs it, is an instruction of verified bytecode that the frame's function runs.
#[inline]
pub unsafe fn run(vm: *mut Machine, fp: *mut Value, pc: *mut u64, code: usize) -> usize {
    let mut code = code;
    let mut s = State { vm, fp, pc: MaybeUninit::new(pc), acc: MaybeUninit::uninit() };
    loop {
        // SAFETY: the caller's contract; whoever names an entry leaves the state that it needs.
        unsafe {
            if code == ENTRIES.leave {
                return s.acc.assume_init();
            }
            let flow = if code == ENTRIES.interpret {
                let hot = if entry::start(&mut s) { entry::start_hot(&s) } else { 0 };
                Flow::Go(if hot == 0 { ENTRIES.resume } else { hot }, s)
            } else if code == ENTRIES.call_return {
                came_back(&mut s);
                s.pc = MaybeUninit::new(s.pc.assume_init().add(call_return(s)));
                Flow::Go(ENTRIES.resume, s)
            } else if code == ENTRIES.construct_return {
                came_back(&mut s);
                entry::construct_return(s)
            } else if code == ENTRIES.item_return {
                came_back(&mut s);
                if after::is_operator(*s.pc.assume_init() as u16) {
                    operator_return(&mut s)
                } else {
                    item_return(&mut s);
                    Flow::Go(ENTRIES.resume, s)
                }
            } else if code == ENTRIES.resume_return {
                came_back(&mut s);
                generator::resume_return(s)
            } else if code == ENTRIES.land {
                s.pc = MaybeUninit::new((*vm).landing.pc);
                Flow::Go(ENTRIES.resume, s)
            } else if code == ENTRIES.raise {
                entry::raise(s)
            } else {
                resume(&mut s)
            };
            (code, s) = match flow {
                Flow::Go(code, s) => (code, s),
                _ => (ENTRIES.raise, s),
            };
        }
    }
}

/// A return brought the frame that was left: from now on pc is the caller's.
///
/// # Safety
/// As for [`run`].
#[inline]
unsafe fn came_back(s: &mut State) {
    // SAFETY: the caller's contract.
    s.pc = MaybeUninit::new(unsafe { crate::layout::frame::caller_pc(s.pc.assume_init()) });
}

/// Runs instructions until one goes elsewhere: where, and with what. The state is that of the last instruction then.
///
/// # Safety
/// As for [`run`].
#[inline]
unsafe fn resume(s: &mut State) -> Flow {
    // SAFETY: the caller's contract; verified bytecode never leaves its code object.
    unsafe {
        let counting = (*s.vm).table != (*s.vm).uncounted_table;
        loop {
            if counting && (*s.vm).traces {
                (*s.vm).fp = s.fp;
                if ((*s.vm).helpers.trace)(s.vm, s.fp, s.pc.assume_init()) == 0 {
                    return Flow::Raise;
                }
            } else if counting {
                (*s.vm).interpreted_bytecodes = (*s.vm).interpreted_bytecodes.wrapping_add(1);
            }
            // Verified bytecode has only opcodes of the list.
            let pc = s.pc.assume_init();
            let Some(opcode) = Opcode::from_number(*pc as u16) else { return Flow::Raise };
            let Done { flow, words, wide } = step(opcode, *s);
            match flow {
                Flow::Next => s.pc = MaybeUninit::new(pc.add(words)),
                Flow::Jump => s.pc = MaybeUninit::new(pc.offset(jump_distance(*pc, wide))),
                Flow::Done(result) => {
                    after::call::<Decoded>(State { acc: MaybeUninit::new(result), ..*s });
                    s.pc = MaybeUninit::new(pc.add(words));
                }
                // An instruction without a slow path never asks for it: the build of the handlers would refuse it.
                Flow::Raise | Flow::Slow => return Flow::Raise,
                Flow::Go(..) => return flow,
            }
        }
    }
}

/// Comes back into a caller: pc is its call, acc the result. Returns the call's words.
///
/// # Safety
/// As for [`run`].
#[inline]
unsafe fn call_return(s: State) -> usize {
    // SAFETY: calls save their own frame and pc.
    unsafe {
        after::call::<Decoded>(s);
        Opcode::from_number(*s.pc.assume_init() as u16).map_or(1, |opcode| opcode.info().words())
    }
}

/// Comes back into an operator from a method: pc is the instruction, acc what the method gives.
///
/// # Safety
/// As for [`run`].
#[inline]
unsafe fn operator_return(s: &mut State) -> Flow {
    // SAFETY: whoever calls the method saves its own frame and pc.
    unsafe {
        if let Flow::Raise = after::operator::<Decoded>(*s) {
            return Flow::Raise;
        }
        s.pc = MaybeUninit::new(s.pc.assume_init().add(2));
        Flow::Go(ENTRIES.resume, *s)
    }
}

/// Comes back into a loop or `Send`: pc is the instruction, acc an item or EXHAUSTED.
///
/// # Safety
/// As for [`run`].
#[inline]
unsafe fn item_return(s: &mut State) {
    // SAFETY: whoever resumes a generator saves its own frame and pc.
    unsafe {
        let pc = s.pc.assume_init();
        let flow = if *pc as u16 == Opcode::Send as u16 { after::send::<Decoded>(*s) } else { after::item::<Decoded>(*s) };
        let words = if matches!(flow, Flow::Jump) { jump_distance(*pc, false) } else { 1 };
        s.pc = MaybeUninit::new(pc.offset(words));
    }
}
