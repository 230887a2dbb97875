//! The list of bytecodes: each once, with its cells, its operands and its body. Everything that goes by
//! instructions expands from it: opcodes, decoder, handlers, stencils, disassembler, verifier.
//!
//! An entry reads: name, the cells behind the instruction word, what the fields a, b and c are, the body,
//! behind `=>` its slow path, where it has one ([`crate::definition::Flow::Slow`]),
//! if the instruction makes calls, the body in [`crate::ops::after`] that their results come back to,
//! and last, in brackets, its family of further stencils ([`crate::forms`]).

use crate::forms::Family;

/// Calls the macro with the whole list.
#[macro_export]
macro_rules! for_each_bytecode {
    ($callback:ident) => {
        $callback! {
            // Constants, moves and variables
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
            /// a = a new cell object that holds what a held.
            MakeCell [] (Write, None, None) |s| general::general::<F>(s);
            /// a = the variable in the cell object in slot b.
            LoadCell [] (Write, Read, None) |s| load::load_cell::<F>(s)
                => general::general::<F>(s), [Change];
            /// The variable in the cell object in slot a = b.
            StoreCell [] (Read, Read, None) |s| load::store_cell::<F>(s);
            /// The variable in the cell object in slot a becomes unbound; raises if it was.
            DeleteCell [] (Read, None, None) |s| general::effect::<F>(s);
            /// a = cell object b of the running function's closure.
            LoadFree [] (Write, Number, None) |s| load::load_free::<F>(s), [Free];

            // Globals and names. Cells: name; version; entry or place; second entry, or epoch
            /// a = the global or built-in of that name, not yet specialised.
            LoadName [Value Number Number Number] (Write, None, None) |s| load::global_generic::<F>(s);
            /// a = the global variable whose dict entry is known.
            LoadGlobal [Value Number Number Number] (Write, None, None) |s| load::load_global::<F>(s)
                => load::global_generic::<F>(s);
            /// a = the built-in whose dict entry is known.
            LoadBuiltin [Value Number Number Number] (Write, None, None) |s| load::load_builtin::<F>(s)
                => load::global_generic::<F>(s);
            /// a = the global or built-in whose place in memory is known.
            LoadNameKnown [Value Number Number Number] (Write, None, None) |s| load::load_known::<F>(s)
                => load::global_generic::<F>(s), [LoadName];
            /// The global variable of that name = a.
            StoreGlobal [Value Number Number Number] (Read, None, None) |s| load::store_global::<F>(s)
                => general::effect::<F>(s);
            /// The global variable of that name, whose place in memory is known, = a.
            StoreGlobalKnown [Value Number Number Number] (Read, None, None) |s| load::store_known::<F>(s)
                => general::effect::<F>(s), [StoreName];
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

            // Arithmetic. The cell holds the `Operation` (lowest byte) and what the helper notes.
            /// a = b operation c, not yet specialised.
            Binary [Number] (Write, Read, Read) |s| arithmetic::binary_generic::<F>(s);
            /// a = b operation the small integer c, not yet specialised.
            BinaryImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate_generic::<F>(s);
            /// a = b add c for small integers.
            AddInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::add_int)
                => arithmetic::binary_generic::<F>(s), [Ints];
            /// a = b add the small integer c for a small integer b.
            AddIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::add_int)
                => arithmetic::binary_immediate_generic::<F>(s), [IntImmediate];
            /// a = b subtract c for small integers.
            SubtractInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::subtract_int)
                => arithmetic::binary_generic::<F>(s), [Ints];
            /// a = b subtract the small integer c for a small integer b.
            SubtractIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::subtract_int)
                => arithmetic::binary_immediate_generic::<F>(s), [IntImmediate];
            /// a = b multiply c for small integers.
            MultiplyInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::multiply_int)
                => arithmetic::binary_generic::<F>(s), [Ints];
            /// a = b multiply the small integer c for a small integer b.
            MultiplyIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::multiply_int)
                => arithmetic::binary_immediate_generic::<F>(s), [IntImmediate];
            /// a = b floor_divide c for small integers.
            FloorDivideInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::floor_divide_int)
                => arithmetic::binary_generic::<F>(s), [RareInts];
            /// a = b floor_divide the small integer c for a small integer b.
            FloorDivideIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::floor_divide_int)
                => arithmetic::binary_immediate_generic::<F>(s), [IntImmediate];
            /// a = b divide c for small integers.
            DivideInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::divide_int)
                => arithmetic::binary_generic::<F>(s), [Quotient];
            /// a = b divide the small integer c for a small integer b.
            DivideIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::divide_int)
                => arithmetic::binary_immediate_generic::<F>(s), [QuotientImmediate];
            /// a = b modulo c for small integers.
            ModuloInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::modulo_int)
                => arithmetic::binary_generic::<F>(s), [RareInts];
            /// a = b modulo the small integer c for a small integer b.
            ModuloIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::modulo_int)
                => arithmetic::binary_immediate_generic::<F>(s), [IntImmediate];
            /// a = b and c for small integers.
            AndInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::and_int)
                => arithmetic::binary_generic::<F>(s), [RareInts];
            /// a = b and the small integer c for a small integer b.
            AndIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::and_int)
                => arithmetic::binary_immediate_generic::<F>(s), [IntImmediate];
            /// a = b or c for small integers.
            OrInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::or_int)
                => arithmetic::binary_generic::<F>(s), [RareInts];
            /// a = b or the small integer c for a small integer b.
            OrIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::or_int)
                => arithmetic::binary_immediate_generic::<F>(s), [IntImmediate];
            /// a = b xor c for small integers.
            XorInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::xor_int)
                => arithmetic::binary_generic::<F>(s), [RareInts];
            /// a = b xor the small integer c for a small integer b.
            XorIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::xor_int)
                => arithmetic::binary_immediate_generic::<F>(s), [IntImmediate];
            /// a = b shift_left c for small integers.
            ShiftLeftInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::shift_left_int)
                => arithmetic::binary_generic::<F>(s), [RareInts];
            /// a = b shift_left the small integer c for a small integer b.
            ShiftLeftIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::shift_left_int)
                => arithmetic::binary_immediate_generic::<F>(s), [IntImmediate];
            /// a = b shift_right c for small integers.
            ShiftRightInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::shift_right_int)
                => arithmetic::binary_generic::<F>(s), [RareInts];
            /// a = b shift_right the small integer c for a small integer b.
            ShiftRightIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::shift_right_int)
                => arithmetic::binary_immediate_generic::<F>(s), [IntImmediate];
            /// a = b add c for numbers of which one is a float.
            AddFloat [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::add_float)
                => arithmetic::binary_number::<F>(s, arithmetic::add_float), [Floats];
            /// a = b subtract c for numbers of which one is a float.
            SubtractFloat [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::subtract_float)
                => arithmetic::binary_number::<F>(s, arithmetic::subtract_float), [Floats];
            /// a = b multiply c for numbers of which one is a float.
            MultiplyFloat [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::multiply_float)
                => arithmetic::binary_number::<F>(s, arithmetic::multiply_float), [Floats];
            /// a = b divide c for numbers of which one is a float.
            DivideFloat [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::divide_float)
                => arithmetic::binary_number::<F>(s, arithmetic::divide_float), [Floats];
            /// a = b add c for a float and an integer.
            AddNumber [Number] (Write, Read, Read) |s| arithmetic::binary_mixed::<F>(s, arithmetic::add_float)
                => arithmetic::binary_number::<F>(s, arithmetic::add_float), [Numbers];
            /// a = b subtract c for a float and an integer.
            SubtractNumber [Number] (Write, Read, Read) |s| arithmetic::binary_mixed::<F>(s, arithmetic::subtract_float)
                => arithmetic::binary_number::<F>(s, arithmetic::subtract_float), [Numbers];
            /// a = b multiply c for a float and an integer.
            MultiplyNumber [Number] (Write, Read, Read) |s| arithmetic::binary_mixed::<F>(s, arithmetic::multiply_float)
                => arithmetic::binary_number::<F>(s, arithmetic::multiply_float), [Numbers];
            /// a = b divide c for a float and an integer.
            DivideNumber [Number] (Write, Read, Read) |s| arithmetic::binary_mixed::<F>(s, arithmetic::divide_float)
                => arithmetic::binary_number::<F>(s, arithmetic::divide_float), [Numbers];
            /// a = b add c for numbers of which one is complex.
            AddComplex [Number] (Write, Read, Read) |s| complex::binary::<F>(s, complex::add)
                => arithmetic::binary_generic::<F>(s), [Pair];
            /// a = b subtract c for numbers of which one is complex.
            SubtractComplex [Number] (Write, Read, Read) |s| complex::binary::<F>(s, complex::subtract)
                => arithmetic::binary_generic::<F>(s), [Pair];
            /// a = b multiply c for numbers of which one is complex.
            MultiplyComplex [Number] (Write, Read, Read) |s| complex::binary::<F>(s, complex::multiply)
                => arithmetic::binary_generic::<F>(s), [Pair];
            /// a = −b.
            Negative [] (Write, Read, None) |s| arithmetic::negative::<F>(s)
                => arithmetic::unary::<F>(s), [Change];
            /// a = +b.
            Positive [] (Write, Read, None) |s| arithmetic::unary::<F>(s);
            /// a = ~b.
            Invert [] (Write, Read, None) |s| arithmetic::unary::<F>(s);
            /// a = not b.
            Not [] (Write, Read, None) |s| arithmetic::not::<F>(s)
                => arithmetic::not_generic::<F>(s), [Change];

            // Comparisons. The cell holds the `Comparison`.
            /// a = b comparison c, not yet specialised.
            Compare [Number] (Write, Read, Read) |s| compare::compare_generic::<F>(s);
            /// a = (b Less c) for small integers.
            LessInt [Number] (Write, Read, Read) |s| compare::compare::<F, Int, compare::Less>(s)
                => compare::compare_generic::<F>(s);
            /// a = (b LessEqual c) for small integers.
            LessEqualInt [Number] (Write, Read, Read) |s| compare::compare::<F, Int, compare::LessEqual>(s)
                => compare::compare_generic::<F>(s);
            /// a = (b Equal c) for small integers.
            EqualInt [Number] (Write, Read, Read) |s| compare::compare::<F, Int, compare::Equal>(s)
                => compare::compare_generic::<F>(s);
            /// a = (b NotEqual c) for small integers.
            NotEqualInt [Number] (Write, Read, Read) |s| compare::compare::<F, Int, compare::NotEqual>(s)
                => compare::compare_generic::<F>(s);
            /// a = (b Greater c) for small integers.
            GreaterInt [Number] (Write, Read, Read) |s| compare::compare::<F, Int, compare::Greater>(s)
                => compare::compare_generic::<F>(s);
            /// a = (b GreaterEqual c) for small integers.
            GreaterEqualInt [Number] (Write, Read, Read) |s| compare::compare::<F, Int, compare::GreaterEqual>(s)
                => compare::compare_generic::<F>(s);
            /// a = (b Less c) for numbers of which one is a float.
            LessFloat [Number] (Write, Read, Read) |s| compare::compare::<F, Float, compare::Less>(s)
                => compare::compare_number::<F, compare::Less>(s);
            /// a = (b LessEqual c) for numbers of which one is a float.
            LessEqualFloat [Number] (Write, Read, Read) |s| compare::compare::<F, Float, compare::LessEqual>(s)
                => compare::compare_number::<F, compare::LessEqual>(s);
            /// a = (b Equal c) for numbers of which one is a float.
            EqualFloat [Number] (Write, Read, Read) |s| compare::compare::<F, Float, compare::Equal>(s)
                => compare::compare_number::<F, compare::Equal>(s);
            /// a = (b NotEqual c) for numbers of which one is a float.
            NotEqualFloat [Number] (Write, Read, Read) |s| compare::compare::<F, Float, compare::NotEqual>(s)
                => compare::compare_number::<F, compare::NotEqual>(s);
            /// a = (b Greater c) for numbers of which one is a float.
            GreaterFloat [Number] (Write, Read, Read) |s| compare::compare::<F, Float, compare::Greater>(s)
                => compare::compare_number::<F, compare::Greater>(s);
            /// a = (b GreaterEqual c) for numbers of which one is a float.
            GreaterEqualFloat [Number] (Write, Read, Read) |s| compare::compare::<F, Float, compare::GreaterEqual>(s)
                => compare::compare_number::<F, compare::GreaterEqual>(s);
            /// a = (b Equal c) for strs, by identity if both are interned.
            EqualName [Number] (Write, Read, Read) |s| compare::compare::<F, Name, compare::Equal>(s)
                => compare::compare_names::<F, compare::Equal>(s);
            /// a = (b NotEqual c) for strs, by identity if both are interned.
            NotEqualName [Number] (Write, Read, Read) |s| compare::compare::<F, Name, compare::NotEqual>(s)
                => compare::compare_names::<F, compare::NotEqual>(s);
            /// a = (b is c).
            Is [] (Write, Read, Read) |s| compare::is::<F, true>(s)
                => general::general::<F>(s), [Pair];
            /// a = (b is not c).
            IsNot [] (Write, Read, Read) |s| compare::is::<F, false>(s)
                => general::general::<F>(s), [Pair];
            /// a = (b is None).
            IsNone [] (Write, Read, None) |s| compare::is_none::<F, true>(s), [Test];
            /// a = (b is not None).
            IsNotNone [] (Write, Read, None) |s| compare::is_none::<F, false>(s), [Test];
            /// a = (b in c).
            Contains [] (Write, Read, Read) |s| general::general::<F>(s);
            /// a = (b not in c).
            NotContains [] (Write, Read, Read) |s| general::general::<F>(s);
            /// a = (b in c) for a dict or a set.
            ContainsTable [] (Write, Read, Read) |s| table::contains::<F, true>(s)
                => general::general::<F>(s), [Pair];
            /// a = (b not in c) for a dict or a set.
            NotContainsTable [] (Write, Read, Read) |s| table::contains::<F, false>(s)
                => general::general::<F>(s), [Pair];

            /// a = (b in c) for strs.
            ContainsStr [] (Write, Read, Read) |s| table::contains_str::<F, true>(s)
                => general::general::<F>(s), [Pair];
            /// a = (b not in c) for strs.
            NotContainsStr [] (Write, Read, Read) |s| table::contains_str::<F, false>(s)
                => general::general::<F>(s), [Pair];

            // Jumps and branches. A distance counts words from the instruction's start.
            /// Jumps.
            Jump [] (None, FarTarget, None) |s| control::jump::<F>(s);
            /// Jumps if a is true.
            JumpIfTrue [] (Read, FarTarget, None) |s| control::branch::<F, true>(s)
                => control::branch_generic::<F, true>(s), [BranchTruth];
            /// Jumps if a is false.
            JumpIfFalse [] (Read, FarTarget, None) |s| control::branch::<F, false>(s)
                => control::branch_generic::<F, false>(s), [BranchTruth];
            /// Jumps if a is None.
            JumpIfNone [] (Read, FarTarget, None) |s| compare::branch_none::<F, true>(s), [BranchNone];
            /// Jumps if a is not None.
            JumpIfNotNone [] (Read, FarTarget, None) |s| compare::branch_none::<F, false>(s), [BranchNone];
            /// Jumps back to a loop's head. Cell: the heat count.
            Loop [Number] (Number, FarTarget, None) |s| control::loop_back::<F>(s)
                => control::loop_slow::<F>(s), [Back];
            /// Jumps if a comparison b holds, not yet specialised.
            JumpIfCompare [Number] (Read, Read, Target) |s| compare::branch_generic::<F, true>(s);
            /// Jumps if a comparison the small integer b holds, not yet specialised.
            JumpIfCompareImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate_generic::<F, true>(s);
            /// Jumps if a Less b, for small integers.
            JumpIfLessInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::Less, true>(s)
                => compare::branch_generic::<F, true>(s), [BranchInts];
            /// Jumps if a LessEqual b, for small integers.
            JumpIfLessEqualInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::LessEqual, true>(s)
                => compare::branch_generic::<F, true>(s), [BranchInts];
            /// Jumps if a Equal b, for small integers.
            JumpIfEqualInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::Equal, true>(s)
                => compare::branch_generic::<F, true>(s), [BranchInts];
            /// Jumps if a NotEqual b, for small integers.
            JumpIfNotEqualInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::NotEqual, true>(s)
                => compare::branch_generic::<F, true>(s), [BranchInts];
            /// Jumps if a Greater b, for small integers.
            JumpIfGreaterInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::Greater, true>(s)
                => compare::branch_generic::<F, true>(s), [BranchInts];
            /// Jumps if a GreaterEqual b, for small integers.
            JumpIfGreaterEqualInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::GreaterEqual, true>(s)
                => compare::branch_generic::<F, true>(s), [BranchInts];
            /// Jumps if a Less the small integer b, for small integers.
            JumpIfLessIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::Less, true>(s)
                => compare::branch_immediate_generic::<F, true>(s), [BranchIntImmediate];
            /// Jumps if a LessEqual the small integer b, for small integers.
            JumpIfLessEqualIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::LessEqual, true>(s)
                => compare::branch_immediate_generic::<F, true>(s), [BranchIntImmediate];
            /// Jumps if a Equal the small integer b, for small integers.
            JumpIfEqualIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::Equal, true>(s)
                => compare::branch_immediate_generic::<F, true>(s), [BranchIntImmediate];
            /// Jumps if a NotEqual the small integer b, for small integers.
            JumpIfNotEqualIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::NotEqual, true>(s)
                => compare::branch_immediate_generic::<F, true>(s), [BranchIntImmediate];
            /// Jumps if a Greater the small integer b, for small integers.
            JumpIfGreaterIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::Greater, true>(s)
                => compare::branch_immediate_generic::<F, true>(s), [BranchIntImmediate];
            /// Jumps if a GreaterEqual the small integer b, for small integers.
            JumpIfGreaterEqualIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::GreaterEqual, true>(s)
                => compare::branch_immediate_generic::<F, true>(s), [BranchIntImmediate];
            /// Jumps if a Less b, for numbers of which one is a float.
            JumpIfLessFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::Less, true>(s)
                => compare::branch_number::<F, compare::Less, true>(s), [BranchFloats];
            /// Jumps if a LessEqual b, for numbers of which one is a float.
            JumpIfLessEqualFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::LessEqual, true>(s)
                => compare::branch_number::<F, compare::LessEqual, true>(s), [BranchFloats];
            /// Jumps if a Equal b, for numbers of which one is a float.
            JumpIfEqualFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::Equal, true>(s)
                => compare::branch_number::<F, compare::Equal, true>(s), [BranchFloats];
            /// Jumps if a NotEqual b, for numbers of which one is a float.
            JumpIfNotEqualFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::NotEqual, true>(s)
                => compare::branch_number::<F, compare::NotEqual, true>(s), [BranchFloats];
            /// Jumps if a Greater b, for numbers of which one is a float.
            JumpIfGreaterFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::Greater, true>(s)
                => compare::branch_number::<F, compare::Greater, true>(s), [BranchFloats];
            /// Jumps if a GreaterEqual b, for numbers of which one is a float.
            JumpIfGreaterEqualFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::GreaterEqual, true>(s)
                => compare::branch_number::<F, compare::GreaterEqual, true>(s), [BranchFloats];
            /// Jumps if a Equal b, for strs, by identity if both are interned.
            JumpIfEqualName [Number] (Read, Read, Target) |s| compare::branch::<F, Name, compare::Equal, true>(s)
                => compare::branch_names::<F, compare::Equal, true>(s), [Two];
            /// Jumps if a NotEqual b, for strs, by identity if both are interned.
            JumpIfNotEqualName [Number] (Read, Read, Target) |s| compare::branch::<F, Name, compare::NotEqual, true>(s)
                => compare::branch_names::<F, compare::NotEqual, true>(s), [Two];
            /// Jumps if a Less b, for strs.
            JumpIfLessName [Number] (Read, Read, Target) |s| compare::branch_order::<F, compare::Less, true>(s)
                => compare::branch_generic::<F, true>(s), [Two];
            /// Jumps if a LessEqual b, for strs.
            JumpIfLessEqualName [Number] (Read, Read, Target) |s| compare::branch_order::<F, compare::LessEqual, true>(s)
                => compare::branch_generic::<F, true>(s), [Two];
            /// Jumps if a Greater b, for strs.
            JumpIfGreaterName [Number] (Read, Read, Target) |s| compare::branch_order::<F, compare::Greater, true>(s)
                => compare::branch_generic::<F, true>(s), [Two];
            /// Jumps if a GreaterEqual b, for strs.
            JumpIfGreaterEqualName [Number] (Read, Read, Target) |s| compare::branch_order::<F, compare::GreaterEqual, true>(s)
                => compare::branch_generic::<F, true>(s), [Two];
            /// Jumps unless a comparison b holds, not yet specialised.
            JumpUnlessCompare [Number] (Read, Read, Target) |s| compare::branch_generic::<F, false>(s);
            /// Jumps unless a comparison the small integer b holds, not yet specialised.
            JumpUnlessCompareImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate_generic::<F, false>(s);
            /// Jumps unless a Less b, for small integers.
            JumpUnlessLessInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::Less, false>(s)
                => compare::branch_generic::<F, false>(s), [BranchInts];
            /// Jumps unless a LessEqual b, for small integers.
            JumpUnlessLessEqualInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::LessEqual, false>(s)
                => compare::branch_generic::<F, false>(s), [BranchInts];
            /// Jumps unless a Equal b, for small integers.
            JumpUnlessEqualInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::Equal, false>(s)
                => compare::branch_generic::<F, false>(s), [BranchInts];
            /// Jumps unless a NotEqual b, for small integers.
            JumpUnlessNotEqualInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::NotEqual, false>(s)
                => compare::branch_generic::<F, false>(s), [BranchInts];
            /// Jumps unless a Greater b, for small integers.
            JumpUnlessGreaterInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::Greater, false>(s)
                => compare::branch_generic::<F, false>(s), [BranchInts];
            /// Jumps unless a GreaterEqual b, for small integers.
            JumpUnlessGreaterEqualInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::GreaterEqual, false>(s)
                => compare::branch_generic::<F, false>(s), [BranchInts];
            /// Jumps unless a Less the small integer b, for small integers.
            JumpUnlessLessIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::Less, false>(s)
                => compare::branch_immediate_generic::<F, false>(s), [BranchIntImmediate];
            /// Jumps unless a LessEqual the small integer b, for small integers.
            JumpUnlessLessEqualIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::LessEqual, false>(s)
                => compare::branch_immediate_generic::<F, false>(s), [BranchIntImmediate];
            /// Jumps unless a Equal the small integer b, for small integers.
            JumpUnlessEqualIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::Equal, false>(s)
                => compare::branch_immediate_generic::<F, false>(s), [BranchIntImmediate];
            /// Jumps unless a NotEqual the small integer b, for small integers.
            JumpUnlessNotEqualIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::NotEqual, false>(s)
                => compare::branch_immediate_generic::<F, false>(s), [BranchIntImmediate];
            /// Jumps unless a Greater the small integer b, for small integers.
            JumpUnlessGreaterIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::Greater, false>(s)
                => compare::branch_immediate_generic::<F, false>(s), [BranchIntImmediate];
            /// Jumps unless a GreaterEqual the small integer b, for small integers.
            JumpUnlessGreaterEqualIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::GreaterEqual, false>(s)
                => compare::branch_immediate_generic::<F, false>(s), [BranchIntImmediate];
            /// Jumps unless a Less b, for numbers of which one is a float.
            JumpUnlessLessFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::Less, false>(s)
                => compare::branch_number::<F, compare::Less, false>(s), [BranchFloats];
            /// Jumps unless a LessEqual b, for numbers of which one is a float.
            JumpUnlessLessEqualFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::LessEqual, false>(s)
                => compare::branch_number::<F, compare::LessEqual, false>(s), [BranchFloats];
            /// Jumps unless a Equal b, for numbers of which one is a float.
            JumpUnlessEqualFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::Equal, false>(s)
                => compare::branch_number::<F, compare::Equal, false>(s), [BranchFloats];
            /// Jumps unless a NotEqual b, for numbers of which one is a float.
            JumpUnlessNotEqualFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::NotEqual, false>(s)
                => compare::branch_number::<F, compare::NotEqual, false>(s), [BranchFloats];
            /// Jumps unless a Greater b, for numbers of which one is a float.
            JumpUnlessGreaterFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::Greater, false>(s)
                => compare::branch_number::<F, compare::Greater, false>(s), [BranchFloats];
            /// Jumps unless a GreaterEqual b, for numbers of which one is a float.
            JumpUnlessGreaterEqualFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::GreaterEqual, false>(s)
                => compare::branch_number::<F, compare::GreaterEqual, false>(s), [BranchFloats];
            /// Jumps unless a Equal b, for strs, by identity if both are interned.
            JumpUnlessEqualName [Number] (Read, Read, Target) |s| compare::branch::<F, Name, compare::Equal, false>(s)
                => compare::branch_names::<F, compare::Equal, false>(s), [Two];
            /// Jumps unless a NotEqual b, for strs, by identity if both are interned.
            JumpUnlessNotEqualName [Number] (Read, Read, Target) |s| compare::branch::<F, Name, compare::NotEqual, false>(s)
                => compare::branch_names::<F, compare::NotEqual, false>(s), [Two];
            /// Jumps unless a Less b, for strs.
            JumpUnlessLessName [Number] (Read, Read, Target) |s| compare::branch_order::<F, compare::Less, false>(s)
                => compare::branch_generic::<F, false>(s), [Two];
            /// Jumps unless a LessEqual b, for strs.
            JumpUnlessLessEqualName [Number] (Read, Read, Target) |s| compare::branch_order::<F, compare::LessEqual, false>(s)
                => compare::branch_generic::<F, false>(s), [Two];
            /// Jumps unless a Greater b, for strs.
            JumpUnlessGreaterName [Number] (Read, Read, Target) |s| compare::branch_order::<F, compare::Greater, false>(s)
                => compare::branch_generic::<F, false>(s), [Two];
            /// Jumps unless a GreaterEqual b, for strs.
            JumpUnlessGreaterEqualName [Number] (Read, Read, Target) |s| compare::branch_order::<F, compare::GreaterEqual, false>(s)
                => compare::branch_generic::<F, false>(s), [Two];

            // Attributes. Cells: name; shape; offset or value; new shape
            /// a = attribute of b, not yet specialised.
            LoadAttribute [Value Shape Number] (Write, Read, None) |s| attribute::load_generic::<F>(s);
            /// a = attribute of b, in a slot of an instance.
            LoadAttributeSlot [Value Shape Number] (Write, Read, None) |s| attribute::load_slot::<F>(s)
                => attribute::load_known::<F>(s), [LoadSlot];
            /// a = attribute of b, a value of its class.
            LoadAttributeClass [Value Shape Value] (Write, Read, None) |s| attribute::load_class_value::<F>(s)
                => attribute::load_known::<F>(s);
            /// a = attribute of b, what the getter in the cell gives, a function of Python: the class has a property of the name.
            LoadAttributeProperty [Value Shape Value] (Write, Read, None) |s| attribute::load_property::<F>(s)
                => attribute::load_after::<F>(s), call;
            /// a = attribute of the module b.
            LoadAttributeModule [Value Shape Number] (Write, Read, None) |s| attribute::load_of_module::<F>(s)
                => attribute::load_generic::<F>(s), [Change];
            /// Attribute of a = b, not yet specialised.
            StoreAttribute [Value Shape Number Shape] (Read, Read, None) |s| attribute::store_generic::<F>(s);
            /// Attribute of a = b, in a slot that the instance has.
            StoreAttributeSlot [Value Shape Number Shape] (Read, Read, None) |s| attribute::store_slot::<F>(s)
                => attribute::store_known::<F>(s), [StoreSlot];
            /// Attribute of a = b, in a slot that the instance gets.
            StoreAttributeNew [Value Shape Number Shape] (Read, Read, None) |s| attribute::store_new_slot::<F>(s)
                => attribute::store_known::<F>(s);
            /// Deletes an attribute of a.
            DeleteAttribute [Value] (Read, None, None) |s| general::effect::<F>(s);
            /// The method of b, for a call at base a, not yet specialised.
            LoadMethod [Value Shape Value] (Base, Read, None) |s| attribute::method_generic::<F>(s);
            /// The method of b, a function of its class, for a call at base a.
            LoadMethodCached [Value Shape Value] (Base, Read, None) |s| attribute::method_cached::<F>(s)
                => attribute::method_known::<F>(s), [LoadMethod];

            /// What the module b has of the name, for a call at base a.
            LoadMethodModule [Value Shape Value] (Base, Read, None) |s| attribute::method_of_module::<F>(s)
                => attribute::method_generic::<F>(s), [Spread];

            // Subscripts
            /// a = b[c], not yet specialised.
            LoadSubscript [] (Write, Read, Read) |s| subscript::load_generic::<F>(s);
            /// a = b[c] for a list and a small integer.
            LoadSubscriptList [] (Write, Read, Read) |s| subscript::load_list::<F>(s)
                => subscript::load_generic::<F>(s), [LoadList];
            /// a = b[c] for a tuple and a small integer.
            LoadSubscriptTuple [] (Write, Read, Read) |s| subscript::load_tuple::<F>(s)
                => subscript::load_generic::<F>(s), [LoadTuple];
            /// a = b[c] for a str and a small integer.
            LoadSubscriptStr [] (Write, Read, Read) |s| subscript::load_str::<F>(s)
                => subscript::load_generic::<F>(s), [Item];
            /// a = b[c] for `bytes` or a bytearray, and a small integer.
            LoadSubscriptBytes [] (Write, Read, Read) |s| subscript::load_bytes::<F>(s)
                => subscript::load_generic::<F>(s), [Item];
            /// a = b[c] for a dict.
            LoadSubscriptDict [] (Write, Read, Read) |s| table::load::<F>(s)
                => subscript::load_generic::<F>(s), [Pair];
            /// a[b] = c, not yet specialised.
            StoreSubscript [] (Read, Read, Read) |s| subscript::store_generic::<F>(s);
            /// a[b] = c for a list and a small integer.
            StoreSubscriptList [] (Read, Read, Read) |s| subscript::store_list::<F>(s)
                => subscript::store_generic::<F>(s), [StoreList];
            /// a[b] = c for a dict that has the key.
            StoreSubscriptDict [] (Read, Read, Read) |s| table::store::<F>(s)
                => subscript::store_generic::<F>(s);
            /// a = b[c : the slot behind c : the slot behind that].
            LoadSlice [] (Write, Read, Base) |s| slice::load::<F>(s)
                => general::general::<F>(s);
            /// a[b : the slot behind b : the slot behind that] = c.
            StoreSlice [] (Read, Base, Read) |s| slice::store::<F>(s)
                => general::effect::<F>(s);
            /// Deletes a[b].
            DeleteSubscript [] (Read, Read, None) |s| general::effect::<F>(s);
            /// a = slice(b, the slot behind b, the slot behind that).
            BuildSlice [] (Write, Base, None) |s| general::general::<F>(s);

            // Iteration and unpacking
            /// a = iter(b).
            GetIterator [] (Write, Read, None) |s| begin::iterator::<F>(s)
                => general::general::<F>(s);
            /// a = the next item of iterator b; exhausted: jumps. Not yet specialised.
            Iterate [] (Write, Read, Target) |s| generator::ask::<F>(s), item;
            /// The same over a range.
            IterateRange [] (Write, Read, Target) |s| iterate::range::<F>(s)
                => generator::ask_seldom::<F>(s), [IterateRange];
            /// The same over a list.
            IterateList [] (Write, Read, Target) |s| iterate::list::<F>(s)
                => generator::ask_seldom::<F>(s), [IterateList];
            /// The same over a tuple.
            IterateTuple [] (Write, Read, Target) |s| iterate::tuple::<F>(s)
                => generator::ask_seldom::<F>(s), [IterateList];
            /// The same over a str.
            IterateStr [] (Write, Read, Target) |s| iterate::string::<F>(s)
                => generator::ask_seldom::<F>(s), [IterateList];
            /// The same over `bytes` or a bytearray.
            IterateBytes [] (Write, Read, Target) |s| iterate::bytes::<F>(s)
                => generator::ask_seldom::<F>(s), [IterateList];
            /// The same over the keys or values of a dict.
            IterateDict [] (Write, Read, Target) |s| iterate::dict::<F>(s)
                => generator::ask_seldom::<F>(s), [IterateList];
            /// The same over a set.
            IterateSet [] (Write, Read, Target) |s| iterate::set::<F>(s)
                => generator::ask_seldom::<F>(s), [IterateList];
            /// The same over the items of a dict, which the next instruction, `Unpack`, takes apart.
            IterateItems [] (Write, Read, Target) |s| pairs::items::<F>(s)
                => generator::ask_seldom::<F>(s), [IterateList];
            /// The same over what `enumerate` gives.
            IterateEnumerate [] (Write, Read, Target) |s| pairs::enumerate::<F>(s)
                => generator::ask_seldom::<F>(s), [IterateList];
            /// The same over what `zip` gives.
            IterateZip [] (Write, Read, Target) |s| pairs::zip::<F>(s)
                => generator::ask_seldom::<F>(s), [IterateList];
            /// The same over a generator.
            IterateGenerator [] (Write, Read, Target) |s| generator::iterate::<F>(s)
                => generator::ask::<F>(s), item;
            /// The c slots from a on = the items of b, which must be so many.
            Unpack [] (Base, Read, Number) |s| subscript::unpack::<F>(s)
                => general::effect::<F>(s), [Spread];
            /// Slots from a on = items of b: c & 255 before a list of the rest, c >> 8 behind it.
            UnpackRest [] (Base, Read, Number) |s| general::effect::<F>(s);

            // Building
            /// a = list of the c slots from b on.
            BuildList [] (Write, Base, Number) |s| general::general::<F>(s);
            /// a = tuple of the c slots from b on.
            BuildTuple [] (Write, Base, Number) |s| construct::tuple::<F>(s)
                => general::general::<F>(s);
            /// a = set of the c slots from b on.
            BuildSet [] (Write, Base, Number) |s| general::general::<F>(s);
            /// a = dict of the c pairs of key and value from b on.
            BuildDict [] (Write, Base, Number) |s| general::general::<F>(s);
            /// a = the c strs from b on, joined.
            BuildString [] (Write, Base, Number) |s| general::general::<F>(s);
            /// Appends b to the list a.
            ListAppend [] (Read, Read, None) |s| native::list_append::<F>(s)
                => general::effect::<F>(s), [Two];
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

            // Calls and functions
            // Cell: the function that was met here, for those that ask for one.
            /// a = the result of calling base b with c arguments, not yet specialised.
            Call [Weak] (Write, Base, Number) |s| call::call_generic::<F>(s), call;
            /// The same for functions of Python that take c arguments and nothing else.
            CallFunction [Weak] (Write, Base, Number) |s| call::call_function::<F>(s)
                => call::call_generic::<F>(s), call;
            /// The same for functions of Python that take c arguments or more, and have defaults for these.
            CallDefaults [Weak] (Write, Base, Number) |s| call::call_defaults::<F>(s)
                => call::call_generic::<F>(s), call;
            /// The same for the function in the cell.
            CallKnown [Weak] (Write, Base, Number) |s| call::call_known::<F>(s)
                => call::call_unknown::<F>(s), call;
            /// The same for the native function in the cell, which takes c arguments by position.
            CallNative [Weak] (Write, Base, Number) |s| call::call_native::<F>(s)
                => call::call_generic::<F>(s), call;
            /// The same for a class of Python whose `__init__` is a function of Python that takes c arguments, or that has none.
            CallClass [Weak] (Write, Base, Number) |s| construct::construct::<F>(s)
                => call::call_generic::<F>(s), call;
            /// The same for the class `range`.
            CallRange [Weak] (Write, Base, Number) |s| begin::make_range::<F>(s)
                => call::call_generic::<F>(s), call;
            /// The same for `len`.
            CallLen [Weak] (Write, Base, Number) |s| native::len::<F>(s)
                => call::call_native_or_any::<F>(s), call;
            /// The same for `isinstance`.
            CallIsInstance [Weak] (Write, Base, Number) |s| native::is_instance::<F>(s)
                => call::call_native_or_any::<F>(s), call;
            /// The same for `abs` of one argument.
            CallAbs [Weak] (Write, Base, Number) |s| native::abs::<F>(s)
                => call::call_native_or_any::<F>(s), call;
            /// The same for `chr` of one argument.
            CallChr [Weak] (Write, Base, Number) |s| native::chr::<F>(s)
                => call::call_native_or_any::<F>(s), call;
            /// The same for `ord` of one argument.
            CallOrd [Weak] (Write, Base, Number) |s| native::ord::<F>(s)
                => call::call_native_or_any::<F>(s), call;
            /// The same for `max` of two arguments.
            CallMax [Weak] (Write, Base, Number) |s| native::max::<F>(s)
                => call::call_native_or_any::<F>(s), call;
            /// The same for `min` of two arguments.
            CallMin [Weak] (Write, Base, Number) |s| native::min::<F>(s)
                => call::call_native_or_any::<F>(s), call;
            /// a = the result of calling the method at base b with c arguments, the receiver counted, after `LoadMethod`. Where there is no
            /// receiver, its place is UNDEFINED, and the callable is marked so that it is none. Not yet specialised.
            CallMethod [Weak] (Write, Base, Number) |s| call::call_generic::<F>(s), call;
            /// The same for functions of Python that take c arguments and nothing else.
            CallMethodFunction [Weak] (Write, Base, Number) |s| call::call_function::<F>(s)
                => call::call_generic::<F>(s), call;
            /// The same for functions of Python that take c arguments or more, and have defaults for these.
            CallMethodDefaults [Weak] (Write, Base, Number) |s| call::call_defaults::<F>(s)
                => call::call_generic::<F>(s), call;
            /// The same for the function in the cell.
            CallMethodKnown [Weak] (Write, Base, Number) |s| call::call_known::<F>(s)
                => call::call_unknown::<F>(s), call;
            /// The same for the native function in the cell, which takes c arguments by position.
            CallMethodNative [Weak] (Write, Base, Number) |s| call::call_native::<F>(s)
                => call::call_generic::<F>(s), call;
            /// The same for functions of Python that were found without a receiver and take c - 1 arguments and nothing else.
            CallBareFunction [Weak] (Write, Base, Number) |s| call::call_bare_function::<F>(s)
                => call::call_generic::<F>(s), call;
            /// The same for the native function in the cell, found without a receiver.
            CallBareNative [Weak] (Write, Base, Number) |s| call::call_bare_native::<F>(s)
                => call::call_generic::<F>(s), call;
            /// The same for `list.append`.
            CallAppend [Weak] (Write, Base, Number) |s| native::append::<F>(s)
                => call::call_native_or_any::<F>(s), call;
            /// The same for `list.pop` without an index.
            CallPop [Weak] (Write, Base, Number) |s| native::pop::<F>(s)
                => call::call_native_or_any::<F>(s), call;
            /// The same for `dict.get`.
            CallGet [Weak] (Write, Base, Number) |s| native::get::<F>(s)
                => call::call_native_or_any::<F>(s), call;
            /// The same for `set.add`.
            CallAdd [Weak] (Write, Base, Number) |s| native::add::<F>(s)
                => call::call_native_or_any::<F>(s), call;
            /// The same as Call, the last arguments by keywords: the cell is the tuple of their names. Bit 15 of c: as CallMethod.
            CallKeywords [Value] (Write, Base, Number) |s| call::call_special::<F>(s), call;
            /// a = the result of calling base b with the tuple in the first argument's slot and, if c, the dict in the second's.
            CallUnpacked [] (Write, Base, Number) |s| call::call_special::<F>(s), call;
            /// a = a function of the code in the cell. c: bit 0 defaults (tuple) in slot b, bit 1 keyword defaults (dict) in b + 1, bit 2 annotations (dict) in b + 2, bit 3 closure (tuple) in b + 3.
            MakeFunction [Value] (Write, Base, Number) |s| general::general::<F>(s);
            /// a = the function that builds classes.
            LoadBuildClass [] (Write, None, None) |s| general::general::<F>(s);
            /// Returns a.
            Return [] (Read, None, None) |s| control::return_value::<F>(s), [Return];
            /// Returns None.
            ReturnNone [] (None, None, None) |s| control::return_none::<F>(s);

            // Generators. Cells: how many slots are saved, and flags (see the layout); where the frame goes on
            /// Makes the generator (coroutine …) whose frame this is to be and returns it. It finds itself in slot b; nobody reads a.
            MakeGenerator [Number Number] (Write, Write, None) |s| generator::make::<F>(s);
            /// Yields b and waits; a = what is sent. c: the generator itself.
            Yield [Number Number] (Write, Read, Read) |s| generator::yield_value::<F>(s);
            /// a = what iterator b yields when a is sent to it; when it is done: a = what it returned, and jumps.
            Send [] (Write, Read, Target) |s| generator::send::<F>(s)
                => generator::ask::<F>(s), send;
            /// Returns a from generator b.
            ReturnGenerator [] (Read, Read, None) |s| generator::finish::<F>(s);

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
        }
    };
}

