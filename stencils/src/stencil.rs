//! The stencils: the same bodies with holes for operands, each going on to the machine code that follows it.
//!
//! Compiled only by the build's own run of `rustc`.

use crate::definition::{Flow, Form, State};
use crate::forms::Shape;
use crate::handler::{Accumulator, Pc, Table, at, no_slow_path};
use crate::layout::machine::Machine;
use crate::layout::object::Kind;
use crate::machine::{Formed, Holes, hole_continue, hole_slow, hole_target};
use crate::operand::{ExactList, ExactTuple, Int, Operand};
use crate::ops::call;
use crate::value::Value;

macro_rules! continue_with {
    ($flow:expr, $vm:ident, $fp:ident, $acc:ident, $slow:path) => {
        match $flow {
            Flow::Next => become hole_continue($vm, $fp, Pc::uninit(), Table::none(), Accumulator::uninit()),
            Flow::Jump => become hole_target($vm, $fp, Pc::uninit(), Table::none(), Accumulator::uninit()),
            Flow::Slow => become $slow($vm, $fp, Pc::uninit(), Table::none(), Accumulator::uninit()),
            // What follows is the part behind the call.
            Flow::Done(result) => become hole_continue($vm, $fp, Pc::uninit(), Table::none(), Accumulator::new(result)),
            Flow::Raise => {
                core::hint::cold_path();
                let s = State { vm: $vm, fp: $fp, pc: Pc::uninit(), acc: $acc };
                become at((*$vm).entries.raise)($vm, $fp, Pc::new(Holes::pc(&s)), Table::none(), Accumulator::uninit())
            }
            Flow::Go(code, s) => become at(code)($vm, s.fp, s.pc, Table::none(), s.acc),
        }
    };
}

/// One form of an instruction: its letters are those of [`Shape::from_name`].
macro_rules! form {
    ($name:ident $s:ident $body:expr, $letters:literal) => {
        const _: () = {
            #[allow(unused_imports)]
            use crate::operand::{Float, Int, Name};
            use crate::ops::*;
            const FOUND: Option<Shape> = Shape::from_name($letters.as_bytes());
            const _: () = assert!(FOUND.is_some(), "letters that name no shape");
            const SHAPE: u8 = match FOUND {
                Some(shape) => shape.0,
                None => 0,
            };
            type F = Formed<SHAPE>;
            #[unsafe(export_name = concat!("form_", stringify!($name), "_", $letters))]
            unsafe extern "rust-preserve-none" fn form(vm: *mut Machine, fp: *mut Value, _: Pc, _: Table, acc: Accumulator) -> usize {
                let $s = State { vm, fp, pc: Pc::uninit(), acc };
                // SAFETY: machine code is made of verified bytecode and runs in a live machine.
                unsafe {
                    match $body {
                        // What is in the accumulator stays there.
                        Flow::Next => become hole_continue(vm, fp, Pc::uninit(), Table::none(), acc),
                        Flow::Jump => become hole_target(vm, fp, Pc::uninit(), Table::none(), Accumulator::uninit()),
                        Flow::Done(result) => become hole_continue(vm, fp, Pc::uninit(), Table::none(), Accumulator::new(result)),
                        Flow::Slow => {
                            F::spill(&State { vm, fp, pc: Pc::uninit(), acc });
                            become hole_slow(vm, fp, Pc::uninit(), Table::none(), Accumulator::uninit())
                        }
                        Flow::Go(code, s) => become at(code)(vm, s.fp, s.pc, Table::none(), s.acc),
                        Flow::Raise => become no_slow_path(vm, fp, Pc::uninit(), Table::none(), acc),
                    }
                }
            }
        };
    };
}

macro_rules! forms {
    ($name:ident $s:ident $body:expr, $($letters:literal)*) => {
        $(form! { $name $s $body, $letters })*
    };
}

