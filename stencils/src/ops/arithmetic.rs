//! Arithmetic: typed operations, the instructions that try one, and those that ask the helper.

use crate::definition::{Flow, Form, State, finish, follow, save_frame};
use crate::operand::{Float, Int, Operand, Outcome};
use crate::value::Value;

/// The instructions that are defined here.
macro_rules! bytecodes {
    ($($so_far:tt)*) => {
        $crate::list::join! { $($so_far)* {
            /// a = b operation c, not yet specialised.
            Binary [Number] (Write, Read, Read) |s| arithmetic::binary_generic::<F>(s);
            /// a = b operation the small integer c, not yet specialised.
            BinaryImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate_generic::<F>(s);
            /// a = b operation c for operands of which one is of a class written in Python that has a method for it.
            BinaryMethod [Number] (Write, Read, Read) |s| arithmetic::binary_method::<F>(s), operator, (Binary);
            /// a = b operation the small integer c for such a b.
            BinaryImmediateMethod [Number] (Write, Read, Immediate) |s| arithmetic::binary_method::<F>(s), operator, (BinaryImmediate);
            /// a = b add c for small integers.
            AddInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::add_int)
                => arithmetic::binary_generic::<F>(s), [Ints], (Binary Add Int);
            /// a = b add the small integer c for a small integer b.
            AddIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::add_int)
                => arithmetic::binary_immediate_generic::<F>(s), [IntImmediate], (BinaryImmediate Add Int);
            /// a = b subtract c for small integers.
            SubtractInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::subtract_int)
                => arithmetic::binary_generic::<F>(s), [Ints], (Binary Subtract Int);
            /// a = b subtract the small integer c for a small integer b.
            SubtractIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::subtract_int)
                => arithmetic::binary_immediate_generic::<F>(s), [IntImmediate], (BinaryImmediate Subtract Int);
            /// a = b multiply c for small integers.
            MultiplyInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::multiply_int)
                => arithmetic::binary_generic::<F>(s), [Ints], (Binary Multiply Int);
            /// a = b multiply the small integer c for a small integer b.
            MultiplyIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::multiply_int)
                => arithmetic::binary_immediate_generic::<F>(s), [IntImmediate], (BinaryImmediate Multiply Int);
            /// a = b floor_divide c for small integers.
            FloorDivideInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::floor_divide_int)
                => arithmetic::binary_generic::<F>(s), [RareInts], (Binary FloorDivide Int);
            /// a = b floor_divide the small integer c for a small integer b.
            FloorDivideIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::floor_divide_int)
                => arithmetic::binary_immediate_generic::<F>(s), [IntImmediate], (BinaryImmediate FloorDivide Int);
            /// a = b divide c for small integers.
            DivideInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::divide_int)
                => arithmetic::binary_generic::<F>(s), [Quotient], (Binary Divide Int);
            /// a = b divide the small integer c for a small integer b.
            DivideIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::divide_int)
                => arithmetic::binary_immediate_generic::<F>(s), [QuotientImmediate], (BinaryImmediate Divide Int);
            /// a = b modulo c for small integers.
            ModuloInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::modulo_int)
                => arithmetic::binary_generic::<F>(s), [RareInts], (Binary Modulo Int);
            /// a = b modulo the small integer c for a small integer b.
            ModuloIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::modulo_int)
                => arithmetic::binary_immediate_generic::<F>(s), [IntImmediate], (BinaryImmediate Modulo Int);
            /// a = b and c for small integers.
            AndInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::and_int)
                => arithmetic::binary_generic::<F>(s), [RareInts], (Binary And Int);
            /// a = b and the small integer c for a small integer b.
            AndIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::and_int)
                => arithmetic::binary_immediate_generic::<F>(s), [IntImmediate], (BinaryImmediate And Int);
            /// a = b or c for small integers.
            OrInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::or_int)
                => arithmetic::binary_generic::<F>(s), [RareInts], (Binary Or Int);
            /// a = b or the small integer c for a small integer b.
            OrIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::or_int)
                => arithmetic::binary_immediate_generic::<F>(s), [IntImmediate], (BinaryImmediate Or Int);
            /// a = b xor c for small integers.
            XorInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::xor_int)
                => arithmetic::binary_generic::<F>(s), [RareInts], (Binary Xor Int);
            /// a = b xor the small integer c for a small integer b.
            XorIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::xor_int)
                => arithmetic::binary_immediate_generic::<F>(s), [IntImmediate], (BinaryImmediate Xor Int);
            /// a = b shift_left c for small integers.
            ShiftLeftInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::shift_left_int)
                => arithmetic::binary_generic::<F>(s), [RareInts], (Binary ShiftLeft Int);
            /// a = b shift_left the small integer c for a small integer b.
            ShiftLeftIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::shift_left_int)
                => arithmetic::binary_immediate_generic::<F>(s), [IntImmediate], (BinaryImmediate ShiftLeft Int);
            /// a = b shift_right c for small integers.
            ShiftRightInt [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::shift_right_int)
                => arithmetic::binary_generic::<F>(s), [RareInts], (Binary ShiftRight Int);
            /// a = b shift_right the small integer c for a small integer b.
            ShiftRightIntImmediate [Number] (Write, Read, Immediate) |s| arithmetic::binary_immediate::<F, _, _>(s, arithmetic::shift_right_int)
                => arithmetic::binary_immediate_generic::<F>(s), [IntImmediate], (BinaryImmediate ShiftRight Int);
            /// a = b add c for numbers of which one is a float.
            AddFloat [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::add_float)
                => arithmetic::binary_number::<F>(s, arithmetic::add_float), [Floats], (Binary Add Float);
            /// a = b subtract c for numbers of which one is a float.
            SubtractFloat [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::subtract_float)
                => arithmetic::binary_number::<F>(s, arithmetic::subtract_float), [Floats], (Binary Subtract Float);
            /// a = b multiply c for numbers of which one is a float.
            MultiplyFloat [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::multiply_float)
                => arithmetic::binary_number::<F>(s, arithmetic::multiply_float), [Floats], (Binary Multiply Float);
            /// a = b divide c for numbers of which one is a float.
            DivideFloat [Number] (Write, Read, Read) |s| arithmetic::binary::<F, _, _, _>(s, arithmetic::divide_float)
                => arithmetic::binary_number::<F>(s, arithmetic::divide_float), [Floats], (Binary Divide Float);
            /// a = b add c for a float and an integer.
            AddNumber [Number] (Write, Read, Read) |s| arithmetic::binary_mixed::<F>(s, arithmetic::add_float)
                => arithmetic::binary_number::<F>(s, arithmetic::add_float), [Numbers], (Binary Add Number);
            /// a = b subtract c for a float and an integer.
            SubtractNumber [Number] (Write, Read, Read) |s| arithmetic::binary_mixed::<F>(s, arithmetic::subtract_float)
                => arithmetic::binary_number::<F>(s, arithmetic::subtract_float), [Numbers], (Binary Subtract Number);
            /// a = b multiply c for a float and an integer.
            MultiplyNumber [Number] (Write, Read, Read) |s| arithmetic::binary_mixed::<F>(s, arithmetic::multiply_float)
                => arithmetic::binary_number::<F>(s, arithmetic::multiply_float), [Numbers], (Binary Multiply Number);
            /// a = b divide c for a float and an integer.
            DivideNumber [Number] (Write, Read, Read) |s| arithmetic::binary_mixed::<F>(s, arithmetic::divide_float)
                => arithmetic::binary_number::<F>(s, arithmetic::divide_float), [Numbers], (Binary Divide Number);
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
        } }
    };
}
pub(crate) use bytecodes;

