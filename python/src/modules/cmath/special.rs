//! Values where a part of the argument is infinite or NaN (ISO/IEC 9899:2018, annex G.6, and what CPython prints where that leaves a choice).

use core::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};

use super::Failure;
use crate::objects::complex::arithmetic::Pair;

/// The functions that have a table.
#[derive(Clone, Copy, Debug)]
pub(super) enum Function {
    Acos,
    Acosh,
    Asinh,
    Atanh,
    Cosh,
    Exp,
    Log,
    Sinh,
    Sqrt,
    Tanh,
    Rect,
}

/// For each function a row for each class of the real part, in it two letters for each class of the imaginary part. A capital, `o` or `J` is the
/// negative of: `i` infinity, `0`, `1`, `p` pi, `h` its half, `q` its quarter, `t` three quarters of it. `n` is NaN, `E` outside the domain.
static TABLES: [[&[u8; 14]; 7]; 11] = [
    [b"tipipipIpItIni", b"hi........hInn", b"hi........hIhn", b"hi........hIhn", b"hi........hInn", b"qi0i0i0I0IqIni", b"ninnnnnnnnnInn"],
    [b"iTiPiPipipitin", b"iH........ihnn", b"iH........ihnn", b"iH........ihnn", b"iH........ihnn", b"iQioioi0i0iqin", b"innnnnnnnninnn"],
    [b"IQIoIoI0I0IqIn", b"IH........Ihnn", b"IH........Ihnn", b"iH........ihnn", b"iH........ihnn", b"iQioioi0i0iqin", b"innnnon0nninnn"],
    [b"oHoHoHohohohon", b"oH........ohnn", b"oH........ohon", b"0H........0h0n", b"0H........0hnn", b"0H0H0H0h0h0h0n", b"0Hnnnnnnnn0hnn"],
    [b"EEiii0ioiIEEin", b"EE........EEnn", b"EE........EEn0", b"EE........EEn0", b"EE........EEnn", b"EEiIioi0iiEEin", b"nnnnn0n0nnnnnn"],
    [b"000o0o00000000", b"EE........EEnn", b"EE........EEnn", b"EE........EEnn", b"EE........EEnn", b"EEiIioi0iiEEin", b"nnnnnon0nnnnnn"],
    [b"iTiPiPipipitin", b"iH........ihnn", b"iH........ihnn", b"iH........ihnn", b"iH........ihnn", b"iQioioi0i0iqin", b"innnnnnnnninnn"],
    [b"EEIIIoI0IiEEin", b"EE........EEnn", b"EE........EE0n", b"EE........EE0n", b"EE........EEnn", b"EEiIioi0iiEEin", b"nnnnnon0nnnnnn"],
    [b"iI0I0I0i0iiini", b"iI........iinn", b"iI........iinn", b"iI........iinn", b"iI........iinn", b"iIioioi0i0iiin", b"iInnnnnnnniinn"],
    [b"J0JoJoJ0J0J0J0", b"EE........EEnn", b"EE........EEnn", b"EE........EEnn", b"EE........EEnn", b"101o1o10101010", b"nnnnnon0nnnnnn"],
    [b"EEIiI0IoIIEEin", b"EE........EEnn", b"00........0000", b"00........0000", b"EE........EEnn", b"EEiIioi0iiEEin", b"nnnnn0n0nnnnnn"],
];

/// The class of a number: -infinity, negative, -0, 0, positive, infinity, NaN.
fn class(number: f64) -> usize {
    if number.is_nan() {
        6
    } else if number == 0.0 {
        if number.is_sign_negative() { 2 } else { 3 }
    } else if number.is_infinite() {
        if number < 0.0 { 0 } else { 5 }
    } else if number < 0.0 {
        1
    } else {
        4
    }
}

fn number(letter: u8) -> Option<f64> {
    Some(match letter {
        b'0' => 0.0,
        b'o' => -0.0,
        b'1' => 1.0,
        b'J' => -1.0,
        b'i' => f64::INFINITY,
        b'I' => f64::NEG_INFINITY,
        b'n' => f64::NAN,
        b'p' => PI,
        b'P' => -PI,
        b'h' => FRAC_PI_2,
        b'H' => -FRAC_PI_2,
        b'q' => FRAC_PI_4,
        b'Q' => -FRAC_PI_4,
        b't' => 3.0 * FRAC_PI_4,
        b'T' => -3.0 * FRAC_PI_4,
        _ => return None,
    })
}

/// A function's value, if a part of the argument is not finite.
pub(super) fn value(function: Function, z: Pair) -> Option<Result<Pair, Failure>> {
    if z.0.is_finite() && z.1.is_finite() {
        return None;
    }
    let row = TABLES.get(function as usize)?.get(class(z.0))?;
    let at = class(z.1).wrapping_mul(2);
    let (real, imaginary) = (number(*row.get(at)?), number(*row.get(at.wrapping_add(1))?));
    Some(match (real, imaginary) {
        (Some(real), Some(imaginary)) => Ok((real, imaginary)),
        _ => Err(Failure::Domain),
    })
}
