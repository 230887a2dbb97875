//! Tests of AArch64's table: every kind at its extremes, one beyond, and against instructions encoded by an assembler.

use super::*;

const PLACE: u64 = 0x0000_7fff_1234_5678;
const PLACE_PAGE: u64 = PLACE & PAGE;

/// What a result is counted from.
fn base(row: Row) -> u64 {
    match row.operation {
        Operation::Relative => PLACE,
        Operation::PageRelative => PLACE_PAGE,
        _ => 0,
    }
}

/// The part of a value that a kind holds.
fn held(row: Row, value: u64) -> u64 {
    match (row.operation, row.field) {
        (Operation::LowTwelve, _) => value & 0xfff,
        (_, Field::Bits { width: 16, .. }) => value & (0xffff << row.shift),
        _ => value,
    }
}

/// The greatest result without dropped bits.
fn greatest(row: Row) -> i64 {
    if row.aligned { row.maximum >> row.shift << row.shift } else { row.maximum }
}

/// Which bits of the bytes at a field belong to it.
fn mask(row: Row) -> u64 {
    match row.field {
        Field::Data64 => u64::MAX,
        Field::Data32 => u64::from(u32::MAX),
        Field::Bits { low, width } => ((1 << width) - 1) << low,
        Field::Address => u64::from(ADDRESS_MASK),
        Field::SignedMove => u64::from(SIGNED_MOVE_MASK),
        Field::Added | Field::Subtracted => u64::from(SUM_MASK),
    }
}

fn round_trip(kind: Kind, value: u64) {
    let row = kind.row();
    for offset in 0..8 {
        for background in [0_u8, 0xff, 0xa5] {
            let mut code = [background; 24];
            assert_eq!(kind.write(&mut code, offset, PLACE, value), Ok(()), "{kind:?} {value:#x}");
            assert_eq!(kind.read(&code, offset, PLACE), Some(held(row, value)), "{kind:?} {value:#x}");
            // Whatever does not belong to the field stays.
            let window = u64::from_le_bytes(code[offset..offset + 8].try_into().unwrap());
            let before = u64::from_le_bytes([background; 8]);
            assert_eq!(window & !mask(row), before & !mask(row), "{kind:?} wrote outside its field");
            assert!(code[..offset].iter().chain(&code[offset + 8..]).all(|byte| *byte == background));
        }
    }
}

#[test]
fn extremes_and_neighbours_come_back() {
    for kind in Kind::ALL {
        let row = kind.row();
        let step = if row.aligned { 1 << row.shift } else { 1 };
        let (least, greatest) = (row.minimum, greatest(row));
        for result in [least, least.saturating_add(step), 0, step, greatest.saturating_sub(step), greatest] {
            round_trip(kind, base(row).wrapping_add(result as u64));
        }
    }
}

#[test]
fn one_step_beyond_each_extreme_is_refused_and_nothing_is_written() {
    let mut refused = 0;
    for kind in Kind::ALL {
        let row = kind.row();
        let step = if row.aligned { 1 << row.shift } else { 1 };
        for result in [row.minimum.checked_sub(step), greatest(row).checked_add(step)].into_iter().flatten() {
            if row.maximum == i64::MAX {
                continue;
            }
            let mut code = [0x5a_u8; 8];
            let value = base(row).wrapping_add(result as u64);
            assert_eq!(kind.write(&mut code, 0, PLACE, value), Err(Fault::OutOfRange), "{kind:?} {result:#x}");
            assert_eq!(code, [0x5a; 8]);
            refused += 1;
        }
    }
    assert_eq!(refused, 2 * 18, "eighteen kinds have a range");
}

#[test]
fn dropped_bits_must_be_clear() {
    let mut refused = 0;
    for kind in Kind::ALL {
        let row = kind.row();
        if !row.aligned || row.shift == 0 || row.operation == Operation::PageRelative {
            continue;
        }
        for bit in 0..row.shift {
            let mut code = [0x5a_u8; 8];
            let value = base(row).wrapping_add(1 << bit);
            assert_eq!(kind.write(&mut code, 0, PLACE, value), Err(Fault::Misaligned), "{kind:?}");
            assert_eq!(code, [0x5a; 8]);
            refused += 1;
        }
    }
    assert_eq!(refused, 4 * 2 + 1 + 2 + 3);
}

