//! `int.__round__`: to tens, hundreds and so on.

use copperhead_stencils::value::Value;

use super::arithmetic::{self, Int};
use super::{divide, power};
use crate::context::Context;
use crate::error::Result;
use crate::numeric::bignum::magnitude;
use crate::objects::number_glue::loose_int;
use crate::objects::operations;
use core::cmp::Ordering;

/// `round(number, places)`: the nearest multiple of ten to the power `-places`, halves to the even one.
///
/// # Errors
/// TypeError for places that are no integer, MemoryError.
pub(crate) fn round(context: &mut Context, number: Int, places: Value) -> Result<Value> {
    let places = operations::index(context, places)?;
    let Some(places) = loose_int(places).filter(|places| places.is_negative()) else {
        return context.int_of(number);
    };
    let bits = magnitude::bit_length(number.view().magnitude());
    // A number of so many bits has fewer digits than that: it rounds to nothing long before.
    let Some(zeros) = places.view().to_isize().map(isize::unsigned_abs).filter(|&zeros| zeros <= bits) else {
        return context.new_int(0);
    };
    let ten = power::power(context, Int::Small(10), Int::Small(zeros as isize))?;
    let Some(unit) = loose_int(ten) else { return context.new_int(0) };
    let (quotient, remainder) = divide::divmod(context, number, unit)?;
    let (Some(quotient), Some(remainder)) = (loose_int(quotient), loose_int(remainder)) else {
        return context.int_of(number);
    };
    let floor = arithmetic::add(context, number.view(), remainder.view().negated())?;
    let doubled = arithmetic::add(context, remainder.view(), remainder.view())?;
    let Some(doubled) = loose_int(doubled) else { return Ok(floor) };
    let up = match doubled.view().integer().compare(unit.view().integer()) {
        Ordering::Less => false,
        Ordering::Equal => quotient.view().is_odd(),
        Ordering::Greater => true,
    };
    match loose_int(floor) {
        Some(floor) if up => arithmetic::add(context, floor.view(), unit.view()),
        _ => Ok(floor),
    }
}