/// a + b; the sum must be small.
#[inline(always)]
pub fn add_int(a: Int, b: Int) -> Option<Int> {
    a.0.checked_add(b.0).map(Int)
}

/// a − b; the difference must be small.
#[inline(always)]
pub fn subtract_int(a: Int, b: Int) -> Option<Int> {
    a.0.checked_sub(b.0).map(Int)
}

/// a · b; the product must be small.
#[inline(always)]
pub fn multiply_int(a: Int, b: Int) -> Option<Int> {
    a.0.checked_mul(b.number()).map(Int)
}

/// a // b, rounded towards minus infinity; b is not 0. The quotient of the tagged numbers is that of the numbers.
#[inline(always)]
pub fn floor_divide_int(a: Int, b: Int) -> Option<Int> {
    if let Some((a, b)) = halves(a, b) {
        return Some(Int((a.checked_div(b)? as isize) << 1));
    }
    core::hint::cold_path();
    let (quotient, remainder) = (a.0.checked_div(b.0)?, a.0.checked_rem(b.0)?);
    Int::new(if remainder != 0 && (remainder ^ b.0) < 0 { quotient.wrapping_sub(1) } else { quotient })
}

/// a / b; b is not 0, and both are exact as floats.
#[inline(always)]
pub fn divide_int(a: Int, b: Int) -> Option<Float> {
    let exact = |number: isize| ((number as i64) >> 53).wrapping_add(1) as u64 <= 1;
    let (a, b) = (a.number(), b.number());
    if b != 0 && exact(a) && exact(b) { Some(Float(a as f64 / b as f64)) } else { None }
}

