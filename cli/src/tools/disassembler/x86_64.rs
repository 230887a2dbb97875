//! x86-64, by `iced-x86`.

use std::collections::BTreeMap;

use iced_x86::{Decoder, DecoderOptions, FastFormatter, FlowControl, Instruction, Mnemonic, OpKind, Register};

use super::{Depth, Line};

/// What stands above a listing, if something has to be said.
pub const REMARK: Option<&str> = None;

/// The register that holds the machine (`stencils/src/machine`).
const MACHINE: Register = Register::R12;

/// The instructions of some machine code that executes at an address.
pub fn disassemble(code: &[u8], address: u64) -> Vec<Line> {
    let mut decoder = Decoder::with_ip(64, code, address, DecoderOptions::NONE);
    let mut formatter = FastFormatter::new();
    formatter.options_mut().set_space_after_operand_separator(true);
    formatter.options_mut().set_use_hex_prefix(true);
    formatter.options_mut().set_uppercase_hex(false);
    let mut lines = Vec::new();
    while decoder.can_decode() {
        let instruction = decoder.decode();
        let mut text = String::new();
        formatter.format(&instruction, &mut text);
        lines.push(Line {
            offset: (instruction.ip() - address) as usize,
            text,
            target: target(&instruction),
            field: (instruction.memory_base() == MACHINE && instruction.memory_index() == Register::None)
                .then(|| instruction.memory_displacement64()),
        });
    }
    lines
}

fn target(instruction: &Instruction) -> Option<u64> {
    (instruction.op_count() > 0 && instruction.op0_kind() == OpKind::NearBranch64).then(|| instruction.near_branch_target())
}

/// How much lies on the stack at each instruction that can be reached from the entries, where nothing does.
#[cfg_attr(not(target_os = "linux"), allow(dead_code))]
pub fn stack_depths(code: &[u8], address: u64, entries: &[u32]) -> Vec<Depth> {
    let mut found: BTreeMap<u32, i64> = BTreeMap::new();
    let mut waiting: Vec<(u32, i64)> = entries.iter().map(|entry| (*entry, 0)).collect();
    while let Some((start, mut depth)) = waiting.pop() {
        let mut at = start;
        while let Some(rest) = code.get(at as usize..).filter(|rest| !rest.is_empty()) {
            if found.contains_key(&at) {
                break;
            }
            found.insert(at, depth);
            let instruction = Decoder::with_ip(64, rest, address + u64::from(at), DecoderOptions::NONE).decode();
            // A call has given back what it took when it returns.
            if !matches!(instruction.flow_control(), FlowControl::Call | FlowControl::IndirectCall) {
                depth -= i64::from(instruction.stack_pointer_increment());
            }
            // Where flags have to stay, the stack is given back by address arithmetic.
            if instruction.mnemonic() == Mnemonic::Lea
                && instruction.op0_register() == Register::RSP
                && instruction.memory_base() == Register::RSP
            {
                depth -= instruction.memory_displacement64() as i64;
            }
            if let Some(target) = target(&instruction)
                && let Some(offset) = target.checked_sub(address).filter(|offset| (*offset as usize) < code.len())
                && instruction.flow_control() != FlowControl::Call
            {
                waiting.push((offset as u32, depth));
            }
            at += instruction.len() as u32;
            match instruction.flow_control() {
                FlowControl::UnconditionalBranch | FlowControl::IndirectBranch | FlowControl::Return | FlowControl::Exception => break,
                FlowControl::Interrupt => break,
                _ => {}
            }
        }
    }
    found.into_iter().map(|(offset, depth)| Depth { offset, bytes: u32::try_from(depth).unwrap_or(0) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_become_text() {
        // mov rax, [r12+8]; jmp back to the start
        let lines = disassemble(&[0x49, 0x8b, 0x44, 0x24, 0x08, 0xeb, 0xf9], 0x1000);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].text, "mov rax, [r12+0x8]");
        assert_eq!((lines[0].field, lines[1].target), (Some(8), Some(0x1000)));
    }

    #[test]
    fn the_stack_is_followed_over_branches() {
        // push rax; jne +2 (to the pop); nop; nop; pop rax; ret; and behind it, reached by nothing: nop
        let code = [0x50, 0x75, 0x02, 0x90, 0x90, 0x58, 0xc3, 0x90];
        let depths: Vec<(u32, u32)> = stack_depths(&code, 0x1000, &[0]).iter().map(|depth| (depth.offset, depth.bytes)).collect();
        assert_eq!(depths, [(0, 0), (1, 8), (3, 8), (4, 8), (5, 8), (6, 0)]);
        // push rax; call [r12+0xd0]; lea rsp, [rsp+8]; ret
        let code = [0x50, 0x41, 0xff, 0x94, 0x24, 0xd0, 0, 0, 0, 0x48, 0x8d, 0x64, 0x24, 0x08, 0xc3];
        let depths: Vec<(u32, u32)> = stack_depths(&code, 0x1000, &[0]).iter().map(|depth| (depth.offset, depth.bytes)).collect();
        assert_eq!(depths, [(0, 0), (1, 8), (9, 8), (14, 0)]);
    }
}
