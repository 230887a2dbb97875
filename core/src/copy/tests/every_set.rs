//! The same regions on every set whose branches are short: read as the processor would, whose program counter may be ahead.

use super::*;
use crate::relocation::thumb;

/// What the tests must know of an instruction set.
pub(super) trait Set: RelocationKind {
    /// Where a region executes.
    const BASE: u64;
    /// A conditional branch, and the kind of its distance.
    const BRANCH: (&'static [u8], Self);
    /// A jump, and the kind of its distance.
    const JUMP: (&'static [u8], Self);
    /// A call, and the kind of its distance.
    const CALL: (&'static [u8], Self);
    /// How far the program counter is ahead, which is in the addends of branches.
    const AHEAD: u8 = 0;
    /// The bits of [`JUMP`](Self::JUMP) that say what it is.
    const JUMP_MASK: u32;
    /// How many stencils of 512 bytes a region has, and how many of them a chunk.
    const STENCILS: (usize, usize);
    /// An address that a call does not reach, if there is one.
    const BEYOND: Option<u64>;
    /// Two instructions that hold a value's halves, the kinds of these, and what they hold of [`VALUE`].
    const HALVES: [(&'static [u8], Self, u64); 2];
    /// A store to a slot at an offset from a register, and its kind.
    const SLOT: (&'static [u8], Self);
}

const VALUE: u64 = 0x1234_5fff;

impl Set for Arm {
    const BASE: u64 = BASE;
    const BRANCH: (&'static [u8], Arm) = (&0x3600_0000_u32.to_le_bytes(), Arm::R_AARCH64_TSTBR14); // tbz x0, #0, …
    const JUMP: (&'static [u8], Arm) = (&0x1400_0000_u32.to_le_bytes(), Arm::R_AARCH64_JUMP26); // b …
    const CALL: (&'static [u8], Arm) = (&0x9400_0000_u32.to_le_bytes(), Arm::R_AARCH64_CALL26); // bl …
    const JUMP_MASK: u32 = 0xfc00_0000;
    const STENCILS: (usize, usize) = (500, 55); // a chunk has 28 KiB
    const BEYOND: Option<u64> = Some(BASE + (1 << 40));
    const HALVES: [(&'static [u8], Arm, u64); 2] = [
        (&0xd280_0000_u32.to_le_bytes(), Arm::R_AARCH64_MOVW_UABS_G0_NC, 0x5fff), // movz x0, …
        (&0xf2a0_0000_u32.to_le_bytes(), Arm::R_AARCH64_MOVW_UABS_G1_NC, 0x1234_0000), // movk x0, …, lsl #16
    ];
    const SLOT: (&'static [u8], Arm) = (&0xf900_0020_u32.to_le_bytes(), Arm::R_AARCH64_LDST64_ABS_LO12_NC); // str x0, [x1, …]
}

impl Set for thumb::Kind {
    const BASE: u64 = 0x6000_1000;
    const BRANCH: (&'static [u8], Self) = (b"\x00\xf0\x00\x80", Self::R_ARM_THM_JUMP19); // beq.w …
    const JUMP: (&'static [u8], Self) = (b"\x00\xf0\x00\xb8", Self::R_ARM_THM_JUMP24); // b.w …
    const CALL: (&'static [u8], Self) = (b"\x00\xf0\x00\xf8", Self::R_ARM_THM_CALL); // bl …
    const AHEAD: u8 = 4;
    const JUMP_MASK: u32 = 0xd000_f800;
    const STENCILS: (usize, usize) = (2000, 1791); // a chunk has 896 KiB
    const BEYOND: Option<u64> = Some(0x0010_0001);
    const HALVES: [(&'static [u8], Self, u64); 2] = [
        (b"\x40\xf2\x00\x02", Self::R_ARM_THM_MOVW_ABS_NC, 0x5fff),   // movw r2, …
        (b"\xc0\xf2\x00\x02", Self::R_ARM_THM_MOVT_ABS, 0x1234_0000), // movt r2, …
    ];
    const SLOT: (&'static [u8], Self) = (b"\xc1\xf8\x00\x30", Self::R_ARM_THM_PC12); // str.w r3, [r1, …]
}

impl<const XLEN: u32> Set for riscv::Kind<XLEN> {
    const BASE: u64 = if XLEN == 32 { 0x8000_1000 } else { BASE };
    const BRANCH: (&'static [u8], Self) = (&0x00b5_0063_u32.to_le_bytes(), Self::R_RISCV_BRANCH); // beq a0, a1, …
    const JUMP: (&'static [u8], Self) = (&0x0000_006f_u32.to_le_bytes(), Self::R_RISCV_JAL); // j …
    const CALL: (&'static [u8], Self) = (b"\x97\x00\x00\x00\xe7\x80\x00\x00", Self::R_RISCV_CALL_PLT); // auipc ra, …; jalr …(ra)
    const JUMP_MASK: u32 = 0xfff;
    const STENCILS: (usize, usize) = (500, 7); // a chunk has 4 KiB
    const BEYOND: Option<u64> = if XLEN == 32 { None } else { Some(BASE + (1 << 40)) };
    const HALVES: [(&'static [u8], Self, u64); 2] = [
        (&0x0000_07b7_u32.to_le_bytes(), Self::R_RISCV_HI20, 0x1234_6000), // lui a5, …
        (&0x0007_8793_u32.to_le_bytes(), Self::R_RISCV_LO12_I, 0xfff),     // addi a5, a5, …
    ];
    const SLOT: (&'static [u8], Self) = (&0x00f5_a023_u32.to_le_bytes(), Self::R_RISCV_TPREL_LO12_S); // sw a5, …(a1)
}

/// So many bytes of code: an instruction at each hole, and a filler.
fn code<K: Set>(instruction: &[u8], length: usize, filler: u8, values: &[(HoleValue, K, i32)]) -> Part<K> {
    let mut code = vec![filler; length];
    let mut holes = Vec::new();
    for ((value, kind, addend), at) in values.iter().zip((0..).step_by(4)) {
        code[at..at + instruction.len()].copy_from_slice(instruction);
        holes.push(hole(at as u32, *kind, *value, *addend));
    }
    part(code.leak(), holes.leak())
}

/// A branch from the hot part to the cold one, 256 bytes each; jumps from there to what follows, back, and to the target.
pub(super) fn far<K: Set>() -> Stencil<K> {
    let back = -i32::from(K::AHEAD);
    let jumps = [HoleValue::Continue, HoleValue::Hot, HoleValue::Target].map(|value| (value, K::JUMP.1, back));
    let hot = code(K::BRANCH.0, 256, 0x1f, &[(HoleValue::Cold, K::BRANCH.1, back)]);
    Stencil { name: "far", hot, cold: code(K::JUMP.0, 256, 0xd5, &jumps) }
}

/// A call of the library.
fn call<K: Set>() -> Stencil<K> {
    let (bytes, kind) = K::CALL;
    Stencil { name: "call", hot: code(bytes, bytes.len(), 0, &[(HoleValue::Library(2), kind, -i32::from(K::AHEAD))]), cold: part(&[], &[]) }
}

/// An instruction with an operand.
fn operand<K: Set>((bytes, kind): (&[u8], K), operand: u8, addend: i32) -> Stencil<K> {
    Stencil { name: "operand", hot: code(bytes, bytes.len(), 0, &[(HoleValue::Operand(operand), kind, addend)]), cold: part(&[], &[]) }
}

/// Runs each of these for every set.
macro_rules! for_every_set {
    ($($name:ident)*) => {
        $(#[test] fn $name() {
            every::$name::<Arm>();
            every::$name::<thumb::Kind>();
            every::$name::<riscv::Kind<64>>();
            every::$name::<riscv::Kind<32>>();
        })*
    };
}

for_every_set! {
    a_long_region_is_cut_so_that_short_branches_reach
    operands_are_written_and_what_does_not_fit_is_told
    calls_go_straight_where_that_reaches_and_else_by_an_island
}

mod every {
    use super::*;

    pub(super) fn a_long_region_is_cut_so_that_short_branches_reach<K: Set>() {
        let (count, chunk) = K::STENCILS;
        let first = K::ISLAND_LENGTH as usize;
        let stencils = vec![(far::<K>(), fill(K::BASE + first as u64, &[])); count];
        let (code, offsets) = compile_at(K::BASE, &stencils, 1);
        let to = |kind: K, at: usize| {
            let value = kind.read(&code, at, K::BASE + at as u64).unwrap();
            (value + u64::from(K::AHEAD)).wrapping_sub(K::BASE) as usize
        };
        let word = |code: &[u8]| u32::from_le_bytes(code[..4].try_into().unwrap());
        // Follow the code as the processor would: along the hot run, over cold runs by the jumps between chunks.
        let (mut at, mut jumps) = (first, 0);
        for offset in offsets {
            if at != first + offset as usize {
                assert_eq!((word(&code[at..]) ^ word(K::JUMP.0)) & K::JUMP_MASK, 0, "a jump at the end of a chunk");
                at = to(K::JUMP.1, at);
                jumps += 1;
            }
            assert_eq!(at, first + offset as usize);
            let cold = to(K::BRANCH.1, at);
            assert_eq!(code[at + 4..at + 256], [0x1f; 252]);
            assert_eq!(code[cold + 12..cold + 256], [0xd5; 244]);
            assert_eq!([0, 4, 8].map(|jump| to(K::JUMP.1, cold + jump)), [at + 256, at, first]);
            at += 256;
        }
        assert_eq!(jumps, count / chunk);
        let tail = K::TAIL_LENGTH as usize;
        let mut trap = vec![0; tail];
        K::write_trap(&mut trap);
        assert_eq!(code[at..at + tail], trap, "falling off the end traps");
        assert_eq!(code.len(), first + count * 512 + (jumps + 1) * tail);
    }

    pub(super) fn operands_are_written_and_what_does_not_fit_is_told<K: Set>() {
        let operands = fill(0, &[VALUE + 1, 16]);
        let [(low, low_kind, low_held), (high, high_kind, high_held)] = K::HALVES;
        let slot = operand(K::SLOT, 1, 8);
        let stencils = [operand((low, low_kind), 0, -1), operand((high, high_kind), 0, -1), slot].map(|stencil| (stencil, operands));
        let (code, offsets) = compile_at(K::BASE, &stencils, 0);
        assert_eq!(offsets, [0, 4, 8]);
        let held = [(low_kind, 0), (high_kind, 4), (K::SLOT.1, 8)].map(|(kind, at)| kind.read(&code, at, K::BASE + at as u64));
        assert_eq!(held, [Some(low_held), Some(high_held), Some(24)]);
        let beyond = EmitError::OutOfRange { kind: K::SLOT.1, offset: 0, value: (1 << 16) + 8 };
        assert_eq!(one(&slot, &fill(0, &[0, 1 << 16])), Err(beyond));
    }

    pub(super) fn calls_go_straight_where_that_reaches_and_else_by_an_island<K: Set>() {
        let stencil = call::<K>();
        let mut needed = Needed::default();
        needed.add(&stencil);
        let mut measure = Measure::new();
        assert_eq!(measure.add(&stencil), Ok(0));
        let layout = measure.finish(needed.islands()).unwrap();
        let (near, length) = (K::BASE + 0x1000, K::ISLAND_LENGTH as usize);
        for (function, expected) in [(Some(near), near), (K::BEYOND, K::BASE)] {
            let Some(function) = function else { continue };
            let mut code = vec![0; layout.length() as usize];
            let mut emitter = Emitter::new(&mut code, K::BASE, &layout).unwrap();
            let library = [1, 2, function];
            emitter.link(needed, &library).unwrap();
            assert_eq!(emitter.emit(&stencil, &mut NONE.clone()), Ok(0));
            emitter.finish().unwrap();
            let called = K::CALL.1.read(&code, length, K::BASE + length as u64).unwrap() + u64::from(K::AHEAD);
            assert_eq!(called, expected);
            let mut island = vec![0; length];
            K::write_island(&mut island, function).unwrap();
            assert_eq!(code[..length], island);
        }
    }
}