/// What a field of an instruction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Not used.
    None,
    /// A slot that is read.
    Read,
    /// A slot that is written.
    Write,
    /// The first of several slots.
    Base,
    /// A small integer, −32768 … 32767.
    Immediate,
    /// A number, 0 … 65535.
    Number,
    /// A jump distance of 16 bits.
    Target,
    /// A jump distance of 32 bits, in b and c.
    FarTarget,
}

/// What a cell behind an instruction holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// A value; the collector follows it, but behind a shape, whose class has it. 0 while unused.
    Value,
    /// The address of a shape, 0 for none. Cleared when the shape dies.
    Shape,
    /// A number.
    Number,
    /// A value that the cell does not keep alive: 0 after each collection.
    Weak,
}

/// What the list says of a bytecode.
#[derive(Clone, Copy, Debug)]
pub struct BytecodeInfo {
    /// Its name.
    pub name: &'static str,
    /// What it does, in words.
    pub description: &'static str,
    /// The cells behind its word.
    pub cells: &'static [CellKind],
    /// The fields a, b and c.
    pub fields: [Field; 3],
    /// Whether it makes calls that come back behind it.
    pub after: bool,
}

impl BytecodeInfo {
    /// The words that the instruction takes.
    pub const fn words(&self) -> usize {
        1 + self.cells.len()
    }
}

