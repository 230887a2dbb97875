//! Tests of Thumb's table: every kind at its extremes, one beyond, and against instructions encoded by an assembler.

use super::*;

const PLACE: u64 = 0x6012_3456;

/// What a result is counted from.
fn base(row: Row) -> u64 {
    if row.operation == Operation::Branch { PLACE } else { 0 }
}

/// The part of a value that a kind holds.
fn held(row: Row, value: u64) -> u64 {
    match row.field {
        Field::Move => value & (0xffff << row.shift),
        Field::Data => value & 0xffff_ffff,
        _ => value,
    }
}

/// The greatest result without dropped bits.
fn greatest(row: Row) -> i64 {
    if row.operation == Operation::Branch { row.maximum & !1 } else { row.maximum }
}

fn step(row: Row) -> i64 {
    if row.operation == Operation::Branch { 2 } else { 1 }
}

fn round_trip(kind: Kind, value: u64) {
    let row = kind.row();
    for offset in [0, 2, 4, 6] {
        for background in [0_u8, 0xff, 0xa5] {
            let mut code = [background; 12];
            assert_eq!(kind.write(&mut code, offset, PLACE, value), Ok(()), "{kind:?} {value:#x}");
            assert_eq!(kind.read(&code, offset, PLACE), Some(held(row, value)), "{kind:?} {value:#x}");
            // Whatever does not belong to the field stays.
            let written = instruction(*code[offset..].first_chunk().unwrap());
            assert_eq!((written ^ instruction([background; 4])) & !row.field.mask(), 0, "{kind:?} wrote outside its field");
            assert!(code[..offset].iter().chain(&code[offset + 4..]).all(|byte| *byte == background));
        }
    }
}

#[test]
fn extremes_and_neighbours_come_back() {
    for kind in Kind::ALL {
        let row = kind.row();
        let (least, greatest, step) = (row.minimum, greatest(row), step(row));
        for result in [least, least + step, 0, step, greatest - step, greatest] {
            round_trip(kind, base(row).wrapping_add(result as u64));
        }
        // Every single bit of the field, with either sign.
        for bit in 0..32 {
            for result in [1_i64 << bit, -(1_i64 << bit)] {
                if result % step == 0 && result >= least && result <= greatest {
                    round_trip(kind, base(row).wrapping_add(result as u64));
                }
            }
        }
    }
}

#[test]
fn one_step_beyond_each_extreme_is_refused_and_nothing_is_written() {
    for kind in Kind::ALL {
        let row = kind.row();
        for result in [row.minimum - step(row), greatest(row) + step(row)] {
            let mut code = [0x5a_u8; 4];
            let value = base(row).wrapping_add(result as u64);
            assert_eq!(kind.write(&mut code, 0, PLACE, value), Err(Fault::OutOfRange), "{kind:?} {result:#x}");
            assert_eq!(code, [0x5a; 4]);
        }
    }
}

#[test]
fn a_field_that_is_not_inside_the_code_is_refused() {
    for kind in Kind::ALL {
        let mut code = [0_u8; 12];
        let value = base(kind.row());
        assert_eq!(kind.write(&mut code, 8, PLACE, value), Ok(()));
        for offset in [9, 12, 13, usize::MAX - 3, usize::MAX] {
            assert_eq!(kind.write(&mut code, offset, PLACE, value), Err(Fault::Outside), "{kind:?} {offset}");
            assert_eq!(kind.read(&code, offset, PLACE), None);
        }
    }
}

#[test]
fn the_bit_that_says_thumb_is_no_part_of_a_distance_but_of_an_address() {
    let mut branch = halfwords(0xf000_b800);
    assert_eq!(Kind::R_ARM_THM_JUMP24.write(&mut branch, 0, PLACE, PLACE + 9), Ok(()));
    assert_eq!(Kind::R_ARM_THM_JUMP24.read(&branch, 0, PLACE), Some(PLACE + 8));
    let odd = Kind::R_ARM_THM_JUMP24.write(&mut branch, 0, PLACE + 1, PLACE + 8);
    assert_eq!(odd, Err(Fault::Misaligned), "no instruction stands at an odd place");
    let mut low = halfwords(0xf240_0200);
    assert_eq!(Kind::R_ARM_THM_MOVW_ABS_NC.write(&mut low, 0, PLACE, PLACE | 1), Ok(()));
    assert_eq!(Kind::R_ARM_THM_MOVW_ABS_NC.read(&low, 0, PLACE), Some(0x3457));
}

