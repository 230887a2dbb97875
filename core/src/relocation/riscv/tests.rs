//! Tests of RISC-V's table: every kind at its extremes, one beyond, and against instructions encoded by an assembler.

use super::*;

type Kind64 = Kind<64>;
type Kind32 = Kind<32>;

const PLACE: u64 = 0x0000_003f_8765_4320;

/// What a result is counted from.
fn base(row: Row) -> u64 {
    match row.operation {
        Operation::Relative | Operation::RelativeLow => PLACE,
        _ => 0,
    }
}

/// The part of a value that a kind holds.
fn held(row: Row, value: u64) -> u64 {
    match (row.operation, row.field) {
        (Operation::Low, _) => value & 0xfff,
        (Operation::RelativeLow, _) => value.wrapping_sub(PLACE) & 0xfff,
        (_, Field::U) => (value.wrapping_sub(base(row)).wrapping_add(0x800) & !0xfff).wrapping_add(base(row)),
        _ => value,
    }
}

fn is_branch(row: Row) -> bool {
    matches!(row.field, Field::B | Field::J)
}

fn round_trip<const XLEN: u32>(kind: Kind<XLEN>, value: u64) {
    let row = kind.row();
    for offset in 0..8 {
        for background in [0_u8, 0xff, 0xa5] {
            let mut code = [background; 16];
            assert_eq!(kind.write(&mut code, offset, PLACE, value), Ok(()), "{kind:?} {value:#x}");
            let expected = if XLEN == 32 { held(row, value) & 0xffff_ffff } else { held(row, value) };
            assert_eq!(kind.read(&code, offset, PLACE), Some(expected), "{kind:?} {value:#x}");
            // Whatever does not belong to the field stays.
            let window = u64::from_le_bytes(code[offset..offset + 8].try_into().unwrap());
            let before = u64::from_le_bytes([background; 8]);
            let mask = if row.field == Field::Call { 0xfff0_0000_ffff_f000 } else { u64::from(row.field.mask()) };
            assert_eq!(window & !mask, before & !mask, "{kind:?} wrote outside its field");
            assert!(code[..offset].iter().chain(&code[offset + 8..]).all(|byte| *byte == background));
        }
    }
}

#[test]
fn extremes_and_neighbours_come_back() {
    for kind in Kind64::ALL {
        let row = kind.row();
        let step = if is_branch(row) { 2 } else { 1 };
        let greatest = row.maximum & -step;
        for result in [row.minimum, row.minimum.saturating_add(step), -step, 0, step, greatest.saturating_sub(step), greatest] {
            round_trip(kind, base(row).wrapping_add(result as u64));
        }
    }
}

