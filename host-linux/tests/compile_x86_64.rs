//! The whole way on x86-64: stencils measured, copied, patched, published and run, with an island to a function far away.

#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use copperhead_core::arena::{Arena, Budget};
use copperhead_core::copy::{Emitter, Fill};
use copperhead_core::measure::Measure;
use copperhead_core::relocation::x86_64::Kind;
use copperhead_core::stencil::{Hole, HoleValue, Part, Stencil};
use copperhead_host_linux::{LinuxCode, Strategy};

const fn hole(offset: u32, kind: Kind, value: HoleValue, addend: i32) -> Hole<Kind> {
    Hole::new(offset, kind, value, addend)
}

const NOTHING: Part<Kind> = Part { code: &[], holes: &[] };

/// `sub rsp, 8; mov edi, operand 0; call operand 1; jmp cold`, and in the cold part `jmp continue`.
static CALL: Stencil<Kind> = Stencil {
    name: "call",
    hot: Part {
        code: &[0x48, 0x83, 0xec, 8, 0xbf, 0, 0, 0, 0, 0xe8, 0, 0, 0, 0, 0xe9, 0, 0, 0, 0],
        holes: &[
            hole(5, Kind::R_X86_64_32, HoleValue::Operand(0), 0),
            hole(10, Kind::R_X86_64_PLT32, HoleValue::Operand(1), -4),
            hole(15, Kind::R_X86_64_PC32, HoleValue::Cold, -4),
        ],
    },
    cold: Part { code: &[0xe9, 0, 0, 0, 0], holes: &[hole(1, Kind::R_X86_64_PC32, HoleValue::Continue, -4)] },
};

/// `movabs rcx, operand 0; add rax, rcx`
static ADD: Stencil<Kind> = Stencil {
    name: "add",
    hot: Part {
        code: &[0x48, 0xb9, 0, 0, 0, 0, 0, 0, 0, 0, 0x48, 0x01, 0xc8],
        holes: &[hole(2, Kind::R_X86_64_64, HoleValue::Operand(0), 0)],
    },
    cold: NOTHING,
};

/// `jmp target`, then a trap that must not be reached.
static JUMP: Stencil<Kind> = Stencil {
    name: "jump",
    hot: Part { code: &[0xe9, 0, 0, 0, 0, 0x0f, 0x0b], holes: &[hole(1, Kind::R_X86_64_PC32, HoleValue::Target, -4)] },
    cold: NOTHING,
};

/// `add rsp, 8; ret`
static RETURN: Stencil<Kind> = Stencil { name: "return", hot: Part { code: &[0x48, 0x83, 0xc4, 8, 0xc3], holes: &[] }, cold: NOTHING };

extern "C" fn triple(value: u64) -> u64 {
    value * 3
}

#[test]
fn a_region_is_compiled_and_runs() {
    for strategy in [Strategy::DoubleMapping, Strategy::Protect] {
        let mut arena = Arena::new(LinuxCode::with(strategy).expect("allowed"), Budget::new(1 << 16));
        let region = [&CALL, &ADD, &JUMP, &ADD, &RETURN];

        let mut measure = Measure::new();
        let offsets = region.map(|stencil| measure.add(stencil).expect("small"));
        let layout = measure.finish(1).expect("small");

        let mut writable = arena.reserve(layout.length() as usize).expect("room");
        let (code, execute) = writable.parts();
        let mut emitter = Emitter::new(code, execute, &layout).expect("the size measured");
        let island = emitter.island(0, triple as *const () as u64).expect("measured");
        // The jump leaves the second addition out.
        let target = emitter.address(offsets[4]);
        let operands = [[14, island], [1 << 40, 0], [0, 0], [5, 0], [0, 0]];
        let mut fill = Fill::new();
        fill.set_target(target);
        for ((stencil, operands), offset) in region.into_iter().zip(operands).zip(offsets) {
            fill.set_operands(&operands);
            assert_eq!(emitter.emit(stencil, &mut fill), Ok(offset));
        }
        emitter.finish().expect("all were emitted");

        let executable = writable.publish().expect("allowed");
        // SAFETY: the stencils make up a function of this type that keeps the C ABI.
        let result = unsafe { executable.entry::<extern "C" fn() -> u64>(layout.first()).expect("inside")() };
        assert_eq!(result, 14 * 3 + (1 << 40), "{strategy:?}");
    }
}
