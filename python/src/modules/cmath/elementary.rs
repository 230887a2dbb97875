//! Roots, logarithms, exponentials and their relatives, on pairs of real and imaginary part.

use core::f64::consts::{E, FRAC_PI_2, LN_2, LN_10};

use libm::{asinh as real_asinh, atan2, copysign, fabs, hypot, ldexp, log as real_log, log1p};

use super::Failure;
use super::special::{self, Function};
use crate::objects::complex::arithmetic::Pair;

type Outcome = Result<Pair, Failure>;

/// From here on squares overflow, with room for factors.
const LARGE: f64 = f64::MAX / 4.0;
/// The square root of [`LARGE`].
const LARGE_ROOT: f64 = 6.703_903_964_971_298e153;
/// The logarithm of [`LARGE`], rounded down: larger exponents need care.
const LARGE_LOGARITHM: f64 = 708.0;

fn sin_cos(angle: f64) -> Pair {
    (libm::sin(angle), libm::cos(angle))
}

/// Where the logarithm of the size is taken of halves, so that the size does not overflow.
fn log_of_half_size(z: Pair) -> f64 {
    real_log(hypot(z.0 / 2.0, z.1 / 2.0))
}

fn is_large(z: Pair) -> bool {
    fabs(z.0) > LARGE || fabs(z.1) > LARGE
}

/// Overflow where a finite argument gives something infinite.
fn checked(z: Pair) -> Outcome {
    if z.0.is_infinite() || z.1.is_infinite() { Err(Failure::Range) } else { Ok(z) }
}

/// z times i.
fn turned(z: Pair) -> Pair {
    (-z.1, z.0)
}

/// z divided by i.
fn turned_back(z: Pair) -> Pair {
    (z.1, -z.0)
}

/// The square root.
pub(super) fn sqrt(z: Pair) -> Outcome {
    if let Some(known) = special::value(Function::Sqrt, z) {
        return known;
    }
    let (real, imaginary) = z;
    if real == 0.0 && imaginary == 0.0 {
        return Ok((0.0, imaginary));
    }
    let (size_real, size_imaginary) = (fabs(real), fabs(imaginary));
    let root = if size_real < f64::MIN_POSITIVE && size_imaginary < f64::MIN_POSITIVE {
        // Subnormal numbers are scaled so that no digits are lost.
        let size_real = ldexp(size_real, 53);
        ldexp(libm::sqrt(size_real + hypot(size_real, ldexp(size_imaginary, 53))), -27)
    } else {
        let size_real = size_real / 8.0;
        2.0 * libm::sqrt(size_real + hypot(size_real, size_imaginary / 8.0))
    };
    let other = size_imaginary / (2.0 * root);
    Ok(if real >= 0.0 { (root, copysign(other, imaginary)) } else { (other, copysign(root, imaginary)) })
}

/// The inverse cosine.
pub(super) fn acos(z: Pair) -> Outcome {
    if let Some(known) = special::value(Function::Acos, z) {
        return known;
    }
    if is_large(z) {
        let size = log_of_half_size(z) + LN_2 * 2.0;
        let imaginary = if z.0 < 0.0 { -copysign(size, z.1) } else { copysign(size, -z.1) };
        return Ok((atan2(fabs(z.1), z.0), imaginary));
    }
    let (a, b) = (sqrt((1.0 - z.0, -z.1))?, sqrt((1.0 + z.0, z.1))?);
    Ok((2.0 * atan2(a.0, b.0), real_asinh(b.0 * a.1 - b.1 * a.0)))
}

/// The inverse hyperbolic cosine.
pub(super) fn acosh(z: Pair) -> Outcome {
    if let Some(known) = special::value(Function::Acosh, z) {
        return known;
    }
    if is_large(z) {
        return Ok((log_of_half_size(z) + LN_2 * 2.0, atan2(z.1, z.0)));
    }
    let (a, b) = (sqrt((z.0 - 1.0, z.1))?, sqrt((z.0 + 1.0, z.1))?);
    Ok((real_asinh(a.0 * b.0 + a.1 * b.1), 2.0 * atan2(a.1, b.0)))
}

