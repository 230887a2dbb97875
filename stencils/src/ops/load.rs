//! Constants, moves, variables, cells and globals.

use crate::definition::{Flow, Form, State, finish, save_frame};
use crate::layout::callable::Function;
use crate::layout::container::{Cell, Dict};
use crate::layout::frame;
use crate::value::Value;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            /// a = the constant in the cell.
            LoadConstant [Value] (Write, None, None) |s| load::load_constant::<F>(s), [Constant];
            /// a = the small integer b.
            LoadInt [] (Write, Immediate, None) |s| load::load_int::<F>(s), [ConstantInt];
            /// a = b.
            Copy [] (Write, Read, None) |s| load::copy::<F>(s), [Copy];
            /// a becomes unbound.
            Clear [] (Write, None, None) |s| load::clear::<F>(s);
            /// Raises UnboundLocalError if variable a is unbound.
            CheckBound [] (Read, None, None) |s| load::check_bound::<F>(s)
                => general::effect::<F>(s), [CheckBound];
            /// a = the variable in the cell object in slot b.
            LoadCell [] (Write, Read, None) |s| load::load_cell::<F>(s)
                => general::general::<F>(s), [Change];
            /// The variable in the cell object in slot a = b.
            StoreCell [] (Read, Read, None) |s| load::store_cell::<F>(s);
            /// a = cell object b of the running function's closure.
            LoadFree [] (Write, Number, None) |s| load::load_free::<F>(s), [Free];
            /// a = the global or built-in of that name, not yet specialised.
            LoadName [Value Number Number Number] (Write, None, None) |s| load::global_generic::<F>(s);
            /// a = the global variable whose dict entry is known.
            LoadGlobal [Value Number Number Number] (Write, None, None) |s| load::load_global::<F>(s)
                => load::global_generic::<F>(s), (LoadName);
            /// a = the built-in whose dict entry is known.
            LoadBuiltin [Value Number Number Number] (Write, None, None) |s| load::load_builtin::<F>(s)
                => load::global_generic::<F>(s), (LoadName);
            /// a = the global or built-in whose place in memory is known.
            LoadNameKnown [Value Number Number Number] (Write, None, None) |s| load::load_known::<F>(s)
                => load::global_generic::<F>(s), [LoadName], (LoadName);
            /// The global variable of that name = a.
            StoreGlobal [Value Number Number Number] (Read, None, None) |s| load::store_global::<F>(s)
                => general::effect::<F>(s);
            /// The global variable of that name, whose place in memory is known, = a.
            StoreGlobalKnown [Value Number Number Number] (Read, None, None) |s| load::store_known::<F>(s)
                => general::effect::<F>(s), [StoreName], (StoreGlobal);
        } }
    };
}
pub(crate) use bytecodes;

/// a = the constant in the cell.
#[inline(always)]
pub unsafe fn load_constant<F: Form>(s: State) -> Flow {
    unsafe { F::give(&s, if F::is_known::<2>() { F::burned_value() } else { F::constant(&s) }) }
}

/// a = the immediate integer b.
#[inline(always)]
pub unsafe fn load_int<F: Form>(s: State) -> Flow {
    unsafe { F::give(&s, F::immediate::<1>(&s)) }
}

/// a = b.
#[inline(always)]
pub unsafe fn copy<F: Form>(s: State) -> Flow {
    unsafe { F::give(&s, F::read::<1>(&s)) }
}

/// a becomes unbound.
#[inline(always)]
pub unsafe fn clear<F: Form>(s: State) -> Flow {
    unsafe { F::write::<0>(&s, Value::UNDEFINED) };
    Flow::Next
}

/// Goes on if variable a is bound; else the slow path raises UnboundLocalError with the name of slot a.
#[inline(always)]
pub unsafe fn check_bound<F: Form>(s: State) -> Flow {
    if unsafe { F::read::<0>(&s) } == Value::UNDEFINED { Flow::Slow } else { Flow::Next }
}

/// a = the variable in the cell object in slot b; unbound: the slow path raises.
#[inline(always)]
pub unsafe fn load_cell<F: Form>(s: State) -> Flow {
    unsafe {
        let value = (*F::read::<1>(&s).as_pointer::<Cell>()).value;
        if value == Value::UNDEFINED {
            return Flow::Slow;
        }
        F::give(&s, value)
    }
}

/// The variable in the cell object in slot a = b.
#[inline(always)]
pub unsafe fn store_cell<F: Form>(s: State) -> Flow {
    unsafe { (*F::read::<0>(&s).as_pointer::<Cell>()).value = F::read::<1>(&s) };
    Flow::Next
}

