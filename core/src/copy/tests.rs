//! Tests of both passes together: where everything lies, what fills the holes, and that corrupt tables are errors.

use std::vec;
use std::vec::Vec;

use super::*;
use crate::measure::{LayoutError, MAXIMUM_CHUNKS, Measure};
use crate::relocation::{aarch64, riscv, x86_64};
use crate::stencil::Hole;

mod every_set;

type X86 = x86_64::Kind;
type Arm = aarch64::Kind;
type Riscv = riscv::Kind<64>;

const BASE: u64 = 0x7f00_0000_1000;

const fn part<K>(code: &'static [u8], holes: &'static [Hole<K>]) -> Part<K> {
    Part { code, holes }
}

const fn hole<K: Copy>(offset: u32, kind: K, value: HoleValue, addend: i32) -> Hole<K> {
    Hole::new(offset, kind, value, addend)
}

/// Both passes over the same stencils; each is filled with its own operands.
fn compile<K: RelocationKind>(stencils: &[(Stencil<K>, Fill)], islands: u32) -> (Vec<u8>, Vec<u32>) {
    compile_at(BASE, stencils, islands)
}

/// The same for code that executes somewhere else.
fn compile_at<K: RelocationKind>(base: u64, stencils: &[(Stencil<K>, Fill)], islands: u32) -> (Vec<u8>, Vec<u32>) {
    let mut measure = Measure::new();
    let offsets: Vec<u32> = stencils.iter().map(|(stencil, _)| measure.add(stencil).unwrap()).collect();
    let layout = measure.finish(islands).unwrap();
    // Whatever lay there before, every byte is written.
    let [code, again] = [0x00, 0xff].map(|before| {
        let mut code = vec![before; layout.length() as usize];
        let mut emitter = Emitter::new(&mut code, base, &layout).unwrap();
        for ((stencil, fill), offset) in stencils.iter().zip(&offsets) {
            assert_eq!(emitter.emit(stencil, &mut fill.clone()), Ok(*offset));
        }
        emitter.finish().unwrap();
        code
    });
    assert_eq!(code, again);
    (code, offsets)
}

const NONE: Fill = Fill::new();

/// With this target and these operands.
fn fill<const N: usize>(target: u64, operands: &[u64; N]) -> Fill {
    let mut fill = Fill::new();
    fill.set_target(target);
    fill.set_operands(operands);
    fill
}

/// `mov rax, imm64; jo cold` and `jmp hot; jmp continue`, `jmp target` in the cold part.
const X86_STENCIL: Stencil<X86> = Stencil {
    name: "sample",
    hot: part(
        &[0x48, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0x0f, 0x80, 0, 0, 0, 0],
        &[hole(2, X86::R_X86_64_64, HoleValue::Operand(1), 2), hole(12, X86::R_X86_64_PC32, HoleValue::Cold, -4)],
    ),
    cold: part(
        &[0xe9, 0, 0, 0, 0, 0xe9, 0, 0, 0, 0, 0xe9, 0, 0, 0, 0],
        &[
            hole(1, X86::R_X86_64_PLT32, HoleValue::Hot, -4),
            hole(6, X86::R_X86_64_PLT32, HoleValue::Continue, -4),
            hole(11, X86::R_X86_64_PLT32, HoleValue::Target, -4),
        ],
    ),
};

/// Where the jump whose distance stands at `field` goes, in bytes from the start of the code.
fn jump(code: &[u8], field: usize) -> i64 {
    let distance = i32::from_le_bytes(code[field..field + 4].try_into().unwrap());
    field as i64 + 4 + i64::from(distance)
}

#[test]
fn every_hole_gets_its_value() {
    let fill = fill(BASE + 5, &[9, 0xfedc_ba98_7654_3210]);
    let (code, offsets) = compile(&[(X86_STENCIL, fill), (X86_STENCIL, fill)], 0);
    // Two hot parts, the tail of five bytes, two cold parts.
    assert_eq!(offsets, [0, 16]);
    assert_eq!(code.len(), 2 * 16 + 5 + 2 * 15);
    assert_eq!(code[32..37], [0xcc; 5], "falling off the end traps");
    for (hot, cold) in [(0, 37), (16, 52)] {
        assert_eq!(code[hot + 2..hot + 10], 0xfedc_ba98_7654_3212_u64.to_le_bytes());
        assert_eq!(jump(&code, hot + 12), cold as i64);
        assert_eq!(jump(&code, cold + 1), hot as i64);
        assert_eq!(jump(&code, cold + 6), hot as i64 + 16);
        assert_eq!(jump(&code, cold + 11), 5);
    }
}