/// The inverse sine.
pub(super) fn asin(z: Pair) -> Outcome {
    asinh(turned(z)).map(turned_back)
}

/// The inverse hyperbolic sine.
pub(super) fn asinh(z: Pair) -> Outcome {
    if let Some(known) = special::value(Function::Asinh, z) {
        return known;
    }
    if is_large(z) {
        let size = log_of_half_size(z) + LN_2 * 2.0;
        let real = if z.1 >= 0.0 { copysign(size, z.0) } else { -copysign(size, -z.0) };
        return Ok((real, atan2(z.1, fabs(z.0))));
    }
    let (a, b) = (sqrt((1.0 + z.1, -z.0))?, sqrt((1.0 - z.1, z.0))?);
    Ok((real_asinh(a.0 * b.1 - b.0 * a.1), atan2(z.1, a.0 * b.0 - a.1 * b.1)))
}

/// The inverse tangent.
pub(super) fn atan(z: Pair) -> Outcome {
    atanh(turned(z)).map(turned_back)
}

/// The inverse hyperbolic tangent.
pub(super) fn atanh(z: Pair) -> Outcome {
    if let Some(known) = special::value(Function::Atanh, z) {
        return known;
    }
    // It is odd: the right half plane will do.
    if z.0 < 0.0 || (z.0 == 0.0 && copysign(1.0, z.0) < 0.0) {
        return atanh((-z.0, -z.1)).map(|(real, imaginary)| (-real, -imaginary));
    }
    let size = fabs(z.1);
    // Below, squares of the imaginary part are no normal numbers.
    const TINY: f64 = 1.491_668_146_240_041_3e-154;
    if z.0 > LARGE_ROOT || size > LARGE_ROOT {
        let half = hypot(z.0 / 2.0, z.1 / 2.0);
        return Ok((z.0 / 4.0 / half / half, -copysign(FRAC_PI_2, -z.1)));
    }
    if z.0 == 1.0 && size < TINY {
        if size == 0.0 {
            return Err(Failure::Domain);
        }
        let real = -real_log(libm::sqrt(size) / libm::sqrt(hypot(size, 2.0)));
        return Ok((real, copysign(atan2(2.0, -size) / 2.0, z.1)));
    }
    let real = log1p(4.0 * z.0 / ((1.0 - z.0) * (1.0 - z.0) + size * size)) / 4.0;
    Ok((real, -atan2(-2.0 * z.1, (1.0 - z.0) * (1.0 + z.0) - size * size) / 2.0))
}

/// The exponential function.
pub(super) fn exp(z: Pair) -> Outcome {
    let (sine, cosine) = sin_cos(z.1);
    if z.0.is_infinite() && z.1.is_finite() && z.1 != 0.0 {
        let size = if z.0 > 0.0 { f64::INFINITY } else { 0.0 };
        return Ok((copysign(size, cosine), copysign(size, sine)));
    }
    if let Some(known) = special::value(Function::Exp, z) {
        return known;
    }
    if z.0 > LARGE_LOGARITHM {
        let size = libm::exp(z.0 - 1.0);
        return checked((size * cosine * E, size * sine * E));
    }
    let size = libm::exp(z.0);
    checked((size * cosine, size * sine))
}

/// The hyperbolic cosine.
pub(super) fn cosh(z: Pair) -> Outcome {
    let (sine, cosine) = sin_cos(z.1);
    if z.0.is_infinite() && z.1.is_finite() && z.1 != 0.0 {
        let imaginary = copysign(f64::INFINITY, sine);
        return Ok((copysign(f64::INFINITY, cosine), if z.0 > 0.0 { imaginary } else { -imaginary }));
    }
    if let Some(known) = special::value(Function::Cosh, z) {
        return known;
    }
    if fabs(z.0) > LARGE_LOGARITHM {
        let less = z.0 - copysign(1.0, z.0);
        return checked((cosine * libm::cosh(less) * E, sine * libm::sinh(less) * E));
    }
    checked((cosine * libm::cosh(z.0), sine * libm::sinh(z.0)))
}

/// The cosine.
pub(super) fn cos(z: Pair) -> Outcome {
    cosh(turned(z))
}