/// a % b with the sign of b; b is not 0. The remainder of the tagged numbers is the tagged remainder of the numbers.
#[inline(always)]
pub fn modulo_int(a: Int, b: Int) -> Option<Int> {
    if let Some((a, b)) = halves(a, b) {
        return Some(Int(a.checked_rem(b)? as isize));
    }
    core::hint::cold_path();
    let remainder = a.0.checked_rem(b.0)?;
    Some(Int(if remainder != 0 && (remainder ^ b.0) < 0 { remainder.wrapping_add(b.0) } else { remainder }))
}

/// Both tagged numbers in 32 bits, if neither is negative or longer: the usual case, and the much faster division.
#[inline(always)]
fn halves(a: Int, b: Int) -> Option<(u32, u32)> {
    if (a.0 | b.0) as u64 >> 31 == 0 { Some((a.0 as u32, b.0 as u32)) } else { None }
}

/// a & b.
#[inline(always)]
pub fn and_int(a: Int, b: Int) -> Option<Int> {
    Some(Int(a.0 & b.0))
}

/// a | b.
#[inline(always)]
pub fn or_int(a: Int, b: Int) -> Option<Int> {
    Some(Int(a.0 | b.0))
}

/// a ^ b.
#[inline(always)]
pub fn xor_int(a: Int, b: Int) -> Option<Int> {
    Some(Int(a.0 ^ b.0))
}

/// a << b; b lies in 0 … word size − 1 and no bit is lost.
#[inline(always)]
pub fn shift_left_int(a: Int, b: Int) -> Option<Int> {
    let distance = shift_distance(b)?;
    let shifted = a.0.wrapping_shl(distance);
    if shifted.wrapping_shr(distance) == a.0 { Some(Int(shifted)) } else { None }
}

/// a >> b, rounding down; b lies in 0 … word size − 1.
#[inline(always)]
pub fn shift_right_int(a: Int, b: Int) -> Option<Int> {
    Some(Int(a.0.wrapping_shr(shift_distance(b)?) & !1))
}

#[inline(always)]
fn shift_distance(b: Int) -> Option<u32> {
    if b.0 as usize >= 2 * isize::BITS as usize {
        // Keeps this a branch: a shift with a flag beside it would cost more.
        core::hint::cold_path();
        return None;
    }
    Some(b.number() as u32)
}

/// a + b.
#[inline(always)]
pub fn add_float(a: Float, b: Float) -> Option<Float> {
    Some(Float(a.0 + b.0))
}

/// a − b.
#[inline(always)]
pub fn subtract_float(a: Float, b: Float) -> Option<Float> {
    Some(Float(a.0 - b.0))
}

/// a · b.
#[inline(always)]
pub fn multiply_float(a: Float, b: Float) -> Option<Float> {
    Some(Float(a.0 * b.0))
}

/// a / b; b is not 0. (Integers beyond 2⁵³ must be divided exactly: they are not taken here, see `divide_numbers`.)
#[inline(always)]
pub fn divide_float(a: Float, b: Float) -> Option<Float> {
    if b.0 == 0.0 { None } else { Some(Float(a.0 / b.0)) }
}

