//! Text of ints: digits in any radix, with CPython's limit on conversions that take quadratic time.

use copperhead_stencils::layout::object::Kind;
use copperhead_stencils::value::Value;

use super::class_list::ClassId;
use super::integer::arithmetic::Int;
use super::integer::view::IntegerView;
use super::number_glue::loose_int;
use super::table::BUFFER_DATA;
use super::text;
use crate::context::Context;
use crate::error::{Raised, Result};
use crate::numeric::bignum::{magnitude, radix};

/// Conversions of up to so many digits are never refused.
pub(crate) const DIGITS_ALWAYS_ALLOWED: usize = 640;
/// The limit on digits that a run starts with.
pub(crate) const DEFAULT_DIGIT_LIMIT: usize = 4300;

/// Digits of a machine integer fill at most this, with a sign.
const SMALL_TEXT: usize = 72;

/// `str(number)`.
///
/// # Errors
/// ValueError for too many digits, MemoryError.
pub(crate) fn decimal(context: &mut Context, number: Int) -> Result<Value> {
    match number {
        Int::Small(number) => small_text(context, number, 10, ""),
        Int::Big(view) => big_text(context, &view, 10, ""),
    }
}

/// The text of an int (any int object) in a radix, after a prefix such as `0x`.
///
/// # Errors
/// ValueError for too many digits, MemoryError, SystemError for what is no int.
pub(crate) fn in_radix(context: &mut Context, value: Value, radix: u32, prefix: &str) -> Result<Value> {
    match loose_int(value) {
        Some(Int::Small(number)) => small_text(context, number, radix, prefix),
        Some(Int::Big(view)) => big_text(context, &view, radix, prefix),
        None => Err(context.raise_system("not an int")),
    }
}

fn small_text(context: &mut Context, number: isize, radix: u32, prefix: &str) -> Result<Value> {
    let mut buffer = [0u8; SMALL_TEXT];
    let mut rest = number.unsigned_abs();
    let mut places = buffer.iter_mut().rev();
    let mut length = 0usize;
    let mut put = |byte: u8| {
        if let Some(place) = places.next() {
            *place = byte;
            length = length.wrapping_add(1);
        }
    };
    loop {
        // The constant lets the compiler multiply instead of dividing.
        let digit = if radix == 10 {
            let digit = rest % 10;
            rest /= 10;
            digit
        } else {
            let digit = rest.checked_rem(radix as usize).unwrap_or(0);
            rest = rest.checked_div(radix as usize).unwrap_or(0);
            digit
        };
        put(char::from_digit(digit as u32, radix.clamp(2, 36)).map_or(b'0', |digit| digit as u8));
        if rest == 0 {
            break;
        }
    }
    prefix.bytes().rev().for_each(&mut put);
    if number < 0 {
        put(b'-');
    }
    let start = SMALL_TEXT.wrapping_sub(length);
    let text = buffer.get(start..).and_then(|bytes| core::str::from_utf8(bytes).ok());
    context.new_str(text.unwrap_or(""))
}

/// The error of a conversion to text with too many digits.
#[cold]
fn raise_limit(context: &mut Context) -> Raised {
    let limit = context.limits.integer_digits;
    context.raise(
        ClassId::ValueError,
        format_args!(
            "Exceeds the limit ({limit} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"
        ),
    )
}

/// Refuses to read so many decimal digits.
///
/// # Errors
/// ValueError.
pub(crate) fn check_digits(context: &mut Context, radix: u32, digits: usize) -> Result<()> {
    let limit = context.limits.integer_digits;
    if radix.is_power_of_two() || limit == 0 || digits <= limit || digits <= DIGITS_ALWAYS_ALLOWED {
        return Ok(());
    }
    Err(context.raise(
        ClassId::ValueError,
        format_args!(
            "Exceeds the limit ({limit} digits) for integer string conversion: value has {digits} digits; use sys.set_int_max_str_digits() to increase the limit"
        ),
    ))
}

fn big_text(context: &mut Context, number: &IntegerView, radix: u32, prefix: &str) -> Result<Value> {
    let (data, length) = digits(context, number, radix)?;
    let sign = usize::from(number.is_negative());
    let fresh = context.new_str_cell(sign.saturating_add(prefix.len()).saturating_add(length), 1, true)?;
    // SAFETY: the str has room for sign, prefix and digits; the buffer holds the digits and is not used any more.
    unsafe {
        let place = text::str_data(fresh);
        if sign != 0 {
            *place = b'-';
        }
        core::ptr::copy_nonoverlapping(prefix.as_ptr(), place.add(sign), prefix.len());
        core::ptr::copy_nonoverlapping(data, place.add(sign).add(prefix.len()), length);
        context.free_buffer(data);
    }
    Ok(fresh)
}

/// The digits of a number's magnitude in a heap buffer: its data, to be given back with `free_buffer`, and how many.
///
/// # Errors
/// ValueError for too many digits, MemoryError.
pub(crate) fn digits(context: &mut Context, number: &IntegerView, radix: u32) -> Result<(*mut u8, usize)> {
    let limbs = number.magnitude();
    let bits = magnitude::bit_length(limbs);
    let limit = context.limits.integer_digits;
    let limited = !radix.is_power_of_two() && limit != 0;
    // 0.301 is a little less than the digits per bit: what has more than the limit for sure is refused before the work.
    if limited && bits / 1000 > limit.max(DIGITS_ALWAYS_ALLOWED) / 301 + 1 {
        return Err(raise_limit(context));
    }
    let size = radix::text_size(bits, radix);
    let cell = context.allocate(Kind::Bytes8, size.saturating_add(BUFFER_DATA))?;
    // SAFETY: the cell has room for `size` bytes behind its header; the pointer keeps it alive.
    let (data, out) = unsafe {
        let data: *mut u8 = cell.as_ptr().byte_add(BUFFER_DATA).cast();
        (data, core::slice::from_raw_parts_mut(data, size))
    };
    let scratch = if radix.is_power_of_two() { 0 } else { limbs.len() };
    let length = context.with_scratch(scratch, |scratch, meter| radix::to_text(limbs, radix, out, scratch, meter))?;
    if limited && length > limit && length > DIGITS_ALWAYS_ALLOWED {
        return Err(raise_limit(context));
    }
    Ok((data, length))
}
