//! The relocations of x86-64, as "System V Application Binary Interface, AMD64 Architecture Processor
//! Supplement" (psABI), section 4.4.1 "Relocation Types", defines them.

use super::{Fault, RelocationKind, field, reaches};
use crate::island;

/// A relocation kind, spelt as in the psABI.
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// 64 bits, `S + A`.
    R_X86_64_64,
    /// 32 bits, `S + A`, which the processor zero-extends.
    R_X86_64_32,
    /// 32 bits, `S + A`, which the processor sign-extends.
    R_X86_64_32S,
    /// 32 bits, `S + A - P`.
    R_X86_64_PC32,
    /// 32 bits, `L + A - P`; there is no procedure linkage table here, so `L` is `S`.
    R_X86_64_PLT32,
}

/// One row of the table: where the value goes, from what it is counted, and what fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The kind's number in an ELF file.
    pub elf: u32,
    /// The field's bytes; it is the whole of them, little-endian, at any alignment.
    pub width: usize,
    /// Whether the field holds the distance from its own address (`P`).
    pub relative: bool,
    /// The least value that fits.
    pub minimum: i64,
    /// The greatest value that fits.
    pub maximum: i64,
}

impl Kind {
    /// Every kind, in the order of the enum.
    pub const ALL: [Kind; 5] = [Kind::R_X86_64_64, Kind::R_X86_64_32, Kind::R_X86_64_32S, Kind::R_X86_64_PC32, Kind::R_X86_64_PLT32];

    /// The kind's row in psABI 4.4.1, table "Relocation Types"; the ranges follow from its text below the
    /// table: `R_X86_64_32` must zero-extend and `R_X86_64_32S` sign-extend to the original value.
    #[inline(always)]
    pub const fn row(self) -> Row {
        const LOW: i64 = i32::MIN as i64;
        const HIGH: i64 = i32::MAX as i64;
        const fn row(elf: u32, width: usize, relative: bool, minimum: i64, maximum: i64) -> Row {
            Row { elf, width, relative, minimum, maximum }
        }
        match self {
            // word64: S + A
            Kind::R_X86_64_64 => row(1, 8, false, i64::MIN, i64::MAX),
            // word32: S + A, zero-extended
            Kind::R_X86_64_32 => row(10, 4, false, 0, u32::MAX as i64),
            // word32: S + A, sign-extended
            Kind::R_X86_64_32S => row(11, 4, false, LOW, HIGH),
            // word32: S + A - P
            Kind::R_X86_64_PC32 => row(2, 4, true, LOW, HIGH),
            // word32: L + A - P
            Kind::R_X86_64_PLT32 => row(4, 4, true, LOW, HIGH),
        }
    }
}

/// Stores a field: it is whole bytes, so that this clears and sets it at once.
#[inline(always)]
fn store<const N: usize>(code: &mut [u8], offset: usize, bytes: [u8; N]) -> Result<(), Fault> {
    let end = offset.checked_add(N).ok_or(Fault::Outside)?;
    match code.get_mut(offset..end).and_then(|field| field.first_chunk_mut::<N>()) {
        Some(field) => {
            *field = bytes;
            Ok(())
        }
        None => Err(Fault::Outside),
    }
}

/// Copies bytes, most often few of them, without a call: pieces from both ends, which overlap in the middle.
#[inline(always)]
fn copy_short(to: &mut [u8], from: &[u8]) {
    #[inline(always)]
    fn ends<const N: usize>(to: &mut [u8], from: &[u8]) {
        if let (Some(to), Some(from)) = (to.first_chunk_mut::<N>(), from.first_chunk::<N>()) {
            *to = *from;
        }
        if let (Some(to), Some(from)) = (to.last_chunk_mut::<N>(), from.last_chunk::<N>()) {
            *to = *from;
        }
    }
    match from.len() {
        17..=32 => ends::<16>(to, from),
        8..=16 => ends::<8>(to, from),
        33..=64 => ends::<32>(to, from),
        65..=128 => ends::<64>(to, from),
        4..=7 => ends::<4>(to, from),
        _ if to.len() == from.len() => to.copy_from_slice(from),
        _ => (),
    }
}

impl RelocationKind for Kind {
    /// Conditional jumps reach ±2 GiB (`jcc rel32`), so a region is one chunk of any size that
    /// this crate lays out.
    const CHUNK_LIMIT: u32 = 1 << 30;
    const REGION_LIMIT: u32 = 1 << 30;
    /// `jmp rel32`.
    const TAIL_LENGTH: u32 = 5;
    const ISLAND_LENGTH: u32 = 16;

    #[inline(always)]
    fn width(self) -> usize {
        self.row().width
    }