/// a = the typed operation on b and c.
#[inline(always)]
pub unsafe fn binary<F: Form, A: Operand, B: Operand, R: Outcome>(s: State, operation: impl Fn(A, B) -> Option<R>) -> Flow {
    unsafe { typed::<F, A, B, R>(s, F::operand::<1, A>(&s), F::operand::<2, B>(&s), operation) }
}

/// Calls the method that gives the operator its meaning, a function of Python; the helper reads the instruction.
#[inline(always)]
pub unsafe fn binary_method<F: Form>(s: State) -> Flow {
    unsafe {
        save_frame(&s);
        let return_address = if F::MACHINE_CODE { F::return_address(&s) } else { (*s.vm).entries.item_return };
        let transfer = ((*s.vm).helpers.call_special)(s.vm, s.fp, F::pc(&s), return_address);
        follow::<F>(s, transfer)
    }
}

/// The same with an immediate integer for c.
#[inline(always)]
pub unsafe fn binary_immediate<F: Form, A: Operand, R: Outcome>(s: State, operation: impl Fn(A, Int) -> Option<R>) -> Flow {
    unsafe { typed::<F, A, Int, R>(s, F::operand::<1, A>(&s), Some(Int::of(F::immediate::<2>(&s))), operation) }
}

#[inline(always)]
unsafe fn typed<F: Form, A: Operand, B: Operand, R: Outcome>(
    s: State,
    a: Option<A>,
    b: Option<B>,
    operation: impl Fn(A, B) -> Option<R>,
) -> Flow {
    if let (Some(a), Some(b)) = (a, b)
        && let Some(result) = operation(a, b)
        && let Some(value) = result.value()
    {
        return unsafe { F::give(&s, value) };
    }
    Flow::Slow
}

/// a = the operation on b and c, of which one is a float and the other any number; the result is a usual float.
#[inline(always)]
pub unsafe fn binary_mixed<F: Form>(s: State, operation: impl Fn(Float, Float) -> Option<Float>) -> Flow {
    unsafe {
        let (left, right) = (F::read::<1>(&s), F::read::<2>(&s));
        if !(left.is_int() && right.is_int())
            && let (Some(a), Some(b)) = (Float::from_number(left), Float::from_number(right))
            && let Some(result) = operation(a, b)
            && let Some(value) = result.value()
        {
            return F::give(&s, value);
        }
    }
    Flow::Slow
}

/// a = the operation on b and c, of which one is a float and the other any number, whatever the result is like; else
/// the helper's.
#[inline(always)]
pub unsafe fn binary_number<F: Form>(s: State, operation: impl Fn(Float, Float) -> Option<Float>) -> Flow {
    unsafe {
        let (left, right) = (F::read::<1>(&s), F::read::<2>(&s));
        if !(left.is_int() && right.is_int())
            && let (Some(a), Some(b)) = (Float::from_number(left), Float::from_number(right))
            && let Some(result) = operation(a, b)
        {
            save_frame(&s);
            return finish::<F>(s, float_value(&s, result.0));
        }
        binary_generic::<F>(s)
    }
}

/// Any float as a value, boxed if it must be; or ERROR. The frame is saved.
#[inline(always)]
unsafe fn float_value(s: &State, number: f64) -> Value {
    match Value::from_float(number) {
        Some(value) => value,
        None => unsafe { ((*s.vm).helpers.box_float)(s.vm, number) },
    }
}

/// Not yet specialised: the helper looks at the operands, and quickens.
#[inline(always)]
pub unsafe fn binary_generic<F: Form>(s: State) -> Flow {
    unsafe {
        save_frame(&s);
        finish::<F>(s, ((*s.vm).helpers.binary)(s.vm, F::pc(&s), F::read::<1>(&s), F::read::<2>(&s)))
    }
}

/// The same with an immediate integer for c.
#[inline(always)]
pub unsafe fn binary_immediate_generic<F: Form>(s: State) -> Flow {
    unsafe {
        save_frame(&s);
        finish::<F>(s, ((*s.vm).helpers.binary)(s.vm, F::pc(&s), F::read::<1>(&s), F::immediate::<2>(&s)))
    }
}