#[test]
fn islands_stand_first_and_forgotten_ones_trap() {
    let mut measure = Measure::<X86>::new();
    assert_eq!(measure.add(&X86_STENCIL), Ok(0));
    let layout = measure.finish(2).unwrap();
    assert_eq!((layout.first(), layout.island(1), layout.island(2)), (32, Some(16), None));
    let mut code = vec![0xee; layout.length() as usize];
    let mut emitter = Emitter::new(&mut code, BASE, &layout).unwrap();
    assert_eq!(emitter.island(1, 0x1234), Ok(BASE + 16));
    assert_eq!(emitter.island(2, 0x1234), Err(EmitError::LayoutDiffers));
    assert_eq!(code[..16], [0xcc; 16]);
    assert_eq!(code[16..22], [0xff, 0x25, 0, 0, 0, 0]);
}

#[test]
fn parts_of_no_bytes_at_the_border_of_chunks_keep_both_passes_together() {
    let all: Stencil<Arm> = every_set::far();
    let empty = Stencil { name: "empty", hot: part(&[], &[]), cold: part(&[], &[]) };
    let hot_only = Stencil { cold: part(&[], &[]), ..all };
    let cold_only = Stencil { hot: part(&[], &[]), ..all };
    // A small generator picks among them; the passes must agree for each sequence.
    let mut state = 1_u32;
    for _ in 0..50 {
        let mut stencils = Vec::new();
        for _ in 0..400 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            stencils.push((*[&all, &empty, &hot_only, &cold_only].get((state >> 28) as usize & 3).unwrap(), fill(BASE, &[])));
        }
        let stencils: Vec<_> = stencils.into_iter().map(|(stencil, fill)| (*stencil, fill)).collect();
        let (code, offsets) = compile(&stencils, 0);
        assert_eq!(offsets.len(), 400);
        assert!(code.len() > 3 * (28 << 10), "several chunks");
    }
}

#[test]
fn regions_and_stencils_that_are_too_large_are_errors() {
    static LARGE: [u8; 28 << 10] = [0; 28 << 10];
    let large = Stencil::<Arm> { name: "large", hot: part(&LARGE, &[]), cold: part(&[], &[]) };
    let mut measure = Measure::new();
    assert_eq!(measure.add(&large), Err(LayoutError::StencilTooLarge));
    let nearly = Stencil { hot: part(&LARGE[4..], &[]), ..large };
    let reached = Arm::REGION_LIMIT as usize / LARGE.len();
    for _ in 0..reached {
        measure.add(&nearly).unwrap();
    }
    let mut full = measure.clone();
    assert_eq!(full.finish(0).unwrap().length(), (reached * LARGE.len()) as u32);
    assert_eq!(measure.add(&nearly), Err(LayoutError::RegionTooLarge));
    for islands in [u32::MAX, (1 << 26) + 1] {
        let mut measure = Measure::<X86>::new();
        measure.add(&X86_STENCIL).unwrap();
        assert_eq!(measure.finish(islands).err(), Some(LayoutError::RegionTooLarge));
    }
}

#[test]
fn riscv_has_as_many_chunks_as_it_reaches() {
    static HALF: [u8; 2040] = [0; 2040];
    let stencil = Stencil::<Riscv> { name: "half", hot: part(&HALF, &[]), cold: part(&HALF, &[]) };
    let mut measure = Measure::new();
    for _ in 0..MAXIMUM_CHUNKS {
        measure.add(&stencil).unwrap();
    }
    let mut full = measure.clone();
    assert_eq!(full.finish(0).unwrap().length(), MAXIMUM_CHUNKS as u32 * 4084);
    // The next opens a chunk too many, which shows at the latest when the region ends.
    assert!(measure.add(&stencil).is_err() || measure.finish(0).is_err());
}

/// One stencil, both passes: what the second says.
fn one<K: RelocationKind>(stencil: &Stencil<K>, fill: &Fill) -> Result<u32, EmitError<K>> {
    let mut measure = Measure::new();
    measure.add(stencil).unwrap();
    let layout = measure.finish(0).unwrap();
    let mut memory = vec![0xee; layout.length() as usize + 64];
    let (code, guard) = memory.split_at_mut(layout.length() as usize);
    let result = Emitter::new(code, BASE, &layout).unwrap().emit(stencil, &mut fill.clone());
    assert_eq!(guard, [0xee; 64], "nothing is written behind the region");
    result
}

