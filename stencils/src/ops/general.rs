//! Instructions that are wholly a helper's work.

use crate::definition::{Flow, Form, State, decide, done, finish, save_frame};
use crate::value::Value;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            // Constants, moves and variables
            /// a = a new cell object that holds what a held.
            MakeCell [] (Write, None, None) |s| general::general::<F>(s);
            /// The variable in the cell object in slot a becomes unbound; raises if it was.
            DeleteCell [] (Read, None, None) |s| general::effect::<F>(s);
            // Globals and names. Cells: name; version; entry or place; second entry, or epoch
            /// Deletes the global variable of that name.
            DeleteGlobal [Value] (None, None, None) |s| general::effect::<F>(s);
            /// a = the name looked up in the namespace b, then in globals and built-ins.
            LoadClassName [Value] (Write, Read, None) |s| general::general::<F>(s);
            /// a = the name looked up in the namespace b, then in the cell object in slot c.
            LoadClassCell [Value] (Write, Read, Read) |s| general::general::<F>(s);
            /// The name in the namespace a = b.
            StoreClassName [Value] (Read, Read, None) |s| general::effect::<F>(s);
            /// Deletes the name from the namespace a.
            DeleteClassName [Value] (Read, None, None) |s| general::effect::<F>(s);
            // Comparisons. The cell holds the `Comparison`.
            /// a = (b in c).
            Contains [] (Write, Read, Read) |s| general::general::<F>(s);
            /// a = (b not in c).
            NotContains [] (Write, Read, Read) |s| general::general::<F>(s);
            // Attributes. Cells: name; shape; offset or value; new shape
            /// Deletes an attribute of a.
            DeleteAttribute [Value] (Read, None, None) |s| general::effect::<F>(s);
            // Subscripts
            /// Deletes a[b].
            DeleteSubscript [] (Read, Read, None) |s| general::effect::<F>(s);
            /// a = slice(b, the slot behind b, the slot behind that).
            BuildSlice [] (Write, Base, None) |s| general::general::<F>(s);
            // Iteration and unpacking
            /// Slots from a on = items of b: c & 255 before a list of the rest, c >> 8 behind it.
            UnpackRest [] (Base, Read, Number) |s| general::effect::<F>(s);
            // Building
            /// a = set of the c slots from b on.
            BuildSet [] (Write, Base, Number) |s| general::general::<F>(s);
            /// a = dict of the c pairs of key and value from b on.
            BuildDict [] (Write, Base, Number) |s| general::general::<F>(s);
            /// a = the c strs from b on, joined.
            BuildString [] (Write, Base, Number) |s| general::general::<F>(s);
            /// Appends the items of b to the list a.
            ListExtend [] (Read, Read, None) |s| general::effect::<F>(s);
            /// Adds b to the set a.
            SetAdd [] (Read, Read, None) |s| general::effect::<F>(s);
            /// Adds the items of b to the set a.
            SetUpdate [] (Read, Read, None) |s| general::effect::<F>(s);
            /// a[b] = c for a dict that is being built.
            DictInsert [] (Read, Read, Read) |s| general::effect::<F>(s);
            /// Adds the mapping b to the dict a, as in a dict display.
            DictUpdate [] (Read, Read, None) |s| general::effect::<F>(s);
            /// Adds the keyword arguments b to the dict a, for a call of the callable in slot c: no key twice, only strs.
            DictMerge [] (Read, Read, Read) |s| general::effect::<F>(s);
            /// a = tuple of the items of list b.
            ListToTuple [] (Write, Read, None) |s| general::general::<F>(s);
            /// a = b converted (c & 3: 0 as it is, 1 str, 2 repr, 3 ascii) and formatted with the spec in the slot behind b if c & 4.
            FormatValue [] (Write, Base, Number) |s| general::general::<F>(s);
            // Cell: the function that was met here, for those that ask for one.
            /// a = a function of the code in the cell. c: bit 0 defaults (tuple) in slot b, bit 1 keyword defaults (dict) in b + 1, bit 2 annotations (dict) in b + 2, bit 3 closure (tuple) in b + 3.
            MakeFunction [Value] (Write, Base, Number) |s| general::general::<F>(s);
            /// a = the function that builds classes.
            LoadBuildClass [] (Write, None, None) |s| general::general::<F>(s);
            // Patterns
            /// a = tuple of the values of the mapping in slot b for the c keys behind it; None if one is missing.
            MatchKeys [] (Write, Base, Number) |s| general::general::<F>(s);
            /// a = tuple of the parts that the class in slot b + 1 has of the object in slot b: c by position, then those that the cell (tuple) names; None if it does not match.
            MatchClass [Value] (Write, Base, Number) |s| general::general::<F>(s);
            // Exceptions
            /// Raises a.
            Raise [] (Read, None, None) |s| general::raise::<F>(s);
            /// Raises a from b.
            RaiseFrom [] (Read, Read, None) |s| general::raise::<F>(s);
            /// Raises the exception that is being handled again.
            RaiseAgain [] (None, None, None) |s| general::raise::<F>(s);
            /// Raises the exception in a again, as it was; its traceback goes on.
            Reraise [] (Read, None, None) |s| general::raise::<F>(s);
            /// a = the exception being handled until now; from now on b is.
            PushException [] (Write, Read, None) |s| general::general::<F>(s);
            /// From now on the exception in a is being handled.
            PopException [] (Read, None, None) |s| general::effect::<F>(s);
            /// Jumps unless exception a matches b, a class or a tuple of classes.
            JumpUnlessMatches [] (Read, Read, Target) |s| general::branch::<F>(s);
            /// a = AssertionError.
            LoadAssertionError [] (Write, None, None) |s| general::general::<F>(s);
            // Modules and others
            /// a = the module of that name; level in b, names wanted (tuple or None) in c.
            ImportName [Value] (Write, Read, Read) |s| general::general::<F>(s);
            /// a = the attribute of module b, for `from`.
            ImportFrom [Value] (Write, Read, None) |s| general::general::<F>(s);
            /// Stores all public names of module a.
            ImportStar [] (Read, None, None) |s| general::effect::<F>(s);
            /// A construct that is compiled to an intrinsic, c saying which; operand b.
            Intrinsic [] (Write, Read, Number) |s| general::general::<F>(s);
        } }
    };
}
pub(crate) use bytecodes;

/// The helper does what the instruction says; its result goes to slot a.
#[inline(always)]
pub unsafe fn general<F: Form>(s: State) -> Flow {
    unsafe { finish::<F>(s, ask::<F>(&s)) }
}

/// The helper does what the instruction says; there is no result.
#[inline(always)]
pub unsafe fn effect<F: Form>(s: State) -> Flow {
    done(unsafe { ask::<F>(&s) })
}

/// The helper decides whether the branch is taken: TRUE, FALSE or an exception.
#[inline(always)]
pub unsafe fn branch<F: Form>(s: State) -> Flow {
    decide(unsafe { ask::<F>(&s) }, true)
}

/// Always raises: the helper leaves the exception pending.
#[inline(always)]
pub unsafe fn raise<F: Form>(s: State) -> Flow {
    unsafe { ask::<F>(&s) };
    Flow::Raise
}

#[inline(always)]
unsafe fn ask<F: Form>(s: &State) -> Value {
    unsafe {
        save_frame(s);
        ((*s.vm).helpers.general)(s.vm, s.fp, F::pc(s))
    }
}