/// a = the cell object number b of the running function's closure.
#[inline(always)]
pub unsafe fn load_free<F: Form>(s: State) -> Flow {
    unsafe {
        let closure = (*frame::function(s.fp)).closure;
        let items = closure.as_pointer::<u8>().add(crate::layout::container::Tuple::ITEMS).cast::<Value>();
        F::give(&s, *items.add(F::number::<1>(&s)))
    }
}

/// a = the global variable named by the first cell. Cells: name; version of the globals for which the third
/// holds; the number of the dict's entry.
#[inline(always)]
pub unsafe fn load_global<F: Form>(s: State) -> Flow {
    unsafe {
        let cell = F::cell(&s);
        let globals: *mut Dict = (*frame::function(s.fp)).globals;
        if (*globals).version == *cell.add(1) as usize {
            let entry = (*globals).entries.add(*cell.add(2) as usize);
            F::write::<0>(&s, (*entry).value);
            return Flow::Next;
        }
    }
    Flow::Slow
}

/// a = the built-in named by the first cell, which no global hides. Cells: name; complement of the version of the globals
/// that lack the name, so that machine code made for `LoadGlobal` never takes it for its own; version of the built-ins; where their dict
/// has the entry, in bytes.
#[inline(always)]
pub unsafe fn load_builtin<F: Form>(s: State) -> Flow {
    unsafe {
        let cell = F::cell(&s);
        let globals: *mut Dict = (*frame::function(s.fp)).globals;
        let builtins: *mut Dict = (*s.vm).builtins;
        if !(*globals).version == *cell.add(1) as usize && (*builtins).version == *cell.add(2) as usize {
            let entry = (*builtins).entries.byte_add(*cell.add(3) as usize);
            F::write::<0>(&s, (*entry).value);
            return Flow::Next;
        }
    }
    Flow::Slow
}

/// a = the global or built-in named by the first cell. Cells: name; 0; the address of its value; the epoch for which that holds. It is odd,
/// which the last cell of the others never is.
#[inline(always)]
pub unsafe fn load_known<F: Form>(s: State) -> Flow {
    unsafe {
        if !is_known_epoch::<F>(&s) {
            return Flow::Slow;
        }
        if F::is_known::<2>() {
            return F::give(&s, F::burned_constant());
        }
        F::give(&s, if F::BURNED { F::read_burned(&s) } else { *known_place::<F>(&s) })
    }
}

/// Whether the epoch is the one for which it is known where the value of the name in the first cell lies. In a form it is burned in.
#[inline(always)]
unsafe fn is_known_epoch<F: Form>(s: &State) -> bool {
    unsafe {
        let epoch = || if F::BURNED { F::burned_number() } else { *F::cell(s).add(3) as usize };
        F::is_known::<1>() || (*s.vm).names_epoch == epoch()
    }
}

/// Where the value of the name in the first cell lies. A form's place is burned in where others have their instruction's address.
#[inline(always)]
unsafe fn known_place<F: Form>(s: &State) -> *mut Value {
    unsafe { if F::BURNED { F::pc(s).cast() } else { core::ptr::with_exposed_provenance_mut(*F::cell(s).add(2) as usize) } }
}

/// The global variable named by the first cell = a. Cells as in `LoadNameKnown`.
#[inline(always)]
pub unsafe fn store_known<F: Form>(s: State) -> Flow {
    unsafe {
        if !is_known_epoch::<F>(&s) {
            return Flow::Slow;
        }
        *known_place::<F>(&s) = F::read::<0>(&s);
    }
    Flow::Next
}

/// a = the global or built-in named by the first cell, not yet specialised.
#[inline(always)]
pub unsafe fn global_generic<F: Form>(s: State) -> Flow {
    unsafe {
        save_frame(&s);
        let value = ((*s.vm).helpers.load_global)(s.vm, s.fp, F::pc(&s));
        finish::<F>(s, value)
    }
}

/// The global variable named by the first cell = a. Cells as in `LoadGlobal`.
#[inline(always)]
pub unsafe fn store_global<F: Form>(s: State) -> Flow {
    unsafe {
        let cell = F::cell(&s);
        let function: *mut Function = frame::function(s.fp);
        let globals: *mut Dict = (*function).globals;
        if (*globals).version == *cell.add(1) as usize {
            let entry = (*globals).entries.add(*cell.add(2) as usize);
            (*entry).value = F::read::<0>(&s);
            return Flow::Next;
        }
    }
    Flow::Slow
}
