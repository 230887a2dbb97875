//! Comparisons, with a value as result or fused with the branch that follows them.

use crate::definition::{Flow, Form, State, decide, finish, jump_if, save_frame};
use crate::layout::object::Kind;
use crate::layout::text::Str;
use crate::operand::{Float, Int, Name, Operand};
use crate::value::Value;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            /// a = b comparison c, not yet specialised.
            Compare [Number] (Write, Read, Read) |s| compare::compare_generic::<F>(s);
            /// a = (b Less c) for small integers.
            LessInt [Number] (Write, Read, Read) |s| compare::compare::<F, Int, compare::Less>(s)
                => compare::compare_generic::<F>(s), (Compare Less Int);
            /// a = (b LessEqual c) for small integers.
            LessEqualInt [Number] (Write, Read, Read) |s| compare::compare::<F, Int, compare::LessEqual>(s)
                => compare::compare_generic::<F>(s), (Compare LessEqual Int);
            /// a = (b Equal c) for small integers.
            EqualInt [Number] (Write, Read, Read) |s| compare::compare::<F, Int, compare::Equal>(s)
                => compare::compare_generic::<F>(s), (Compare Equal Int);
            /// a = (b NotEqual c) for small integers.
            NotEqualInt [Number] (Write, Read, Read) |s| compare::compare::<F, Int, compare::NotEqual>(s)
                => compare::compare_generic::<F>(s), (Compare NotEqual Int);
            /// a = (b Greater c) for small integers.
            GreaterInt [Number] (Write, Read, Read) |s| compare::compare::<F, Int, compare::Greater>(s)
                => compare::compare_generic::<F>(s), (Compare Greater Int);
            /// a = (b GreaterEqual c) for small integers.
            GreaterEqualInt [Number] (Write, Read, Read) |s| compare::compare::<F, Int, compare::GreaterEqual>(s)
                => compare::compare_generic::<F>(s), (Compare GreaterEqual Int);
            /// a = (b Less c) for numbers of which one is a float.
            LessFloat [Number] (Write, Read, Read) |s| compare::compare::<F, Float, compare::Less>(s)
                => compare::compare_number::<F, compare::Less>(s), (Compare Less Float);
            /// a = (b LessEqual c) for numbers of which one is a float.
            LessEqualFloat [Number] (Write, Read, Read) |s| compare::compare::<F, Float, compare::LessEqual>(s)
                => compare::compare_number::<F, compare::LessEqual>(s), (Compare LessEqual Float);
            /// a = (b Equal c) for numbers of which one is a float.
            EqualFloat [Number] (Write, Read, Read) |s| compare::compare::<F, Float, compare::Equal>(s)
                => compare::compare_number::<F, compare::Equal>(s), (Compare Equal Float);
            /// a = (b NotEqual c) for numbers of which one is a float.
            NotEqualFloat [Number] (Write, Read, Read) |s| compare::compare::<F, Float, compare::NotEqual>(s)
                => compare::compare_number::<F, compare::NotEqual>(s), (Compare NotEqual Float);
            /// a = (b Greater c) for numbers of which one is a float.
            GreaterFloat [Number] (Write, Read, Read) |s| compare::compare::<F, Float, compare::Greater>(s)
                => compare::compare_number::<F, compare::Greater>(s), (Compare Greater Float);
            /// a = (b GreaterEqual c) for numbers of which one is a float.
            GreaterEqualFloat [Number] (Write, Read, Read) |s| compare::compare::<F, Float, compare::GreaterEqual>(s)
                => compare::compare_number::<F, compare::GreaterEqual>(s), (Compare GreaterEqual Float);
            /// a = (b Equal c) for strs, by identity if both are interned.
            EqualName [Number] (Write, Read, Read) |s| compare::compare::<F, Name, compare::Equal>(s)
                => compare::compare_names::<F, compare::Equal>(s), (Compare Equal Name);
            /// a = (b NotEqual c) for strs, by identity if both are interned.
            NotEqualName [Number] (Write, Read, Read) |s| compare::compare::<F, Name, compare::NotEqual>(s)
                => compare::compare_names::<F, compare::NotEqual>(s), (Compare NotEqual Name);
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
            /// Jumps if a is None.
            JumpIfNone [] (Read, FarTarget, None) |s| compare::branch_none::<F, true>(s), [BranchNone];
            /// Jumps if a is not None.
            JumpIfNotNone [] (Read, FarTarget, None) |s| compare::branch_none::<F, false>(s), [BranchNone];
            /// Jumps if a comparison b holds, not yet specialised.
            JumpIfCompare [Number] (Read, Read, Target) |s| compare::branch_generic::<F, true>(s);
            /// Jumps if a comparison the small integer b holds, not yet specialised.
            JumpIfCompareImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate_generic::<F, true>(s);
            /// Jumps if a Less b, for small integers.
            JumpIfLessInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::Less, true>(s)
                => compare::branch_generic::<F, true>(s), [BranchInts], (JumpIfCompare Less Int);
            /// Jumps if a LessEqual b, for small integers.
            JumpIfLessEqualInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::LessEqual, true>(s)
                => compare::branch_generic::<F, true>(s), [BranchInts], (JumpIfCompare LessEqual Int);
            /// Jumps if a Equal b, for small integers.
            JumpIfEqualInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::Equal, true>(s)
                => compare::branch_generic::<F, true>(s), [BranchInts], (JumpIfCompare Equal Int);
            /// Jumps if a NotEqual b, for small integers.
            JumpIfNotEqualInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::NotEqual, true>(s)
                => compare::branch_generic::<F, true>(s), [BranchInts], (JumpIfCompare NotEqual Int);
            /// Jumps if a Greater b, for small integers.
            JumpIfGreaterInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::Greater, true>(s)
                => compare::branch_generic::<F, true>(s), [BranchInts], (JumpIfCompare Greater Int);
            /// Jumps if a GreaterEqual b, for small integers.
            JumpIfGreaterEqualInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::GreaterEqual, true>(s)
                => compare::branch_generic::<F, true>(s), [BranchInts], (JumpIfCompare GreaterEqual Int);
            /// Jumps if a Less the small integer b, for small integers.
            JumpIfLessIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::Less, true>(s)
                => compare::branch_immediate_generic::<F, true>(s), [BranchIntImmediate], (JumpIfCompareImmediate Less Int);
            /// Jumps if a LessEqual the small integer b, for small integers.
            JumpIfLessEqualIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::LessEqual, true>(s)
                => compare::branch_immediate_generic::<F, true>(s), [BranchIntImmediate], (JumpIfCompareImmediate LessEqual Int);
            /// Jumps if a Equal the small integer b, for small integers.
            JumpIfEqualIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::Equal, true>(s)
                => compare::branch_immediate_generic::<F, true>(s), [BranchIntImmediate], (JumpIfCompareImmediate Equal Int);
            /// Jumps if a NotEqual the small integer b, for small integers.
            JumpIfNotEqualIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::NotEqual, true>(s)
                => compare::branch_immediate_generic::<F, true>(s), [BranchIntImmediate], (JumpIfCompareImmediate NotEqual Int);
            /// Jumps if a Greater the small integer b, for small integers.
            JumpIfGreaterIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::Greater, true>(s)
                => compare::branch_immediate_generic::<F, true>(s), [BranchIntImmediate], (JumpIfCompareImmediate Greater Int);
            /// Jumps if a GreaterEqual the small integer b, for small integers.
            JumpIfGreaterEqualIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::GreaterEqual, true>(s)
                => compare::branch_immediate_generic::<F, true>(s), [BranchIntImmediate], (JumpIfCompareImmediate GreaterEqual Int);
            /// Jumps if a Less b, for numbers of which one is a float.
            JumpIfLessFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::Less, true>(s)
                => compare::branch_number::<F, compare::Less, true>(s), [BranchFloats], (JumpIfCompare Less Float);
            /// Jumps if a LessEqual b, for numbers of which one is a float.
            JumpIfLessEqualFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::LessEqual, true>(s)
                => compare::branch_number::<F, compare::LessEqual, true>(s), [BranchFloats], (JumpIfCompare LessEqual Float);
            /// Jumps if a Equal b, for numbers of which one is a float.
            JumpIfEqualFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::Equal, true>(s)
                => compare::branch_number::<F, compare::Equal, true>(s), [BranchFloats], (JumpIfCompare Equal Float);
            /// Jumps if a NotEqual b, for numbers of which one is a float.
            JumpIfNotEqualFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::NotEqual, true>(s)
                => compare::branch_number::<F, compare::NotEqual, true>(s), [BranchFloats], (JumpIfCompare NotEqual Float);
            /// Jumps if a Greater b, for numbers of which one is a float.
            JumpIfGreaterFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::Greater, true>(s)
                => compare::branch_number::<F, compare::Greater, true>(s), [BranchFloats], (JumpIfCompare Greater Float);
            /// Jumps if a GreaterEqual b, for numbers of which one is a float.
            JumpIfGreaterEqualFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::GreaterEqual, true>(s)
                => compare::branch_number::<F, compare::GreaterEqual, true>(s), [BranchFloats], (JumpIfCompare GreaterEqual Float);
            /// Jumps if a Equal b, for strs, by identity if both are interned.
            JumpIfEqualName [Number] (Read, Read, Target) |s| compare::branch::<F, Name, compare::Equal, true>(s)
                => compare::branch_names::<F, compare::Equal, true>(s), [Two], (JumpIfCompare Equal Name);
            /// Jumps if a NotEqual b, for strs, by identity if both are interned.
            JumpIfNotEqualName [Number] (Read, Read, Target) |s| compare::branch::<F, Name, compare::NotEqual, true>(s)
                => compare::branch_names::<F, compare::NotEqual, true>(s), [Two], (JumpIfCompare NotEqual Name);
            /// Jumps if a Less b, for strs.
            JumpIfLessName [Number] (Read, Read, Target) |s| compare::branch_order::<F, compare::Less, true>(s)
                => compare::branch_generic::<F, true>(s), [Two], (JumpIfCompare Less Name);
            /// Jumps if a LessEqual b, for strs.
            JumpIfLessEqualName [Number] (Read, Read, Target) |s| compare::branch_order::<F, compare::LessEqual, true>(s)
                => compare::branch_generic::<F, true>(s), [Two], (JumpIfCompare LessEqual Name);
            /// Jumps if a Greater b, for strs.
            JumpIfGreaterName [Number] (Read, Read, Target) |s| compare::branch_order::<F, compare::Greater, true>(s)
                => compare::branch_generic::<F, true>(s), [Two], (JumpIfCompare Greater Name);
            /// Jumps if a GreaterEqual b, for strs.
            JumpIfGreaterEqualName [Number] (Read, Read, Target) |s| compare::branch_order::<F, compare::GreaterEqual, true>(s)
                => compare::branch_generic::<F, true>(s), [Two], (JumpIfCompare GreaterEqual Name);
            /// Jumps unless a comparison b holds, not yet specialised.
            JumpUnlessCompare [Number] (Read, Read, Target) |s| compare::branch_generic::<F, false>(s);
            /// Jumps unless a comparison the small integer b holds, not yet specialised.
            JumpUnlessCompareImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate_generic::<F, false>(s);
            /// Jumps unless a Less b, for small integers.
            JumpUnlessLessInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::Less, false>(s)
                => compare::branch_generic::<F, false>(s), [BranchInts], (JumpUnlessCompare Less Int);
            /// Jumps unless a LessEqual b, for small integers.
            JumpUnlessLessEqualInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::LessEqual, false>(s)
                => compare::branch_generic::<F, false>(s), [BranchInts], (JumpUnlessCompare LessEqual Int);
            /// Jumps unless a Equal b, for small integers.
            JumpUnlessEqualInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::Equal, false>(s)
                => compare::branch_generic::<F, false>(s), [BranchInts], (JumpUnlessCompare Equal Int);
            /// Jumps unless a NotEqual b, for small integers.
            JumpUnlessNotEqualInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::NotEqual, false>(s)
                => compare::branch_generic::<F, false>(s), [BranchInts], (JumpUnlessCompare NotEqual Int);
            /// Jumps unless a Greater b, for small integers.
            JumpUnlessGreaterInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::Greater, false>(s)
                => compare::branch_generic::<F, false>(s), [BranchInts], (JumpUnlessCompare Greater Int);
            /// Jumps unless a GreaterEqual b, for small integers.
            JumpUnlessGreaterEqualInt [Number] (Read, Read, Target) |s| compare::branch::<F, Int, compare::GreaterEqual, false>(s)
                => compare::branch_generic::<F, false>(s), [BranchInts], (JumpUnlessCompare GreaterEqual Int);
            /// Jumps unless a Less the small integer b, for small integers.
            JumpUnlessLessIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::Less, false>(s)
                => compare::branch_immediate_generic::<F, false>(s), [BranchIntImmediate], (JumpUnlessCompareImmediate Less Int);
            /// Jumps unless a LessEqual the small integer b, for small integers.
            JumpUnlessLessEqualIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::LessEqual, false>(s)
                => compare::branch_immediate_generic::<F, false>(s), [BranchIntImmediate], (JumpUnlessCompareImmediate LessEqual Int);
            /// Jumps unless a Equal the small integer b, for small integers.
            JumpUnlessEqualIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::Equal, false>(s)
                => compare::branch_immediate_generic::<F, false>(s), [BranchIntImmediate], (JumpUnlessCompareImmediate Equal Int);
            /// Jumps unless a NotEqual the small integer b, for small integers.
            JumpUnlessNotEqualIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::NotEqual, false>(s)
                => compare::branch_immediate_generic::<F, false>(s), [BranchIntImmediate], (JumpUnlessCompareImmediate NotEqual Int);
            /// Jumps unless a Greater the small integer b, for small integers.
            JumpUnlessGreaterIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::Greater, false>(s)
                => compare::branch_immediate_generic::<F, false>(s), [BranchIntImmediate], (JumpUnlessCompareImmediate Greater Int);
            /// Jumps unless a GreaterEqual the small integer b, for small integers.
            JumpUnlessGreaterEqualIntImmediate [Number] (Read, Immediate, Target) |s| compare::branch_immediate::<F, compare::GreaterEqual, false>(s)
                => compare::branch_immediate_generic::<F, false>(s), [BranchIntImmediate], (JumpUnlessCompareImmediate GreaterEqual Int);
            /// Jumps unless a Less b, for numbers of which one is a float.
            JumpUnlessLessFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::Less, false>(s)
                => compare::branch_number::<F, compare::Less, false>(s), [BranchFloats], (JumpUnlessCompare Less Float);
            /// Jumps unless a LessEqual b, for numbers of which one is a float.
            JumpUnlessLessEqualFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::LessEqual, false>(s)
                => compare::branch_number::<F, compare::LessEqual, false>(s), [BranchFloats], (JumpUnlessCompare LessEqual Float);
            /// Jumps unless a Equal b, for numbers of which one is a float.
            JumpUnlessEqualFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::Equal, false>(s)
                => compare::branch_number::<F, compare::Equal, false>(s), [BranchFloats], (JumpUnlessCompare Equal Float);
            /// Jumps unless a NotEqual b, for numbers of which one is a float.
            JumpUnlessNotEqualFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::NotEqual, false>(s)
                => compare::branch_number::<F, compare::NotEqual, false>(s), [BranchFloats], (JumpUnlessCompare NotEqual Float);
            /// Jumps unless a Greater b, for numbers of which one is a float.
            JumpUnlessGreaterFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::Greater, false>(s)
                => compare::branch_number::<F, compare::Greater, false>(s), [BranchFloats], (JumpUnlessCompare Greater Float);
            /// Jumps unless a GreaterEqual b, for numbers of which one is a float.
            JumpUnlessGreaterEqualFloat [Number] (Read, Read, Target) |s| compare::branch::<F, Float, compare::GreaterEqual, false>(s)
                => compare::branch_number::<F, compare::GreaterEqual, false>(s), [BranchFloats], (JumpUnlessCompare GreaterEqual Float);
            /// Jumps unless a Equal b, for strs, by identity if both are interned.
            JumpUnlessEqualName [Number] (Read, Read, Target) |s| compare::branch::<F, Name, compare::Equal, false>(s)
                => compare::branch_names::<F, compare::Equal, false>(s), [Two], (JumpUnlessCompare Equal Name);
            /// Jumps unless a NotEqual b, for strs, by identity if both are interned.
            JumpUnlessNotEqualName [Number] (Read, Read, Target) |s| compare::branch::<F, Name, compare::NotEqual, false>(s)
                => compare::branch_names::<F, compare::NotEqual, false>(s), [Two], (JumpUnlessCompare NotEqual Name);
            /// Jumps unless a Less b, for strs.
            JumpUnlessLessName [Number] (Read, Read, Target) |s| compare::branch_order::<F, compare::Less, false>(s)
                => compare::branch_generic::<F, false>(s), [Two], (JumpUnlessCompare Less Name);
            /// Jumps unless a LessEqual b, for strs.
            JumpUnlessLessEqualName [Number] (Read, Read, Target) |s| compare::branch_order::<F, compare::LessEqual, false>(s)
                => compare::branch_generic::<F, false>(s), [Two], (JumpUnlessCompare LessEqual Name);
            /// Jumps unless a Greater b, for strs.
            JumpUnlessGreaterName [Number] (Read, Read, Target) |s| compare::branch_order::<F, compare::Greater, false>(s)
                => compare::branch_generic::<F, false>(s), [Two], (JumpUnlessCompare Greater Name);
            /// Jumps unless a GreaterEqual b, for strs.
            JumpUnlessGreaterEqualName [Number] (Read, Read, Target) |s| compare::branch_order::<F, compare::GreaterEqual, false>(s)
                => compare::branch_generic::<F, false>(s), [Two], (JumpUnlessCompare GreaterEqual Name);
        } }
    };
}
pub(crate) use bytecodes;