macro_rules! define {
    ($($(#[doc = $doc:literal])* $name:ident [$($cell:ident)*] ($a:ident, $b:ident, $c:ident)
        |$s:ident| $body:expr $(=> $slow:expr)? $(, $after:ident)? $(, [$family:ident])?;)*) => {
        /// The opcodes, in the order of the list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u16)]
        pub enum Opcode {
            $($(#[doc = $doc])* $name),*
        }

        /// What the list says, in the order of the opcodes.
        pub static BYTECODES: [BytecodeInfo; BYTECODE_COUNT] = [
            $(BytecodeInfo {
                name: stringify!($name),
                description: concat!($($doc),*),
                cells: &[$(CellKind::$cell),*],
                fields: [Field::$a, Field::$b, Field::$c],
                after: false $(|| !stringify!($after).is_empty())?,
            }),*
        ];

        /// The families of forms, in the order of the opcodes.
        pub static FAMILIES: [Family; BYTECODE_COUNT] = [$([$(Family::$family,)? Family::Plain][0]),*];

        /// The names, in the order of the opcodes.
        pub const BYTECODE_NAMES: &[&str] = &[$(stringify!($name)),*];

        impl Opcode {
            /// Every opcode, in order.
            pub const ALL: [Opcode; BYTECODE_COUNT] = [$(Opcode::$name),*];
        }
    };
}

/// How many bytecodes there are.
pub const BYTECODE_COUNT: usize = BYTECODE_NAMES.len();

for_each_bytecode!(define);

/// The words of each instruction, for the interpreter's way back into a caller: a byte each, where [`BYTECODES`] has much more.
pub static WORDS: [u8; BYTECODE_COUNT] = {
    let mut words = [0; BYTECODE_COUNT];
    let mut opcode = 0;
    while opcode < BYTECODE_COUNT {
        words[opcode] = BYTECODES[opcode].words() as u8;
        opcode += 1;
    }
    words
};

impl Opcode {
    /// The opcode with this number.
    #[inline]
    pub fn from_number(number: u16) -> Option<Opcode> {
        Self::ALL.get(number as usize).copied()
    }

    /// What the list says of it.
    #[inline]
    pub fn info(self) -> &'static BytecodeInfo {
        // The enum has as many members as the table, so the index always exists.
        BYTECODES.get(self as usize).unwrap_or(&BYTECODES[0])
    }
}