/// The forms of an instruction, by its family.
macro_rules! family {
    (Constant $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "___d" "__kw" "__kd" }
    };
    (ConstantInt $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "___d" }
    };
    (Copy $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "_s_w" "_r_w" }
    };
    (Ints $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body,
            "_ssw" "_skw" "_ksw" "_kkw" "_rsw" "_rkw" "_qsw" "_qkw" "_srw" "_krw" "_sqw" "_kqw"
            "_ssd" "_skd" "_ksd" "_kkd" "_rsd" "_rkd" "_qsd" "_qkd" "_srd" "_krd" "_sqd" "_kqd"
        }
    };
    (RareInts $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "_ssw" "_kkw" "_rsw" "_qkw" "_srw" "_kqw" "_ssd" "_kkd" "_rsd" "_qkd" "_srd" "_kqd" }
    };
    (Floats $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body,
            "_ssw" "_skw" "_ksw" "_kkw" "_rsw" "_rkw" "_qsw" "_qkw" "_srw" "_krw" "_sqw" "_kqw"
            "_ssd" "_skd" "_ksd" "_kkd" "_rsd" "_rkd" "_qsd" "_qkd" "_srd" "_krd" "_sqd" "_kqd"
        }
    };
    (IntImmediate $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "_s_w" "_k_w" "_r_w" "_q_w" "_s_d" "_k_d" "_r_d" "_q_d" }
    };
    (BranchInts $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "ss__" "sk__" "ks__" "kk__" "rs__" "rk__" "qs__" "qk__" "sr__" "kr__" "sq__" "kq__" }
    };
    (BranchIntImmediate $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "s___" "k___" "r___" "q___" }
    };
    (BranchFloats $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "ss__" "kk__" "rs__" "rk__" "qs__" "qk__" "sr__" "sq__" "kq__" }
    };
    (Two $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "rs__" "sr__" }
    };
    (BranchTruth $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "s___" "r___" }
    };
    (BranchNone $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "r___" }
    };
    (CheckBound $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "s___" "r___" }
    };
    (Free $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "___d" }
    };
    (Change $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "_s_w" "_r_w" "_s_d" "_r_d" }
    };
    (Quotient $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "_ssw" "_kkw" "_rsw" "_srw" "_ssd" "_kkd" "_rsd" "_srd" }
    };
    (QuotientImmediate $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "_s_w" "_k_w" "_r_w" "_q_w" "_s_d" "_k_d" "_r_d" "_q_d" }
    };
    (Numbers $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "_ssw" "_rsw" "_srw" "_ssd" "_rsd" "_srd" }
    };
    (Pair $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "_ssw" "_rsw" "_srw" "_ssd" "_rsd" "_srd" }
    };
    (Item $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "_ssw" "_skw" "_rsw" "_rkw" "_srw" "_sqw" "_ssd" "_skd" "_rsd" "_rkd" "_srd" "_sqd" }
    };
    (Test $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "_r_w" "_s_d" "_r_d" }
    };
    (Back $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "____" }
    };
    (Spread $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "_s__" "_r__" }
    };
    (Return $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "r___" }
    };
    (LoadList $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body,
            "_ssw" "_skw" "_ksw" "_kkw" "_rsw" "_rkw" "_srw" "_sqw" "_krw" "_kqw"
            "_ssd" "_skd" "_ksd" "_kkd" "_rsd" "_rkd" "_srd" "_sqd" "_krd" "_kqd"
        }
    };
    (LoadTuple $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "_ssw" "_skw" "_kkw" "_rsw" "_rkw" "_sqw" "_kqw" "_skd" "_kkd" "_rkd" "_sqd" "_kqd" }
    };
    (StoreList $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "sss_" "sks_" "kss_" "kks_" "rss_" "rks_" "ssr_" "skr_" "ksr_" "kkr_" "sqs_" "kqs_" }
    };
    (LoadSlice $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "_s_w" "_k_w" }
    };
    (StoreSlice $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "s_s_" "k_s_" }
    };
    (IterateRange $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "_s_w" "_k_w" "_s_d" "_k_d" }
    };
    (IterateList $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "_k_w" "_k_d" }
    };
    (LoadSlot $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "_s_w" "_k_w" "_r_w" "_q_w" "_s_d" "_k_d" "_r_d" "_q_d" "_skw" "_rkw" "_skd" "_rkd" }
    };
    (StoreSlot $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "ss__" "sr__" "rs__" "ks__" "kr__" "ssk_" "srk_" }
    };
    (LoadMethod $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "_s__" "_k__" "_r__" "_q__" "_sk_" "_rk_" }
    };
    (LoadName $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "_s_w" "_k_w" "_s_d" "_k_d" "_skw" "_kkw" "_skd" "_kkd" }
    };
    (StoreName $name:ident $s:ident $body:expr) => {
        forms! { $name $s $body, "ss__" "sk__" "rs__" "rk__" }
    };
}

