//! Numbers in the additions, subtractions and comparisons of AArch64, which hold 12 bits.
//!
//! The compiler cannot be told how large the number in a hole is, so definitions move it into a register. Where one such instruction is all
//! that uses the register, it gets the hole: by a relocation that makes it the opposite instruction if the number is negative, with the
//! same flags (Arm ARM, shared/functions/integer/AddWithCarry: x − n and x + −n are one sum).

use super::{Block, End, Target};

/// Addition of a number with a sign, as the patcher takes it.
const ADDED: &str = "R_AARCH64_TLSLD_ADD_DTPREL_LO12";
/// Subtraction of one, and comparison with one.
const SUBTRACTED: &str = "R_AARCH64_TLSDESC_ADD_LO12";

/// Instructions that write all of their first operand and nothing else but flags.
const DEFINING: [&str; 22] = [
    "add", "adds", "adr", "and", "ands", "asr", "cset", "eor", "ldr", "ldrb", "ldrh", "ldur", "ldurb", "ldurh", "lsl", "lsr", "mov",
    "movn", "movz", "orr", "sub", "subs",
];

/// Puts a hole that is moved into a register into the one instruction that uses the register. Tail calls pass no such register on.
pub fn fold(blocks: &mut [Block]) {
    for index in 0..blocks.len() {
        let mut position = 0;
        while let Some(line) = blocks[index].lines.get(position) {
            let folded = moved_hole(line).and_then(|(hole, register)| {
                let user = only_use(blocks, index, position, register)?;
                Some((user, with_hole(&blocks[index].lines[user], hole, register)?))
            });
            match folded {
                Some((user, lines)) => {
                    blocks[index].lines.splice(user..=user, lines);
                    blocks[index].lines.remove(position);
                }
                None => position += 1,
            }
        }
    }
}

/// `movz x9, #:abs_g0_s:hole_operand_2`: the hole and the register's number.
fn moved_hole(line: &str) -> Option<(&str, u32)> {
    let (register, value) = line.trim().strip_prefix("movz")?.trim().split_once(',')?;
    let value = value.trim();
    let hole = value.strip_prefix("#:abs_g0_s:").or_else(|| value.strip_prefix("#:abs_g0:"))?;
    // The registers that no convention passes on here.
    let number = register.strip_prefix('x')?.parse().ok().filter(|number| (8..=17).contains(number))?;
    Some((hole, number))
}

/// The line further down in the block that uses the register, if nothing else does.
fn only_use(blocks: &[Block], index: usize, position: usize, register: u32) -> Option<usize> {
    let block = &blocks[index];
    let user = (position + 1..block.lines.len()).find(|&line| names(&block.lines[line], register))?;
    let target = block.lines[user].trim().split_once(char::is_whitespace).and_then(|(_, operands)| operands.split_once(','));
    if target.is_some_and(|(target, _)| target == format!("x{register}")) && !block.lines[user].trim().starts_with("cmp") {
        // The user writes its result there.
        return Some(user);
    }
    let behind = first_name(&block.lines[user + 1..], &block.end, register);
    let elsewhere = blocks.iter().map(|block| first_name(&block.lines, &block.end, register));
    // Where it is written before it is read, it has nothing of what was moved here. Behind the user either that or the block ends.
    let written_or_none = |found: Option<bool>| found != Some(false);
    (written_or_none(behind) && elsewhere.into_iter().all(written_or_none)).then_some(user)
}

/// Whether the first line that names the register only writes it; none if no line does.
fn first_name(lines: &[String], end: &End, register: u32) -> Option<bool> {
    if let Some(line) = lines.iter().find(|line| names(line, register)) {
        return Some(defines(line, register));
    }
    let last = match end {
        End::Conditional { condition, .. } => condition,
        End::Indirect(line) => line,
        End::Jump(Target::Block(_) | Target::Symbol(_)) => return None,
    };
    names(last, register).then_some(false)
}

/// Whether a line names the register, whole or its lower half.
fn names(line: &str, register: u32) -> bool {
    let is_it = |word: &str| word.strip_prefix(['x', 'w']).is_some_and(|number| number.parse() == Ok(register));
    line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(is_it)
}

/// Whether a line writes all of the register and does not read it.
fn defines(line: &str, register: u32) -> bool {
    let Some((mnemonic, operands)) = line.trim().split_once(char::is_whitespace) else { return false };
    let Some((target, sources)) = operands.split_once(',') else { return false };
    DEFINING.contains(&mnemonic) && names(target, register) && !names(sources, register)
}

/// The instruction with the hole in place of the register, and the relocation before it, if it is one that can have it there.
fn with_hole(line: &str, hole: &str, register: u32) -> Option<[String; 2]> {
    let (mnemonic, operands) = line.trim().split_once(char::is_whitespace)?;
    let operands: Vec<&str> = operands.split(',').map(str::trim).collect();
    let is_it = |operand: &str| operand == format!("x{register}");
    let is_other = |operand: &str| operand.starts_with('x') && operand != "xzr" && !is_it(operand);
    let (kind, kept) = match (mnemonic, operands.as_slice()) {
        ("cmp", [left, right]) if is_other(left) && is_it(right) => (SUBTRACTED, left.to_string()),
        ("sub" | "subs", [to, left, right]) if is_other(left) && is_it(right) => (SUBTRACTED, format!("{to}, {left}")),
        ("add" | "adds", [to, left, right]) if is_other(left) && is_it(right) => (ADDED, format!("{to}, {left}")),
        ("add" | "adds", [to, left, right]) if is_it(left) && is_other(right) => (ADDED, format!("{to}, {right}")),
        _ => return None,
    };
    // An addition with an immediate takes register 31 for the stack pointer.
    if kept.contains("xzr") || kept.contains("sp") {
        return None;
    }
    Some([format!("\t.reloc\t., {kind}, {hole}"), format!("\t{mnemonic}\t{kept}, #0")])
}