#[test]
fn a_corrupt_table_is_an_error() {
    const CODE: &[u8] = &[0; 8];
    const OUTSIDE: [Hole<X86>; 4] = [
        hole(5, X86::R_X86_64_32, HoleValue::Hot, 0),
        hole(1, X86::R_X86_64_64, HoleValue::Hot, 0),
        hole(8, X86::R_X86_64_64, HoleValue::Hot, 0),
        hole(0xffff, X86::R_X86_64_64, HoleValue::Hot, 0),
    ];
    static EACH: [[Hole<X86>; 1]; 4] = [[OUTSIDE[0]], [OUTSIDE[1]], [OUTSIDE[2]], [OUTSIDE[3]]];
    for holes in &EACH {
        let bad = hole(u32::from(holes[0].offset), holes[0].kind, HoleValue::Operand(0), 0);
        let fill = fill(0, &[0]);
        // In the hot part, in the cold part, and in a cold part of no code.
        let holes: &'static [Hole<X86>] = std::boxed::Box::leak(vec![bad].into_boxed_slice());
        let corrupt = part(CODE, holes);
        let clean = part(CODE, &[]);
        let expected = Err(EmitError::HoleOutside { kind: bad.kind, offset: u32::from(bad.offset) });
        assert_eq!(one(&Stencil { name: "hot", hot: corrupt, cold: clean }, &fill), expected);
        assert_eq!(one(&Stencil { name: "cold", hot: clean, cold: corrupt }, &fill), expected);
        assert_eq!(one(&Stencil { name: "none", hot: clean, cold: part(&[], holes) }, &fill), expected);
    }
}

#[test]
fn values_that_do_not_fit_are_told() {
    let beyond = fill(BASE + (1 << 40), &[1, 2]);
    let expected = EmitError::OutOfRange { kind: X86::R_X86_64_PLT32, offset: 16 + 5 + 11, value: BASE + (1 << 40) - 4 };
    assert_eq!(one(&X86_STENCIL, &beyond), Err(expected));
    const SLOT: [Hole<Arm>; 1] = [hole(0, Arm::R_AARCH64_LDST64_ABS_LO12_NC, HoleValue::Operand(0), 0)];
    let slot = Stencil { name: "slot", hot: part(&[0x20, 0, 0x40, 0xf9], &SLOT), cold: part(&[], &[]) };
    let odd = fill(0, &[12]);
    let kind = Arm::R_AARCH64_LDST64_ABS_LO12_NC;
    assert_eq!(one(&slot, &odd), Err(EmitError::Misaligned { kind, offset: 0, value: 12 }));
}

#[test]
fn a_second_pass_that_differs_is_an_error() {
    let mut measure = Measure::new();
    measure.add(&X86_STENCIL).unwrap();
    let layout = measure.finish(0).unwrap();
    let mut code = vec![0; layout.length() as usize];
    let fill = fill(BASE, &[1, 2]);
    assert_eq!(Emitter::new(&mut code[1..], BASE, &layout).err(), Some(EmitError::LayoutDiffers));
    // Fewer, more, another.
    assert_eq!(Emitter::new(&mut code, BASE, &layout).unwrap().finish(), Err(EmitError::LayoutDiffers));
    let mut emitter = Emitter::new(&mut code, BASE, &layout).unwrap();
    emitter.emit(&X86_STENCIL, &mut fill.clone()).unwrap();
    assert_eq!(emitter.emit(&X86_STENCIL, &mut fill.clone()), Err(EmitError::LayoutDiffers));
    assert_eq!(emitter.finish(), Ok(()));
    for other in [Stencil { cold: part(&[0; 16], &[]), ..X86_STENCIL }, Stencil { hot: part(&[0; 17], &[]), ..X86_STENCIL }] {
        let mut emitter = Emitter::new(&mut code, BASE, &layout).unwrap();
        assert_eq!(emitter.emit(&other, &mut fill.clone()), Err(EmitError::LayoutDiffers));
    }
}

#[test]
fn calls_of_the_library_go_straight_where_that_reaches_and_else_by_an_island() {
    const CALL: [Hole<X86>; 1] = [hole(1, X86::R_X86_64_PLT32, HoleValue::Library(2), -4)];
    let stencil = Stencil { name: "call", hot: part(&[0xe8, 0, 0, 0, 0], &CALL), cold: part(&[], &[]) };
    let mut needed = Needed::default();
    needed.add(&stencil);
    let mut measure = Measure::new();
    assert_eq!(measure.add(&stencil), Ok(0));
    let layout = measure.finish(needed.islands()).unwrap();
    for (function, expected) in [(BASE + 0x1000, BASE + 0x1000), (0xffff_ffff_8000_0000, BASE)] {
        let mut code = vec![0; layout.length() as usize];
        let mut emitter = Emitter::new(&mut code, BASE, &layout).unwrap();
        let library = [1, 2, function];
        emitter.link(needed, &library).unwrap();
        emitter.emit(&stencil, &mut NONE.clone()).unwrap();
        emitter.finish().unwrap();
        assert_eq!(X86::R_X86_64_PLT32.read(&code, 17, BASE + 17), Some(expected - 4));
        assert_eq!(code[..14], [&[0xff, 0x25, 0, 0, 0, 0][..], &function.to_le_bytes()].concat());
    }
    let mut code = vec![0; layout.length() as usize];
    let mut emitter = Emitter::new(&mut code, BASE, &layout).unwrap();
    assert_eq!(emitter.emit(&stencil, &mut NONE.clone()), Err(EmitError::FunctionMissing { index: 2 }));
    assert_eq!(emitter.link(needed, &[1, 2]), Err(EmitError::FunctionMissing { index: 2 }));
}
