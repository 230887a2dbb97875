//! Comparisons, with a value as result or fused with the branch that follows them.

use crate::definition::{Flow, Form, State, decide, finish, jump_if, save_frame};
use crate::layout::object::Kind;
use crate::layout::text::Str;
use crate::operand::{Float, Int, Name, Operand};
use crate::value::Value;

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

/// a = (b is c), or its opposite. Numbers are identical if their bits are, boxed or not.
#[inline(always)]
pub unsafe fn is<F: Form, const SENSE: bool>(s: State) -> Flow {
    unsafe {
        let (left, right) = (F::read::<1>(&s), F::read::<2>(&s));
        if left == right || !(left.is_pointer() && right.is_pointer()) {
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
