//! Big integers to and from bytes, as `int.to_bytes` and `int.from_bytes`.

use super::BignumError;
use super::limb::{LIMB_BYTES, Limb};
use super::magnitude::{bit_length, limb_at, negate_in_place, normalized_length, trailing_zeros};
use super::signed::{Integer, Written};

/// The order of the bytes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrder {
    /// The lowest byte first.
    Little,
    /// The highest byte first.
    Big,
}

/// Limbs that [`from_bytes`] writes at most.
pub fn limbs_for_bytes(length: usize) -> usize {
    length.div_ceil(LIMB_BYTES)
}

/// Writes the number over the whole of `out`, in two's complement if `signed`.
///
/// Fails with `Negative` ("can't convert negative int to unsigned") or `TooLarge` ("int too big to convert").
pub fn to_bytes(integer: Integer<'_>, out: &mut [u8], order: ByteOrder, signed: bool) -> Result<(), BignumError> {
    let integer = Integer::new(integer.negative, integer.magnitude);
    if integer.negative && !signed {
        return Err(BignumError::Negative);
    }
    let bits = bit_length(integer.magnitude);
    // -2^(n-1) needs no bit for its sign beyond the n of its magnitude.
    let lowest = integer.negative && trailing_zeros(integer.magnitude).is_some_and(|zeros| zeros.saturating_add(1) == bits);
    let needed = if signed && !lowest && bits != 0 { bits.saturating_add(1) } else { bits };
    // CPython lets -1 into no bytes at all, as the sign of nothing.
    let nothing = out.is_empty() && integer.negative && bits == 1;
    if needed > out.len().saturating_mul(8) && !nothing {
        return Err(BignumError::TooLarge);
    }
    let mut carry = integer.negative;
    let mut write = |index: usize, slot: &mut u8| {
        let limb = limb_at(integer.magnitude, index / LIMB_BYTES);
        let byte = limb.to_le_bytes().get(index % LIMB_BYTES).copied().unwrap_or(0);
        *slot = if integer.negative {
            let (flipped, overflow) = (!byte).overflowing_add(carry as u8);
            carry = overflow;
            flipped
        } else {
            byte
        };
    };
    match order {
        ByteOrder::Little => out.iter_mut().enumerate().for_each(|(index, slot)| write(index, slot)),
        ByteOrder::Big => out.iter_mut().rev().enumerate().for_each(|(index, slot)| write(index, slot)),
    }
    Ok(())
}

/// Reads a number, two's complement if `signed`. `out` has [`limbs_for_bytes`] limbs.
pub fn from_bytes(bytes: &[u8], order: ByteOrder, signed: bool, out: &mut [Limb]) -> Result<Written, BignumError> {
    let out = out.get_mut(..limbs_for_bytes(bytes.len())).ok_or(BignumError::OutputTooSmall)?;
    let top = match order {
        ByteOrder::Little => bytes.last(),
        ByteOrder::Big => bytes.first(),
    };
    let negative = signed && top.is_some_and(|&byte| byte >= 0x80);
    let fill = if negative { 0xff } else { 0 };
    let assemble = |slot: &mut Limb, piece: &mut dyn Iterator<Item = u8>| {
        let mut buffer = [fill; LIMB_BYTES];
        buffer.iter_mut().zip(piece).for_each(|(slot, byte)| *slot = byte);
        *slot = Limb::from_le_bytes(buffer);
    };
    match order {
        ByteOrder::Little => {
            for (slot, piece) in out.iter_mut().zip(bytes.chunks(LIMB_BYTES)) {
                assemble(slot, &mut piece.iter().copied());
            }
        }
        ByteOrder::Big => {
            for (slot, piece) in out.iter_mut().zip(bytes.rchunks(LIMB_BYTES)) {
                assemble(slot, &mut piece.iter().rev().copied());
            }
        }
    }
    if negative {
        negate_in_place(out);
    }
    Ok(Written::new(negative, normalized_length(out)))
}