/// The hyperbolic sine.
pub(super) fn sinh(z: Pair) -> Outcome {
    let (sine, cosine) = sin_cos(z.1);
    if z.0.is_infinite() && z.1.is_finite() && z.1 != 0.0 {
        let real = copysign(f64::INFINITY, cosine);
        return Ok((if z.0 > 0.0 { real } else { -real }, copysign(f64::INFINITY, sine)));
    }
    if let Some(known) = special::value(Function::Sinh, z) {
        return known;
    }
    if fabs(z.0) > LARGE_LOGARITHM {
        let less = z.0 - copysign(1.0, z.0);
        return checked((cosine * libm::sinh(less) * E, sine * libm::cosh(less) * E));
    }
    checked((cosine * libm::sinh(z.0), sine * libm::cosh(z.0)))
}

/// The sine.
pub(super) fn sin(z: Pair) -> Outcome {
    sinh(turned(z)).map(turned_back)
}

/// The hyperbolic tangent.
pub(super) fn tanh(z: Pair) -> Outcome {
    if z.0.is_infinite() && z.1.is_finite() && z.1 != 0.0 {
        let (sine, cosine) = sin_cos(z.1);
        return Ok((copysign(1.0, z.0), copysign(0.0, 2.0 * sine * cosine)));
    }
    if let Some(known) = special::value(Function::Tanh, z) {
        return known;
    }
    if fabs(z.0) > LARGE_LOGARITHM {
        let (sine, cosine) = sin_cos(z.1);
        return Ok((copysign(1.0, z.0), 4.0 * sine * cosine * libm::exp(-2.0 * fabs(z.0))));
    }
    let (hyperbolic, tangent) = (libm::tanh(z.0), libm::tan(z.1));
    let shrink = 1.0 / libm::cosh(z.0);
    let product = hyperbolic * tangent;
    let divisor = 1.0 + product * product;
    Ok((hyperbolic * (1.0 + tangent * tangent) / divisor, tangent / divisor * shrink * shrink))
}

/// The tangent.
pub(super) fn tan(z: Pair) -> Outcome {
    tanh(turned(z)).map(turned_back)
}

/// The natural logarithm.
pub(super) fn log(z: Pair) -> Outcome {
    if let Some(known) = special::value(Function::Log, z) {
        return known;
    }
    let (size_real, size_imaginary) = (fabs(z.0), fabs(z.1));
    let real = if is_large(z) {
        log_of_half_size(z) + LN_2
    } else if size_real < f64::MIN_POSITIVE && size_imaginary < f64::MIN_POSITIVE {
        if size_real == 0.0 && size_imaginary == 0.0 {
            return Err(Failure::Domain);
        }
        real_log(hypot(ldexp(size_real, 53), ldexp(size_imaginary, 53))) - 53.0 * LN_2
    } else {
        let size = hypot(size_real, size_imaginary);
        if (0.71..=1.73).contains(&size) {
            // Near 1 the logarithm is small, and the size would lose its digits.
            let (most, least) = if size_real > size_imaginary { (size_real, size_imaginary) } else { (size_imaginary, size_real) };
            log1p((most - 1.0) * (most + 1.0) + least * least) / 2.0
        } else {
            real_log(size)
        }
    };
    Ok((real, atan2(z.1, z.0)))
}

/// The logarithm to the base 10.
pub(super) fn log10(z: Pair) -> Outcome {
    log(z).map(|(real, imaginary)| (real / LN_10, imaginary / LN_10))
}

/// The number of a radius and an angle.
pub(super) fn rect(radius: f64, angle: f64) -> Outcome {
    let (sine, cosine) = sin_cos(angle);
    if radius.is_infinite() && angle.is_finite() && angle != 0.0 {
        let (real, imaginary) = (copysign(f64::INFINITY, cosine), copysign(f64::INFINITY, sine));
        return Ok(if radius > 0.0 { (real, imaginary) } else { (-real, -imaginary) });
    }
    if let Some(known) = special::value(Function::Rect, (radius, angle)) {
        return known;
    }
    // The angle's zero keeps its sign.
    Ok((radius * cosine, if angle == 0.0 { radius * angle } else { radius * sine }))
}