macro_rules! stencils {
    ($($(#[doc = $doc:literal])* $name:ident [$($cell:ident)*] ($a:ident, $b:ident, $c:ident)
        |$s:ident| $body:expr $(=> $slow:expr)? $(, $after:ident)? $(, [$family:ident])? $(, ($($origin:tt)*))?;)*) => {$(
        const _: () = {
            #[allow(unused_imports)]
            use crate::handler::otherwise::*;
            use crate::ops::*;
            #[allow(unused_imports)]
            use crate::operand::{Float, Int, Name};
            type F = Holes;
            #[unsafe(export_name = concat!("stencil_", stringify!($name)))]
            unsafe extern "rust-preserve-none" fn stencil(vm: *mut Machine, fp: *mut Value, _: Pc, _: Table, acc: Accumulator) -> usize {
                let $s = State { vm, fp, pc: Pc::uninit(), acc };
                // SAFETY: machine code is made of verified bytecode and runs in a live machine.
                unsafe { continue_with!($body, vm, fp, acc, slow) }
            }
            $(
                #[inline(never)]
                #[unsafe(export_name = concat!("slow_", stringify!($name)))]
                unsafe extern "rust-preserve-none" fn slow(vm: *mut Machine, fp: *mut Value, _: Pc, _: Table, acc: Accumulator) -> usize {
                    let $s = State { vm, fp, pc: Pc::uninit(), acc };
                    // SAFETY: as above.
                    unsafe { continue_with!($slow, vm, fp, acc, no_slow_path) }
                }
            )?
            $(
                #[unsafe(export_name = concat!("after_", stringify!($name)))]
                unsafe extern "rust-preserve-none" fn after(vm: *mut Machine, fp: *mut Value, _: Pc, _: Table, acc: Accumulator) -> usize {
                    let s = State { vm, fp, pc: Pc::uninit(), acc };
                    // SAFETY: as above.
                    unsafe {
                        match after::$after::<F>(s) {
                            // What arrived stays in the accumulator.
                            Flow::Next => become hole_continue(vm, fp, Pc::uninit(), Table::none(), acc),
                            flow => continue_with!(flow, vm, fp, acc, no_slow_path),
                        }
                    }
                }
            )?
        };
        $(family! { $family $name $s $body })?
    )*};
}

for_each_bytecode!(stencils);

/// Counts a bytecode that runs as machine code.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn stencil_Count(vm: *mut Machine, fp: *mut Value, _: Pc, _: Table, acc: Accumulator) -> usize {
    // SAFETY: the machine is alive.
    unsafe {
        (*vm).machine_bytecodes = (*vm).machine_bytecodes.wrapping_add(1);
        become hole_continue(vm, fp, Pc::uninit(), Table::none(), acc)
    }
}

/// Leaves for the interpreter, before the bytecode, whenever the stress countdown runs out.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn stencil_StressExit(vm: *mut Machine, fp: *mut Value, _: Pc, _: Table, acc: Accumulator) -> usize {
    // SAFETY: the machine is alive.
    unsafe {
        (*vm).stress_countdown = (*vm).stress_countdown.wrapping_sub(1);
        if (*vm).stress_countdown < 0 {
            core::hint::cold_path();
            ((*vm).helpers.stress)(vm);
            let s = State { vm, fp, pc: Pc::uninit(), acc };
            become at((*vm).entries.resume)(vm, fp, Pc::new(Holes::pc(&s)), Table::none(), acc)
        }
        become hole_continue(vm, fp, Pc::uninit(), Table::none(), acc)
    }
}