/// a = −b for small integers and floats.
#[inline(always)]
pub unsafe fn negative<F: Form>(s: State) -> Flow {
    unsafe {
        let operand = F::read::<1>(&s);
        if operand.is_int()
            && let Some(result) = (operand.0 as isize).checked_neg()
        {
            return F::give(&s, Value(result as usize));
        }
        if operand.is_word_float()
            && let Some(result) = Value::from_usual_float(-operand.as_word_float())
        {
            return F::give(&s, result);
        }
    }
    Flow::Slow
}

/// a = the helper's result of the unary operation on b.
#[inline(always)]
pub unsafe fn unary<F: Form>(s: State) -> Flow {
    unsafe {
        save_frame(&s);
        finish::<F>(s, ((*s.vm).helpers.unary)(s.vm, F::pc(&s), F::read::<1>(&s)))
    }
}

/// a = not b, for True and False.
#[inline(always)]
pub unsafe fn not<F: Form>(s: State) -> Flow {
    unsafe {
        let operand = F::read::<1>(&s);
        if operand.is_bool() {
            return F::give(&s, Value(operand.0 ^ NEGATION));
        }
    }
    Flow::Slow
}

/// a = not b; the helper finds the truth of b.
#[inline(always)]
pub unsafe fn not_generic<F: Form>(s: State) -> Flow {
    unsafe {
        if let Some(truth) = crate::ops::native::exact_truth(F::read::<1>(&s)) {
            F::write::<0>(&s, Value::from_bool(!truth));
            return Flow::Next;
        }
        save_frame(&s);
        let truth = ((*s.vm).helpers.truth)(s.vm, F::read::<1>(&s));
        if truth == Value::ERROR {
            return Flow::Raise;
        }
        F::write::<0>(&s, Value(truth.0 ^ NEGATION));
        Flow::Next
    }
}

/// The one bit in which True and False differ.
const NEGATION: usize = Value::TRUE.0 ^ Value::FALSE.0;

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers at which something changes: signs, halves, the ends of the small integers.
    const NUMBERS: [isize; 19] = [
        0,
        1,
        -1,
        2,
        -2,
        3,
        -3,
        7,
        -7,
        63,
        64,
        1 << 14,
        -(1 << 14),
        (1 << 29) - 1,
        1 << 29,
        -(1 << 29),
        12345678,
        Value::MAX_SMALL,
        Value::MIN_SMALL,
    ];

    /// Compares a typed operation with a reference on all pairs; where the reference is small, the operation has it,
    /// unless `may_refuse`.
    fn check(operation: fn(Int, Int) -> Option<Int>, reference: fn(i128, i128) -> Option<i128>, may_refuse: fn(isize) -> bool) {
        for a in NUMBERS {
            for b in NUMBERS {
                let (Some(left), Some(right)) = (Int::new(a), Int::new(b)) else { panic!("{a} and {b} are small") };
                let expected = reference(a as i128, b as i128).and_then(|number| isize::try_from(number).ok()).and_then(Value::from_int);
                let found = operation(left, right).and_then(Outcome::value);
                if found.is_some() || !may_refuse(b) {
                    assert_eq!(found, expected, "{a} and {b}");
                }
            }
        }
    }

    #[test]
    fn typed_operations_agree_with_wide_arithmetic() {
        let never = |_| false;
        check(add_int, |a, b| Some(a + b), never);
        check(subtract_int, |a, b| Some(a - b), never);
        check(multiply_int, |a, b| Some(a * b), never);
        // Dividing rounds down like the Euclidean division by a positive number; signs are turned for a negative one.
        check(floor_divide_int, |a, b| if b == 0 { None } else { Some((a * b.signum()).div_euclid(b.abs())) }, never);
        check(modulo_int, |a, b| if b == 0 { None } else { Some(b.signum() * (a * b.signum()).rem_euclid(b.abs())) }, never);
        check(and_int, |a, b| Some(a & b), never);
        check(or_int, |a, b| Some(a | b), never);
        check(xor_int, |a, b| Some(a ^ b), never);
        let far = |b: isize| !(0..isize::BITS as isize).contains(&b);
        check(shift_left_int, |a, b| if (0..64).contains(&b) { Some(a << b) } else { None }, far);
        check(shift_right_int, |a, b| if (0..64).contains(&b) { Some(a >> b) } else { None }, far);
    }
}