#[test]
fn rv32_takes_every_address() {
    for value in [0, 1, 0x7ff, 0x800, 0x7fff_f7ff, 0x7fff_f800, 0x7fff_ffff, 0x8000_0000, 0xffff_f7ff, 0xffff_f800, 0xffff_ffff] {
        for kind in [Kind32::R_RISCV_HI20, Kind32::R_RISCV_LO12_I, Kind32::R_RISCV_LO12_S] {
            round_trip(kind, value);
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

#[test]
fn one_step_beyond_each_extreme_is_refused_and_nothing_is_written() {
    let mut refused = 0;
    for kind in Kind64::ALL {
        let row = kind.row();
        if row.maximum == i64::MAX {
            continue;
        }
        let step = if is_branch(row) { 2 } else { 1 };
        for result in [row.minimum - step, (row.maximum & -step) + step] {
            let mut code = [0x5a_u8; 8];
            let value = base(row).wrapping_add(result as u64);
            assert_eq!(kind.write(&mut code, 0, PLACE, value), Err(Fault::OutOfRange), "{kind:?} {result:#x}");
            assert_eq!(code, [0x5a; 8]);
            refused += 1;
        }
    }
    assert_eq!(refused, 2 * 7, "seven kinds have a range");
}

#[test]
fn halves_make_a_whole_with_the_carry() {
    for distance in [0_i64, 0x7ff, 0x800, 0x801, 0xfff, 0x1000, -1, -0x800, -0x801, 0x1234_5fff, -0x1234_5801, 0x7fff_f7ff, -0x8000_0800] {
        let (mut upper, mut lower, mut store) = ([0; 4], [0; 4], [0; 4]);
        let value = PLACE.wrapping_add(distance as u64);
        assert_eq!(Kind64::R_RISCV_PCREL_HI20.write(&mut upper, 0, PLACE, value), Ok(()));
        // The lower half stands four bytes on, which the build adds to the addend.
        assert_eq!(Kind64::R_RISCV_PCREL_LO12_I.write(&mut lower, 0, PLACE + 4, value + 4), Ok(()));
        assert_eq!(Kind64::R_RISCV_PCREL_LO12_S.write(&mut store, 0, PLACE + 4, value + 4), Ok(()));
        let mut call = [0; 8];
        assert_eq!(Kind64::R_RISCV_CALL_PLT.write(&mut call, 0, PLACE, value), Ok(()));
        assert_eq!(call[..4], upper);
        assert_eq!(call[4..], lower);
        let high = i64::from((u32::from_le_bytes(upper) & 0xffff_f000) as i32);
        for low in [Field::I.immediate(u32::from_le_bytes(lower)), Field::S.immediate(u32::from_le_bytes(store))] {
            assert_eq!(high + low, distance, "as auipc and what follows compute it");
        }
    }
}

#[test]
fn odd_destinations_are_refused() {
    for kind in [Kind64::R_RISCV_BRANCH, Kind64::R_RISCV_JAL] {
        let mut code = [0x5a_u8; 8];
        assert_eq!(kind.write(&mut code, 0, PLACE, PLACE + 1), Err(Fault::Misaligned), "{kind:?}");
        assert_eq!(code, [0x5a; 8]);
    }
}

#[test]
fn a_slot_beyond_the_immediate_is_an_error_and_not_another_slot() {
    let mut code = 0x0005_b783_u32.to_le_bytes(); // ld a5, 0(a1)
    assert_eq!(Kind64::R_RISCV_TPREL_LO12_I.write(&mut code, 0, 0, 2040), Ok(()));
    assert_eq!(u32::from_le_bytes(code), 0x7f85_b783); // ld a5, 2040(a1)
    assert_eq!(Kind64::R_RISCV_TPREL_LO12_I.write(&mut code, 0, 0, 2048), Err(Fault::OutOfRange));
    assert_eq!(Kind64::R_RISCV_TPREL_LO12_S.write(&mut code, 0, 0, 2048), Err(Fault::OutOfRange));
}

#[test]
fn a_field_that_is_not_inside_the_code_is_refused() {
    for kind in Kind64::ALL {
        let mut code = [0_u8; 12];
        let value = base(kind.row());
        let last = code.len() - kind.width();
        assert_eq!(kind.write(&mut code, last, PLACE, value), Ok(()));
        for offset in [last + 1, 12, 13, usize::MAX - 3, usize::MAX] {
            assert_eq!(kind.write(&mut code, offset, PLACE, value), Err(Fault::Outside), "{kind:?} {offset}");
            assert_eq!(kind.read(&code, offset, PLACE), None);
        }
    }
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
    for (kind, empty, value, expected) in cases {
        let mut code = empty.to_le_bytes();
        assert_eq!(kind.write(&mut code, 0, PLACE, value), Ok(()), "{kind:?}");
        assert_eq!(u32::from_le_bytes(code), expected, "{kind:?} {:#x}", u32::from_le_bytes(code));
    }
}

#[test]
fn the_numbers_are_the_abi_s() {
    let numbers = Kind64::ALL.map(|kind| kind.row().elf);
    assert_eq!(numbers, [16, 17, 19, 23, 24, 25, 26, 27, 28, 30, 31]);
    assert_eq!(numbers, Kind32::ALL.map(|kind| kind.row().elf));
}