/// Each row is an instruction as an assembler encodes it: with zero, and with the value. The addend of branches is -4.
#[test]
fn known_encodings() {
    let value = 0x1122_f788;
    let branch = |distance: i64| PLACE.wrapping_add(distance as u64).wrapping_sub(4);
    let cases: [(Kind, u32, u64, u32); 19] = [
        (Kind::R_ARM_THM_MOVW_ABS_NC, 0xf240_0200, value, 0xf24f_7288), // movw r2, #0xf788
        (Kind::R_ARM_THM_MOVW_ABS_NC, 0xf240_0200, 0x0f00, 0xf640_7200), // movw r2, #0xf00
        (Kind::R_ARM_THM_MOVT_ABS, 0xf2c0_0200, value, 0xf2c1_1222),    // movt r2, #0x1122
        (Kind::R_ARM_THM_JUMP24, 0xf000_b800, branch(4), 0xf000_b800),  // b.w .+4
        (Kind::R_ARM_THM_JUMP24, 0xf000_b800, branch(0), 0xf7ff_bffe),  // b.w .
        (Kind::R_ARM_THM_JUMP24, 0xf000_b800, branch(0x10_0000), 0xf0ff_bffe), // b.w .+0x100000
        (Kind::R_ARM_THM_JUMP24, 0xf000_b800, branch(0x40_0004), 0xf000_b000), // b.w .+0x400004
        (Kind::R_ARM_THM_CALL, 0xf000_f800, branch(-0x100), 0xf7ff_ff7e), // bl .-0x100
        (Kind::R_ARM_THM_JUMP19, 0xf000_8000, branch(4), 0xf000_8000),  // beq.w .+4
        (Kind::R_ARM_THM_JUMP19, 0xf180_8000, branch(0x102), 0xf180_807f), // bvs.w .+0x102
        (Kind::R_ARM_THM_JUMP19, 0xf040_8000, branch(-0x1000), 0xf47e_affe), // bne.w .-0x1000
        (Kind::R_ARM_THM_PC12, 0xf8d1_2000, 4092, 0xf8d1_2ffc),         // ldr.w r2, [r1, #4092]
        (Kind::R_ARM_THM_PC12, 0xf8c1_3000, 8, 0xf8c1_3008),            // str.w r3, [r1, #8]
        (Kind::R_ARM_THM_MOVW_BREL, 0xf240_0200, 0xf788, 0xf24f_7288),  // movw r2, #0xf788
        (Kind::R_ARM_THM_ALU_PREL_11_0, 0xf201_0600, 0x0f84, 0xf601_7684), // addw r6, r1, #0xf84
        (Kind::R_ARM_THM_MOVW_PREL_NC, 0xf240_0200, 0xf788, 0xf24f_7288), // movw r2, #0xf788
        (Kind::R_ARM_THM_MOVW_PREL_NC, 0xf240_0200, -1_i64 as u64, 0xf06f_0200), // mvn r2, #0
        (Kind::R_ARM_THM_MOVW_PREL_NC, 0xf240_0200, -256_i64 as u64, 0xf06f_02ff), // mvn r2, #0xff
        (Kind::R_ARM_THM_MOVW_PREL_NC, 0xf06f_02ff, 2, 0xf240_0202),    // movw r2, #2
    ];
    for (kind, empty, value, expected) in cases {
        let mut code = halfwords(empty);
        assert_eq!(kind.write(&mut code, 0, PLACE, value), Ok(()), "{kind:?}");
        assert_eq!(instruction(code), expected, "{kind:?} {value:#x}: {:#x}", instruction(code));
    }
    let mut data = [0; 4];
    assert_eq!(Kind::R_ARM_ABS32.write(&mut data, 0, 0, value), Ok(()));
    assert_eq!(data, (value as u32).to_le_bytes());
}

#[test]
fn the_numbers_are_the_abi_s() {
    assert_eq!(Kind::ALL.map(|kind| kind.row().elf), [2, 10, 30, 47, 48, 51, 54, 89, 53, 49]);
}