    #[inline(always)]
    fn write(self, code: &mut [u8], offset: usize, place: u64, value: u64) -> Result<(), Fault> {
        // The kinds come in any order: few branches, which are hard to foresee.
        if (self as u8) < Kind::R_X86_64_32S as u8 {
            if self == Kind::R_X86_64_64 {
                return store(code, offset, value.to_le_bytes());
            }
            let encoded = u32::try_from(value).map_err(|_| Fault::OutOfRange)?;
            return store(code, offset, encoded.to_le_bytes());
        }
        let relative = u64::from(self as u8 >= Kind::R_X86_64_PC32 as u8);
        let encoded = value.wrapping_sub(place & relative.wrapping_neg());
        if encoded as i32 as u64 != encoded {
            return Err(Fault::OutOfRange);
        }
        store(code, offset, (encoded as u32).to_le_bytes())
    }

    #[inline(always)]
    fn copy(to: &mut [u8], from: &[u8]) {
        copy_short(to, from);
    }

    fn read(self, code: &[u8], offset: usize, place: u64) -> Option<u64> {
        let row = self.row();
        let encoded = if row.width == 8 {
            u64::from_le_bytes(*field(code, offset)?)
        } else if row.minimum < 0 {
            i64::from(i32::from_le_bytes(*field(code, offset)?)) as u64
        } else {
            u64::from(u32::from_le_bytes(*field(code, offset)?))
        };
        Some(if row.relative { encoded.wrapping_add(place) } else { encoded })
    }

    fn write_jump(code: &mut [u8], place: u64, destination: u64) -> Result<(), Fault> {
        island::x86_64::write_jump(code, place, destination)
    }

    fn write_trap(code: &mut [u8]) {
        island::x86_64::write_trap(code);
    }

    fn write_island(code: &mut [u8], destination: u64) -> Result<(), Fault> {
        island::x86_64::write_island(code, destination)
    }
}

/// Jumps reach as far as the limits want.
const _: () = {
    let jump = Kind::R_X86_64_PC32.row();
    assert!(reaches(jump.minimum, jump.maximum, Kind::CHUNK_LIMIT) && reaches(jump.minimum, jump.maximum, Kind::REGION_LIMIT));
};

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: u64 = 0x7fff_1234_5679;

    /// The bytes around the field must survive, the field's old content must not.
    fn round_trip(kind: Kind, place: u64, value: u64) {
        for offset in 0..8 {
            let mut code = [0xa5_u8; 16];
            assert_eq!(kind.write(&mut code, offset, place, value), Ok(()), "{kind:?} {value:#x}");
            assert_eq!(kind.read(&code, offset, place), Some(value), "{kind:?} {value:#x}");
            for (index, byte) in code.iter().enumerate() {
                if index < offset || index >= offset + kind.width() {
                    assert_eq!(*byte, 0xa5, "{kind:?} wrote outside its field");
                }
            }
        }
    }

    #[test]
    fn extremes_and_neighbours_come_back() {
        for kind in Kind::ALL {
            let row = kind.row();
            let base = if row.relative { PLACE } else { 0 };
            for value in [row.minimum, row.minimum + 1, 0, 1, row.maximum - 1, row.maximum] {
                round_trip(kind, PLACE, base.wrapping_add(value as u64));
            }
        }
    }

    #[test]
    fn one_beyond_each_extreme_is_refused_and_nothing_is_written() {
        for kind in Kind::ALL {
            let row = kind.row();
            let base = if row.relative { PLACE } else { 0 };
            for value in [row.minimum.checked_sub(1), row.maximum.checked_add(1)].into_iter().flatten() {
                let mut code = [0x5a_u8; 8];
                let value = base.wrapping_add(value as u64);
                assert_eq!(kind.write(&mut code, 0, PLACE, value), Err(Fault::OutOfRange), "{kind:?}");
                assert_eq!(code, [0x5a; 8]);
            }
        }
    }

    #[test]
    fn a_field_that_is_not_inside_the_code_is_refused() {
        for kind in Kind::ALL {
            let mut code = [0_u8; 12];
            let last = code.len() - kind.width();
            assert_eq!(kind.write(&mut code, last, 0, 0), Ok(()));
            for offset in [last + 1, 12, 13, usize::MAX - 3, usize::MAX] {
                assert_eq!(kind.write(&mut code, offset, 0, 0), Err(Fault::Outside), "{kind:?} {offset}");
                assert_eq!(kind.read(&code, offset, 0), None);
            }
        }
    }

    #[test]
    fn distances_wrap_around_the_address_space() {
        round_trip(Kind::R_X86_64_PC32, u64::MAX - 10, 20);
        round_trip(Kind::R_X86_64_PC32, 20, u64::MAX - 10);
        round_trip(Kind::R_X86_64_PLT32, 0xffff_ffff_8000_0001, 0);
    }

    #[test]
    fn known_encodings() {
        // e8 = call rel32, from 0x1000 to 0x2000: the addend -4 counts from the end of the field.
        let mut code = [0xe8, 0, 0, 0, 0];
        assert_eq!(Kind::R_X86_64_PLT32.write(&mut code, 1, 0x1001, 0x2000 - 4), Ok(()));
        assert_eq!(code, [0xe8, 0xfb, 0x0f, 0, 0]);
        let numbers = Kind::ALL.map(|kind| kind.row().elf);
        assert_eq!(numbers, [1, 10, 11, 2, 4]);
    }
}