/// Goes to the plain stencil of the bytecode, whenever the stress countdown runs out: for places where machine code knows more
/// than the frame tells. The accumulator holds nothing that is not in the frame, too.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn stencil_StressSlow(vm: *mut Machine, fp: *mut Value, _: Pc, _: Table, acc: Accumulator) -> usize {
    // SAFETY: the machine is alive.
    unsafe {
        (*vm).stress_countdown = (*vm).stress_countdown.wrapping_sub(1);
        if (*vm).stress_countdown < 0 {
            core::hint::cold_path();
            ((*vm).helpers.stress)(vm);
            become hole_slow(vm, fp, Pc::uninit(), Table::none(), Accumulator::uninit())
        }
        become hole_continue(vm, fp, Pc::uninit(), Table::none(), acc)
    }
}

/// The same where a value is only in the accumulator: operand 0 is its slot.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn stencil_StressSpill(vm: *mut Machine, fp: *mut Value, _: Pc, _: Table, acc: Accumulator) -> usize {
    // SAFETY: the machine is alive, and the accumulator holds a value.
    unsafe {
        (*vm).stress_countdown = (*vm).stress_countdown.wrapping_sub(1);
        if (*vm).stress_countdown < 0 {
            core::hint::cold_path();
            Holes::write::<0>(&State { vm, fp, pc: Pc::uninit(), acc }, Value(acc.assume_init()));
            ((*vm).helpers.stress)(vm);
            become hole_slow(vm, fp, Pc::uninit(), Table::none(), Accumulator::uninit())
        }
        become hole_continue(vm, fp, Pc::uninit(), Table::none(), acc)
    }
}

macro_rules! guards {
    ($($(#[doc = $doc:literal])* $name:ident |$machine:ident, $value:ident| $holds:expr;)*) => {$(
        $(#[doc = $doc])*
        #[unsafe(no_mangle)]
        unsafe extern "rust-preserve-none" fn $name(vm: *mut Machine, fp: *mut Value, _: Pc, _: Table, acc: Accumulator) -> usize {
            // SAFETY: the machine is alive, operand 0 is a slot of the frame's.
            unsafe {
                let ($machine, $value) = (vm, Holes::read::<0>(&State { vm, fp, pc: Pc::uninit(), acc }));
                if $holds {
                    become hole_continue(vm, fp, Pc::uninit(), Table::none(), Accumulator::uninit())
                }
                become hole_slow(vm, fp, Pc::uninit(), Table::none(), Accumulator::uninit())
            }
        }
    )*};
}

guards! {
    /// Goes on if the slot holds a small integer, else to the plain stencil of the instruction.
    stencil_GuardInt |vm, value| Int::guard(vm, value).is_some();
    /// The same for a list.
    stencil_GuardList |vm, value| ExactList::guard(vm, value).is_some();
    /// The same for a tuple.
    stencil_GuardTuple |vm, value| ExactTuple::guard(vm, value).is_some();
    /// The same for an iterator over a range of small integers.
    stencil_GuardRange |_vm, value| value.is_kind(Kind::RangeIterator);
}

/// A call of a function that is known to be the one at the base, and to be what the instruction wants.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn stencil_CallCertain(vm: *mut Machine, fp: *mut Value, _: Pc, _: Table, acc: Accumulator) -> usize {
    let s = State { vm, fp, pc: Pc::uninit(), acc };
    // SAFETY: machine code is made of verified bytecode and runs in a live machine.
    unsafe { continue_with!(call::call_certain::<Holes>(s), vm, fp, acc, slow_CallCertain) }
}

/// The same where there is no room for its frame, or the countdown ran out.
#[inline(never)]
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn slow_CallCertain(vm: *mut Machine, fp: *mut Value, _: Pc, _: Table, acc: Accumulator) -> usize {
    let s = State { vm, fp, pc: Pc::uninit(), acc };
    // SAFETY: as above.
    unsafe { continue_with!(call::call_generic::<Holes>(s), vm, fp, acc, no_slow_path) }
}

/// Leaves for the interpreter, before the bytecode.
#[unsafe(no_mangle)]
unsafe extern "rust-preserve-none" fn stencil_Resume(vm: *mut Machine, fp: *mut Value, _: Pc, _: Table, acc: Accumulator) -> usize {
    // SAFETY: the machine is alive.
    unsafe {
        (*vm).exits = (*vm).exits.wrapping_add(1);
        let s = State { vm, fp, pc: Pc::uninit(), acc };
        become at((*vm).entries.resume)(vm, fp, Pc::new(Holes::pc(&s)), Table::none(), acc)
    }
}