/// What a comparison asks.
pub trait Relation {
    /// Its answer.
    fn holds<T: PartialOrd>(a: T, b: T) -> bool;
}

macro_rules! relations {
    ($($(#[$doc:meta])* $name:ident $operator:tt;)*) => {$(
        $(#[$doc])*
        pub struct $name;
        impl Relation for $name {
            #[inline(always)]
            fn holds<T: PartialOrd>(a: T, b: T) -> bool {
                a $operator b
            }
        }
    )*};
}

relations! {
    /// a < b
    Less <;
    /// a <= b
    LessEqual <=;
    /// a == b
    Equal ==;
    /// a != b
    NotEqual !=;
    /// a > b
    Greater >;
    /// a >= b
    GreaterEqual >=;
}

/// An operand type whose values can be compared as they are.
pub trait Comparable: Operand {
    /// What is compared.
    type Key: PartialOrd;
    /// The operand's key.
    fn key(self) -> Self::Key;
}

impl Comparable for Int {
    type Key = isize;
    #[inline(always)]
    fn key(self) -> isize {
        self.0
    }
}

/// Only for equality: the order of addresses means nothing.
impl Comparable for Name {
    type Key = usize;
    #[inline(always)]
    fn key(self) -> usize {
        self.0
    }
}

impl Comparable for Float {
    type Key = f64;
    #[inline(always)]
    fn key(self) -> f64 {
        self.0
    }
}

/// a = (b relation c) for operands of the type.
#[inline(always)]
pub unsafe fn compare<F: Form, T: Comparable, R: Relation>(s: State) -> Flow {
    unsafe {
        if let (Some(a), Some(b)) = (F::operand::<1, T>(&s), F::operand::<2, T>(&s)) {
            F::write::<0>(&s, Value::from_bool(R::holds(a.key(), b.key())));
            return Flow::Next;
        }
    }
    Flow::Slow
}

/// The same for any numbers that are exact as floats; else the helper's.
#[inline(always)]
pub unsafe fn compare_number<F: Form, R: Relation>(s: State) -> Flow {
    unsafe {
        if let (Some(a), Some(b)) = (Float::from_number(F::read::<1>(&s)), Float::from_number(F::read::<2>(&s))) {
            F::write::<0>(&s, Value::from_bool(R::holds(a.0, b.0)));
            return Flow::Next;
        }
        compare_generic::<F>(s)
    }
}

/// Not yet specialised.
#[inline(always)]
pub unsafe fn compare_generic<F: Form>(s: State) -> Flow {
    unsafe {
        save_frame(&s);
        finish::<F>(s, ((*s.vm).helpers.compare)(s.vm, F::pc(&s), F::read::<1>(&s), F::read::<2>(&s)))
    }
}

/// a = (b relation c), equality or inequality, for two strs of which not both are interned; else the helper's.
#[inline(always)]
pub unsafe fn compare_names<F: Form, R: Relation>(s: State) -> Flow {
    unsafe {
        match equal_strs(&s, F::read::<1>(&s), F::read::<2>(&s)) {
            Some(equal) => {
                F::write::<0>(&s, Value::from_bool(R::holds(equal, true)));
                Flow::Next
            }
            None => compare_generic::<F>(s),
        }
    }
}

/// Jumps if that is `SENSE`.
#[inline(always)]
pub unsafe fn branch_names<F: Form, R: Relation, const SENSE: bool>(s: State) -> Flow {
    unsafe {
        match equal_strs(&s, F::read::<0>(&s), F::read::<1>(&s)) {
            Some(equal) => jump_if(R::holds(equal, true) == SENSE),
            None => branch_generic::<F, SENSE>(s),
        }
    }
}

/// Jumps if (a relation b) is `SENSE`, for two strs whose first code points are bytes and decide.
#[inline(always)]
pub unsafe fn branch_order<F: Form, R: Relation, const SENSE: bool>(s: State) -> Flow {
    unsafe {
        match (first_of(F::read::<0>(&s)), first_of(F::read::<1>(&s))) {
            (Some((a, alone)), Some((b, other_alone))) if a != b || (alone && other_alone) => jump_if(R::holds(a, b) == SENSE),
            _ => Flow::Slow,
        }
    }
}

/// The first code point of a str of the class itself whose code points are bytes, and whether it is the only one.
#[inline(always)]
unsafe fn first_of(value: Value) -> Option<(u8, bool)> {
    unsafe {
        if !value.is_kind(Kind::Str) {
            return None;
        }
        let text = value.as_pointer::<Str>();
        if (*text).object.header.flags & (Str::SUBCLASS | Str::WIDTH) != 1 || (*text).length == 0 {
            return None;
        }
        Some((*text.byte_add(Str::DATA).cast::<u8>(), (*text).length == 1))
    }
}

/// Whether two strs of the class itself are equal.
#[inline(always)]
unsafe fn equal_strs(s: &State, a: Value, b: Value) -> Option<bool> {
    unsafe {
        if !(a.is_kind(Kind::Str) && b.is_kind(Kind::Str)) {
            return None;
        }
        let (one, other) = (a.as_pointer::<Str>(), b.as_pointer::<Str>());
        let (flags, others) = ((*one).object.header.flags, (*other).object.header.flags);
        if (flags | others) & Str::SUBCLASS != 0 {
            return None;
        }
        // Each is as narrow as can be.
        if (*one).length != (*other).length || (flags ^ others) & Str::WIDTH != 0 {
            return Some(false);
        }
        Some(((*s.vm).helpers.equal_texts)(a, b) != 0)
    }
}

/// Jumps if (a relation b) is `SENSE`.
#[inline(always)]
pub unsafe fn branch<F: Form, T: Comparable, R: Relation, const SENSE: bool>(s: State) -> Flow {
    unsafe { branch_on::<T, R, SENSE>(F::operand::<0, T>(&s), F::operand::<1, T>(&s)) }
}

/// Jumps if (a relation the immediate b) is `SENSE`.
#[inline(always)]
pub unsafe fn branch_immediate<F: Form, R: Relation, const SENSE: bool>(s: State) -> Flow {
    unsafe { branch_on::<Int, R, SENSE>(F::operand::<0, Int>(&s), Some(Int::of(F::immediate::<1>(&s)))) }
}

#[inline(always)]
fn branch_on<T: Comparable, R: Relation, const SENSE: bool>(a: Option<T>, b: Option<T>) -> Flow {
    match (a, b) {
        (Some(a), Some(b)) => jump_if(R::holds(a.key(), b.key()) == SENSE),
        _ => Flow::Slow,
    }
}

/// The same for any numbers that are exact as floats; else the helper's.
#[inline(always)]
pub unsafe fn branch_number<F: Form, R: Relation, const SENSE: bool>(s: State) -> Flow {
    unsafe {
        match (Float::from_number(F::read::<0>(&s)), Float::from_number(F::read::<1>(&s))) {
            (Some(a), Some(b)) => jump_if(R::holds(a.0, b.0) == SENSE),
            _ => branch_generic::<F, SENSE>(s),
        }
    }
}

/// Not yet specialised.
#[inline(always)]
pub unsafe fn branch_generic<F: Form, const SENSE: bool>(s: State) -> Flow {
    unsafe {
        save_frame(&s);
        decide(((*s.vm).helpers.compare_truth)(s.vm, F::pc(&s), F::read::<0>(&s), F::read::<1>(&s)), SENSE)
    }
}

/// Not yet specialised, with an immediate.
#[inline(always)]
pub unsafe fn branch_immediate_generic<F: Form, const SENSE: bool>(s: State) -> Flow {
    unsafe {
        save_frame(&s);
        decide(((*s.vm).helpers.compare_truth)(s.vm, F::pc(&s), F::read::<0>(&s), F::immediate::<1>(&s)), SENSE)
    }
}

/// a = (b is c), or its opposite. Floats are identical if their bits are, boxed or not.
#[inline(always)]
pub unsafe fn is<F: Form, const SENSE: bool>(s: State) -> Flow {
    unsafe {
        let (left, right) = (F::read::<1>(&s), F::read::<2>(&s));
        if left == right || !right.is_pointer() || !left.is_kind(Kind::Float) {
            return F::give(&s, Value::from_bool((left == right) == SENSE));
        }
    }
    Flow::Slow
}

/// a = (b is None), or its opposite.
#[inline(always)]
pub unsafe fn is_none<F: Form, const SENSE: bool>(s: State) -> Flow {
    unsafe { F::give(&s, Value::from_bool((F::read::<1>(&s) == Value::NONE) == SENSE)) }
}

/// Jumps if (a is None) is `SENSE`.
#[inline(always)]
pub unsafe fn branch_none<F: Form, const SENSE: bool>(s: State) -> Flow {
    jump_if((unsafe { F::read::<0>(&s) } == Value::NONE) == SENSE)
}
