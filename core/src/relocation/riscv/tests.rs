//! Tests of RISC-V's table: every kind at its extremes, one beyond, and against instructions encoded by an assembler; for RV64 and RV32 alike.

use super::*;

type Kind64 = Kind<64>;
type Kind32 = Kind<32>;

/// Runs each of these for either width of an address.
macro_rules! for_both_widths {
    ($($name:ident)*) => {
        mod rv64 {
            $(#[test] fn $name() { super::$name::<64>(); })*
        }
        mod rv32 {
            $(#[test] fn $name() { super::$name::<32>(); })*
        }
    };
}

for_both_widths! {
    extremes_neighbours_and_every_bit_come_back
    one_step_beyond_each_extreme_is_refused_and_nothing_is_written
    halves_make_a_whole_with_the_carry
    odd_destinations_are_refused
    a_slot_beyond_the_immediate_is_an_error_and_not_another_slot
    a_field_that_is_not_inside_the_code_is_refused
    ranges_are_those_of_the_instructions
}

/// On RV32 its low half, whose highest bit is set.
const PLACE: u64 = 0x0000_003f_8765_4320;

/// An address as the machine has it.
const fn address<const XLEN: u32>(value: u64) -> u64 {
    if XLEN == 32 { value & 0xffff_ffff } else { value }
}

/// What a result is counted from.
fn base<const XLEN: u32>(row: Row) -> u64 {
    match row.operation {
        Operation::Relative | Operation::RelativeLow => address::<XLEN>(PLACE),
        _ => 0,
    }
}

/// The part of a value that a kind holds.
fn held<const XLEN: u32>(row: Row, value: u64) -> u64 {
    let base = base::<XLEN>(row);
    address::<XLEN>(match (row.operation, row.field) {
        (Operation::Low | Operation::RelativeLow, _) => value.wrapping_sub(base) & 0xfff,
        (_, Field::U) => (value.wrapping_sub(base).wrapping_add(0x800) & !0xfff).wrapping_add(base),
        _ => value,
    })
}

fn is_branch(row: Row) -> bool {
    matches!(row.field, Field::B | Field::J)
}

/// How far apart results are.
fn step(row: Row) -> i64 {
    if is_branch(row) { 2 } else { 1 }
}

/// The least and the greatest result that a machine of this width can have, without bits that the field cannot hold.
fn extremes<const XLEN: u32>(row: Row) -> (i64, i64) {
    let (least, greatest) = if XLEN == 32 { (i64::from(i32::MIN), i64::from(i32::MAX)) } else { (i64::MIN, i64::MAX) };
    (row.minimum.max(least), row.maximum.min(greatest) & -step(row))
}

fn round_trip<const XLEN: u32>(kind: Kind<XLEN>, result: i64) {
    let row = kind.row();
    let place = address::<XLEN>(PLACE);
    let value = address::<XLEN>(base::<XLEN>(row).wrapping_add(result as u64));
    // A number of RV32 may come with its sign extended.
    for value in [value, if XLEN == 32 { value as i32 as u64 } else { value }] {
        for offset in 0..8 {
            for background in [0_u8, 0xff, 0xa5] {
                let mut code = [background; 16];
                assert_eq!(kind.write(&mut code, offset, place, value), Ok(()), "{kind:?} {value:#x}");
                assert_eq!(kind.read(&code, offset, place), Some(held::<XLEN>(row, value)), "{kind:?} {value:#x}");
                // Whatever does not belong to the field stays.
                let window = u64::from_le_bytes(code[offset..offset + 8].try_into().unwrap());
                let before = u64::from_le_bytes([background; 8]);
                let mask = if row.field == Field::Call { 0xfff0_0000_ffff_f000 } else { u64::from(row.field.mask()) };
                assert_eq!(window & !mask, before & !mask, "{kind:?} wrote outside its field");
                assert!(code[..offset].iter().chain(&code[offset + 8..]).all(|byte| *byte == background));
            }
        }
    }
}

fn extremes_neighbours_and_every_bit_come_back<const XLEN: u32>() {
    for kind in Kind::<XLEN>::ALL {
        let row = kind.row();
        let (step, (least, greatest)) = (step(row), extremes::<XLEN>(row));
        for result in [least, least + step, -step, 0, step, greatest - step, greatest] {
            round_trip(kind, result);
        }
        for bit in 0..XLEN - 1 {
            for result in [1_i64 << bit, -(1_i64 << bit)] {
                if result % step == 0 && result >= least && result <= greatest {
                    round_trip(kind, result);
                }
            }
        }
    }
}

#[test]
fn rv32_takes_every_address() {
    for value in [0, 1, 0x7ff, 0x800, 0x7fff_f7ff, 0x7fff_f800, 0x7fff_ffff, 0x8000_0000, 0xffff_f7ff, 0xffff_f800, 0xffff_ffff] {
        for kind in [Kind32::R_RISCV_HI20, Kind32::R_RISCV_LO12_I, Kind32::R_RISCV_LO12_S] {
            round_trip(kind, value as i64);
        }
        let (mut upper, mut lower) = ([0; 4], [0; 4]);
        assert_eq!(Kind32::R_RISCV_HI20.write(&mut upper, 0, 0, value), Ok(()));
        assert_eq!(Kind32::R_RISCV_LO12_I.write(&mut lower, 0, 0, value), Ok(()));
        let sum = (u32::from_le_bytes(upper) & 0xffff_f000).wrapping_add_signed((u32::from_le_bytes(lower) as i32) >> 20);
        assert_eq!(u64::from(sum), value, "as lui and addi compute it");
    }
    // Negative numbers come with their sign extended; what is longer than 32 bits does not come at all.
    let mut code = [0; 4];
    assert_eq!(Kind32::R_RISCV_TPREL_LO12_I.write(&mut code, 0, 0, (-8_i64) as u64), Ok(()));
    assert_eq!(Kind32::R_RISCV_TPREL_LO12_I.read(&code, 0, 0), Some(0xffff_fff8));
    for value in [1 << 32, i64::MIN as u64, (i64::from(i32::MIN) - 1) as u64] {
        assert_eq!(Kind32::R_RISCV_LO12_I.write(&mut code, 0, 0, value), Err(Fault::OutOfRange));
    }
}

fn one_step_beyond_each_extreme_is_refused_and_nothing_is_written<const XLEN: u32>() {
    let mut refused = 0;
    for kind in Kind::<XLEN>::ALL {
        let row = kind.row();
        let (least, greatest) = extremes::<XLEN>(row);
        for result in [least.checked_sub(step(row)), greatest.checked_add(step(row))].into_iter().flatten() {
            if XLEN == 32 && i32::try_from(result).is_err() {
                continue; // it is another number, modulo 2³²
            }
            let mut code = [0x5a_u8; 8];
            let value = address::<XLEN>(base::<XLEN>(row).wrapping_add(result as u64));
            let place = address::<XLEN>(PLACE);
            assert_eq!(kind.write(&mut code, 0, place, value), Err(Fault::OutOfRange), "{kind:?} {result:#x}");
            assert_eq!(code, [0x5a; 8]);
            refused += 1;
        }
    }
    assert_eq!(refused, 2 * if XLEN == 32 { 4 } else { 7 }, "so many kinds have a range");
}

fn halves_make_a_whole_with_the_carry<const XLEN: u32>() {
    let place = address::<XLEN>(PLACE);
    for distance in [0_i64, 0x7ff, 0x800, 0x801, 0xfff, 0x1000, -1, -0x800, -0x801, 0x1234_5fff, -0x1234_5801, 0x7fff_f7ff, -0x8000_0800] {
        let (mut upper, mut lower, mut store) = ([0; 4], [0; 4], [0; 4]);
        let value = address::<XLEN>(place.wrapping_add(distance as u64));
        assert_eq!(Kind::<XLEN>::R_RISCV_PCREL_HI20.write(&mut upper, 0, place, value), Ok(()));
        // The lower half stands four bytes on, which the build adds to the addend.
        assert_eq!(Kind::<XLEN>::R_RISCV_PCREL_LO12_I.write(&mut lower, 0, place + 4, value + 4), Ok(()));
        assert_eq!(Kind::<XLEN>::R_RISCV_PCREL_LO12_S.write(&mut store, 0, place + 4, value + 4), Ok(()));
        let mut call = [0; 8];
        assert_eq!(Kind::<XLEN>::R_RISCV_CALL_PLT.write(&mut call, 0, place, value), Ok(()));
        assert_eq!(call[..4], upper);
        assert_eq!(call[4..], lower);
        let high = i64::from((u32::from_le_bytes(upper) & 0xffff_f000) as i32);
        for low in [Field::I.immediate(u32::from_le_bytes(lower)), Field::S.immediate(u32::from_le_bytes(store))] {
            let sum = address::<XLEN>((high + low) as u64);
            assert_eq!(sum, address::<XLEN>(distance as u64), "as auipc and what follows compute it");
        }
    }
}

fn odd_destinations_are_refused<const XLEN: u32>() {
    let place = address::<XLEN>(PLACE);
    for kind in [Kind::<XLEN>::R_RISCV_BRANCH, Kind::R_RISCV_JAL] {
        let mut code = [0x5a_u8; 8];
        assert_eq!(kind.write(&mut code, 0, place, place + 1), Err(Fault::Misaligned), "{kind:?}");
        assert_eq!(code, [0x5a; 8]);
    }
}

fn a_slot_beyond_the_immediate_is_an_error_and_not_another_slot<const XLEN: u32>() {
    let width = if XLEN == 32 { 0x2000 } else { 0x3000 };
    let mut code = (0x0005_8783_u32 | width).to_le_bytes(); // lw or ld a5, 0(a1)
    assert_eq!(Kind::<XLEN>::R_RISCV_TPREL_LO12_I.write(&mut code, 0, 0, 2040), Ok(()));
    assert_eq!(u32::from_le_bytes(code), 0x7f85_8783 | width); // lw or ld a5, 2040(a1)
    assert_eq!(Kind::<XLEN>::R_RISCV_TPREL_LO12_I.write(&mut code, 0, 0, 2048), Err(Fault::OutOfRange));
    assert_eq!(Kind::<XLEN>::R_RISCV_TPREL_LO12_S.write(&mut code, 0, 0, 2048), Err(Fault::OutOfRange));
}

fn a_field_that_is_not_inside_the_code_is_refused<const XLEN: u32>() {
    let place = address::<XLEN>(PLACE);
    for kind in Kind::<XLEN>::ALL {
        let mut code = [0_u8; 12];
        let value = base::<XLEN>(kind.row());
        let last = code.len() - kind.width();
        assert_eq!(kind.write(&mut code, last, place, value), Ok(()));
        for offset in [last + 1, 12, 13, usize::MAX - 3, usize::MAX] {
            assert_eq!(kind.write(&mut code, offset, place, value), Err(Fault::Outside), "{kind:?} {offset}");
            assert_eq!(kind.read(&code, offset, place), None);
        }
    }
}

/// The table's ranges once more, as numbers.
fn ranges_are_those_of_the_instructions<const XLEN: u32>() {
    let carry = if XLEN == 32 { 0 } else { 0x800 };
    let upper = (-0x8000_0000 - carry, 0x7fff_ffff - carry);
    let (any, slot) = ((i64::MIN, i64::MAX), (-2048, 2047));
    let expected = [(-4096, 4095), (-0x10_0000, 0xf_ffff), upper, upper, any, any, upper, any, any, slot, slot];
    let ranges = Kind::<XLEN>::ALL.map(|kind| (kind.row().minimum, kind.row().maximum));
    assert_eq!(ranges, expected);
}

/// Each pair is an instruction as an assembler encodes it: with zero, and with the value.
#[test]
fn known_encodings() {
    let cases: [(Kind64, u32, u64, u32); 12] = [
        (Kind64::R_RISCV_BRANCH, 0x00b5_0063, PLACE + 4094, 0x7eb5_0fe3), // beq a0, a1, .+4094
        (Kind64::R_RISCV_BRANCH, 0x00b5_0063, PLACE - 4096, 0x80b5_0063), // beq a0, a1, .-4096
        (Kind64::R_RISCV_JAL, 0x0000_006f, PLACE + 1_048_574, 0x7fff_f06f), // j .+1048574
        (Kind64::R_RISCV_JAL, 0x0000_006f, PLACE - 2, 0xffff_f06f),       // j .-2
        (Kind64::R_RISCV_JAL, 0x0000_006f, PLACE + 0x800, 0x0010_006f),   // j .+2048
        (Kind64::R_RISCV_HI20, 0x0000_07b7, 0x1234_5fff, 0x1234_67b7),    // lui a5, 0x12346
        (Kind64::R_RISCV_LO12_I, 0x0007_8793, 0x1234_5fff, 0xfff7_8793),  // addi a5, a5, -1
        (Kind64::R_RISCV_LO12_S, 0x0107_b023, 0x1234_5ffe, 0xff07_bf23),  // sd a6, -2(a5)
        (Kind64::R_RISCV_PCREL_HI20, 0x0000_0817, PLACE - 0x1000, 0xffff_f817), // auipc a6, 0xfffff
        (Kind64::R_RISCV_PCREL_LO12_I, 0x0008_0813, PLACE + 0x123, 0x1238_0813), // addi a6, a6, 0x123
        (Kind64::R_RISCV_PCREL_LO12_S, 0x0108_3023, PLACE + 0x123, 0x1308_31a3), // sd a6, 0x123(a6)
        (Kind64::R_RISCV_TPREL_LO12_S, 0x00f5_b023, 2047, 0x7ef5_bfa3),   // sd a5, 2047(a1)
    ];
    encode(&cases, PLACE);
}

/// The same for RV32, at a place of 32 bits; numbers with their sign extended and without.
#[test]
fn known_encodings_of_rv32() {
    let place = 0x8765_4320;
    let cases: [(Kind32, u32, u64, u32); 10] = [
        (Kind32::R_RISCV_BRANCH, 0x00b5_0063, place + 4094, 0x7eb5_0fe3), // beq a0, a1, .+4094
        (Kind32::R_RISCV_BRANCH, 0x00b5_0063, place - 4096, 0x80b5_0063), // beq a0, a1, .-4096
        (Kind32::R_RISCV_JAL, 0x0000_006f, place + 1_048_574, 0x7fff_f06f), // j .+1048574
        (Kind32::R_RISCV_HI20, 0x0000_07b7, 0xffff_ffff_ffff_f7ff, 0xffff_f7b7), // lui a5, 0xfffff
        (Kind32::R_RISCV_HI20, 0x0000_07b7, 0xffff_f800, 0x0000_07b7),    // lui a5, 0
        (Kind32::R_RISCV_PCREL_HI20, 0x0000_0817, 0x0765_4320, 0x8000_0817), // auipc a6, 0x80000
        (Kind32::R_RISCV_PCREL_HI20, 0x0000_0817, place - 0x1000, 0xffff_f817), // auipc a6, 0xfffff
        (Kind32::R_RISCV_PCREL_LO12_S, 0x0108_2023, place + 0x123, 0x1308_21a3), // sw a6, 0x123(a6)
        (Kind32::R_RISCV_TPREL_LO12_I, 0x0005_a783, 0xffff_fff8, 0xff85_a783), // lw a5, -8(a1)
        (Kind32::R_RISCV_TPREL_LO12_S, 0x00f5_a023, 2047, 0x7ef5_afa3),   // sw a5, 2047(a1)
    ];
    encode(&cases, place);
}

fn encode<const XLEN: u32>(cases: &[(Kind<XLEN>, u32, u64, u32)], place: u64) {
    for (kind, empty, value, expected) in cases {
        let mut code = empty.to_le_bytes();
        assert_eq!(kind.write(&mut code, 0, place, *value), Ok(()), "{kind:?}");
        assert_eq!(u32::from_le_bytes(code), *expected, "{kind:?} {:#x}", u32::from_le_bytes(code));
    }
}

#[test]
fn the_numbers_are_the_abi_s() {
    let numbers = Kind64::ALL.map(|kind| kind.row().elf);
    assert_eq!(numbers, [16, 17, 19, 23, 24, 25, 26, 27, 28, 30, 31]);
    assert_eq!(numbers, Kind32::ALL.map(|kind| kind.row().elf));
}