#[test]
fn a_field_that_is_not_inside_the_code_is_refused() {
    for kind in Kind::ALL {
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

#[test]
fn pages_count_from_the_page_of_the_place() {
    let mut code = 0x9000_0000_u32.to_le_bytes();
    let kind = Kind::R_AARCH64_ADR_PREL_PG_HI21;
    assert_eq!(kind.write(&mut code, 0, 0x1_0fff, 0x1_1000), Ok(()));
    assert_eq!(u32::from_le_bytes(code), 0xb000_0000); // adrp x0, #0x1000
    assert_eq!(kind.write(&mut code, 0, 0x1_1000, 0x1_0fff), Ok(()));
    assert_eq!(u32::from_le_bytes(code), 0xf0ff_ffe0); // adrp x0, #-0x1000
    assert_eq!(kind.read(&code, 0, 0x1_1abc), Some(0x1_0000));
}

#[test]
fn a_slot_beyond_the_immediate_is_an_error_and_not_another_slot() {
    let kind = Kind::R_AARCH64_LDST64_ABS_LO12_NC;
    let mut code = 0xf940_0020_u32.to_le_bytes(); // ldr x0, [x1]
    assert_eq!(kind.write(&mut code, 0, 0, 0x1000), Ok(()));
    assert_eq!(u32::from_le_bytes(code), 0xf948_0020); // ldr x0, [x1, #4096]
    assert_eq!(kind.write(&mut code, 0, 0, 32760), Ok(()));
    assert_eq!(u32::from_le_bytes(code), 0xf97f_fc20); // ldr x0, [x1, #32760]
    assert_eq!(kind.write(&mut code, 0, 0, 32768), Err(Fault::OutOfRange));
    assert_eq!(kind.write(&mut code, 0, 0, (-8_i64) as u64), Err(Fault::OutOfRange));
}

/// Each pair is an instruction as an assembler encodes it: with zero, and with the value.
#[test]
fn known_encodings() {
    let value = 0x1122_3344_5566_7788;
    let cases: [(Kind, u32, u64, u32); 21] = [
        (Kind::R_AARCH64_MOVW_UABS_G0_NC, 0xd280_0000, value, 0xd28e_f100), // movz x0, #0x7788
        (Kind::R_AARCH64_MOVW_UABS_G1_NC, 0xf2a0_0000, value, 0xf2aa_acc0), // movk x0, #0x5566, lsl #16
        (Kind::R_AARCH64_MOVW_UABS_G2_NC, 0xf2c0_0000, value, 0xf2c6_6880), // movk x0, #0x3344, lsl #32
        (Kind::R_AARCH64_MOVW_UABS_G3, 0xf2e0_0000, value, 0xf2e2_2440),    // movk x0, #0x1122, lsl #48
        (Kind::R_AARCH64_MOVW_SABS_G0, 0xd280_0000, 65534, 0xd29f_ffc0),    // movz x0, #65534
        (Kind::R_AARCH64_MOVW_SABS_G0, 0xd280_0000, (-65536_i64) as u64, 0x929f_ffe0), // movn x0, #65535
        (Kind::R_AARCH64_ADD_ABS_LO12_NC, 0x9100_0000, value, 0x911e_2000), // add x0, x0, #0x788
        (Kind::R_AARCH64_TLSLE_ADD_TPREL_LO12, 0x9100_0000, 4095, 0x913f_fc00), // add x0, x0, #4095
        (Kind::R_AARCH64_TLSLD_ADD_DTPREL_LO12, 0xb100_0118, 2, 0xb100_0918), // adds x24, x8, #2
        (Kind::R_AARCH64_TLSLD_ADD_DTPREL_LO12, 0xb100_0118, (-4095_i64) as u64, 0xf13f_fd18), // subs x24, x8, #4095
        (Kind::R_AARCH64_TLSDESC_ADD_LO12, 0xf100_011f, 4095, 0xf13f_fd1f), // cmp x8, #4095
        (Kind::R_AARCH64_TLSDESC_ADD_LO12, 0xf100_011f, (-2_i64) as u64, 0xb100_091f), // cmn x8, #2
        (Kind::R_AARCH64_LDST8_ABS_LO12_NC, 0x3940_0020, 4095, 0x397f_fc20), // ldrb w0, [x1, #4095]
        (Kind::R_AARCH64_LDST16_ABS_LO12_NC, 0x7940_0020, 8190, 0x797f_fc20), // ldrh w0, [x1, #8190]
        (Kind::R_AARCH64_LDST32_ABS_LO12_NC, 0xb940_0020, 16380, 0xb97f_fc20), // ldr w0, [x1, #16380]
        (Kind::R_AARCH64_ADR_PREL_LO21, 0x1000_0000, PLACE.wrapping_sub(1), 0x70ff_ffe0), // adr x0, #-1
        (Kind::R_AARCH64_TSTBR14, 0x3600_0000, PLACE + 32764, 0x3603_ffe0), // tbz w0, #0, #32764
        (Kind::R_AARCH64_CONDBR19, 0x5400_0000, PLACE - 4, 0x54ff_ffe0),    // b.eq #-4
        (Kind::R_AARCH64_JUMP26, 0x1400_0000, PLACE - 8, 0x17ff_fffe),      // b #-8
        (Kind::R_AARCH64_CALL26, 0x9400_0000, PLACE + 16, 0x9400_0004),     // bl #16
        (Kind::R_AARCH64_PREL32, 0x0000_0000, PLACE - 2, 0xffff_fffe),      // .word
    ];
    for (kind, empty, value, expected) in cases {
        let mut code = empty.to_le_bytes();
        assert_eq!(kind.write(&mut code, 0, PLACE, value), Ok(()), "{kind:?}");
        assert_eq!(u32::from_le_bytes(code), expected, "{kind:?}");
    }
}

#[test]
fn the_numbers_are_the_abi_s() {
    let numbers = Kind::ALL.map(|kind| kind.row().elf);
    let expected = [257, 261, 263, 264, 265, 266, 267, 268, 269, 270, 274, 275, 277, 278, 284, 285, 286, 550, 529, 564, 279, 280, 282, 283];
    assert_eq!(numbers, expected);
}
