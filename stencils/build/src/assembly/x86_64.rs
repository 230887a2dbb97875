//! What x86-64 instructions do to the flow of control, in the syntax of AT&T.

use super::balance::StackChange;
use super::{Block, End, Flow, Frame};

/// The conditions of `jcc`, each beside its opposite (Intel SDM volume 2, appendix B, "tttn").
const CONDITIONS: [(&str, &str); 8] =
    [("jo", "jno"), ("jb", "jae"), ("je", "jne"), ("jbe", "ja"), ("js", "jns"), ("jp", "jnp"), ("jl", "jge"), ("jle", "jg")];

/// See [`super::InstructionSet::flow`].
pub fn flow(line: &str) -> Flow {
    let mut words = line.splitn(2, char::is_whitespace);
    let mnemonic = words.next().unwrap_or_default();
    let operand = words.next().unwrap_or_default().trim();
    match mnemonic {
        "jmp" | "jmpq" if operand.starts_with('*') => Flow::Indirect,
        "jmp" | "jmpq" => Flow::Jump(operand.trim_end_matches("@PLT").to_string()),
        "call" | "callq" => Flow::Call,
        "ret" | "retq" | "lret" | "lretq" | "iretq" => Flow::Return,
        "ud2" | "ud1" | "int3" | "int" | "hlt" => Flow::Trap,
        _ if invert(mnemonic).is_some() => {
            Flow::Conditional { condition: mnemonic.to_string(), target: operand.trim_end_matches("@PLT").to_string() }
        }
        _ => Flow::Plain,
    }
}

/// See [`super::InstructionSet::invert`].
pub fn invert(condition: &str) -> Option<String> {
    CONDITIONS.iter().find_map(|(one, other)| {
        if condition == *one {
            Some((*other).to_string())
        } else if condition == *other {
            Some((*one).to_string())
        } else {
            None
        }
    })
}

/// See [`super::InstructionSet::jump`].
pub fn jump(target: &str) -> String {
    format!("\tjmp\t{target}")
}

/// Every `jcc` has a form with 32 bits.
pub fn reaches_symbol(_condition: &str) -> bool {
    true
}

/// The call pushed the return address: the frame begins eight bytes above the stack pointer.
pub fn initial_frame() -> Frame {
    Frame { register: "rsp".to_string(), offset: 8 }
}

/// The relocations that the patcher encodes, by number and name (System V ABI for AMD64, table 4.9).
pub const RELOCATIONS: &[(u32, &str)] =
    &[(1, "R_X86_64_64"), (2, "R_X86_64_PC32"), (4, "R_X86_64_PLT32"), (10, "R_X86_64_32"), (11, "R_X86_64_32S")];

/// The names of each register that a signed hole may be moved to; those that carry arguments of a tail call are not among them.
const SCRATCH: [[&str; 5]; 10] = [
    ["%rax", "%eax", "%ax", "%al", "%ah"],
    ["%rcx", "%ecx", "%cx", "%cl", "%ch"],
    ["%rdx", "%edx", "%dx", "%dl", "%dh"],
    ["%rbx", "%ebx", "%bx", "%bl", "%bh"],
    ["%rsi", "%esi", "%si", "%sil", ""],
    ["%rbp", "%ebp", "%bp", "%bpl", ""],
    ["%r8", "%r8d", "%r8w", "%r8b", ""],
    ["%r9", "%r9d", "%r9w", "%r9b", ""],
    ["%r10", "%r10d", "%r10w", "%r10b", ""],
    ["%r11", "%r11d", "%r11w", "%r11b", ""],
];

/// What takes an immediate of 32 bits with sign for its first operand.
const FOLDING: [&str; 7] = ["movq", "addq", "subq", "cmpq", "andq", "orq", "xorq"];

/// Puts a signed hole that a definition moves to a register into the one instruction that uses the register.
///
/// The compiler cannot be told that such a hole has a sign, so the move is written out in the definition. Only registers that
/// the function names nowhere else, and that no tail call passes on, are done away with.
pub fn fold_immediates(blocks: &mut [Block]) {
    for index in 0..blocks.len() {
        let mut position = 0;
        while let Some(line) = blocks[index].lines.get(position) {
            let folded = signed_hole(line).and_then(|(hole, register)| {
                let user = only_other_use(blocks, (index, position), register)?;
                let shorter = with_immediate(&blocks[index].lines[user], &hole, register[0])?;
                Some((user, shorter))
            });
            match folded {
                Some((user, shorter)) => {
                    blocks[index].lines[user] = shorter;
                    blocks[index].lines.remove(position);
                }
                None => position += 1,
            }
        }
    }
}

/// `movq $hole_operand_2, %rcx`: the hole and the register.
fn signed_hole(line: &str) -> Option<(String, &'static [&'static str; 5])> {
    let (mnemonic, operands) = line.trim().split_once(char::is_whitespace)?;
    let (hole, register) = operands.split_once(',')?;
    let register = SCRATCH.iter().find(|names| names[0] == register.trim())?;
    let hole = hole.trim();
    if mnemonic == "movq" && hole.starts_with("$hole_operand_") { Some((hole.to_string(), register)) } else { None }
}

/// The line further down in the same block that names the register, if no other line of the function does.
fn only_other_use(blocks: &[Block], (index, position): (usize, usize), register: &[&str; 5]) -> Option<usize> {
    let names = |line: &str| {
        let mut words = line.split(|c: char| !c.is_ascii_alphanumeric() && c != '%');
        words.any(|word| word.starts_with('%') && register.contains(&word))
    };
    let mut user = None;
    for (block_index, block) in blocks.iter().enumerate() {
        if matches!(&block.end, End::Indirect(line) if names(line)) {
            return None;
        }
        for (line_index, line) in block.lines.iter().enumerate() {
            if (block_index, line_index) != (index, position) && names(line) {
                if user.is_some() || block_index != index || line_index < position {
                    return None;
                }
                user = Some(line_index);
            }
        }
    }
    user
}

/// The instruction with the hole in place of the register, if it is one that can have it there.
fn with_immediate(line: &str, hole: &str, register: &str) -> Option<String> {
    let (mnemonic, operands) = line.trim().split_once(char::is_whitespace)?;
    let rest = operands.trim().strip_prefix(register)?.strip_prefix(',')?;
    if FOLDING.contains(&mnemonic) && !rest.contains(register) { Some(format!("\t{mnemonic}\t{hole},{rest}")) } else { None }
}

/// See [`super::InstructionSet::stack_change`].
pub fn stack_change(line: &str) -> StackChange {
    let mut words = line.splitn(2, char::is_whitespace);
    let mnemonic = words.next().unwrap_or_default();
    let operands = words.next().unwrap_or_default().trim();
    if mnemonic.starts_with("push") {
        return StackChange::By(8);
    }
    if mnemonic.starts_with("pop") && mnemonic != "popcnt" && !mnemonic.starts_with("popcnt") {
        return StackChange::By(-8);
    }
    let Some((source, "%rsp")) = operands.rsplit_once(',').map(|(source, target)| (source.trim(), target.trim())) else {
        return if mnemonic.starts_with("leave") || mnemonic.starts_with("enter") { StackChange::Unknown } else { StackChange::By(0) };
    };
    let immediate = source.strip_prefix('$').and_then(|number| number.parse::<i64>().ok());
    let displacement = source.strip_suffix("(%rsp)").and_then(|number| number.parse::<i64>().ok());
    match (mnemonic, immediate, displacement) {
        ("subq", Some(bytes), _) => StackChange::By(bytes),
        ("addq", Some(bytes), _) => StackChange::By(-bytes),
        ("leaq", _, Some(bytes)) => StackChange::By(-bytes),
        ("cmpq" | "testq", _, _) => StackChange::By(0),
        _ => StackChange::Unknown,
    }
}
