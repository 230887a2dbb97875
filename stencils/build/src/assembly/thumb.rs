//! What Thumb-2 instructions do to the flow of control, in unified syntax.

use super::balance::StackChange;
use super::{Flow, Frame};

/// The conditions of `b<cond>`, each beside its opposite (Armv7-M ARM, A7.3).
const CONDITIONS: [(&str, &str); 8] =
    [("eq", "ne"), ("hs", "lo"), ("cs", "cc"), ("mi", "pl"), ("vs", "vc"), ("hi", "ls"), ("ge", "lt"), ("gt", "le")];

/// See [`super::InstructionSet::flow`].
pub fn flow(line: &str) -> Flow {
    let (mnemonic, operands) = split(line);
    let target = || operands.to_string();
    let first = operands.split(',').next().unwrap_or_default().trim();
    match mnemonic {
        "b" => Flow::Jump(target()),
        "bx" if first == "lr" => Flow::Return,
        "bx" | "tbb" | "tbh" => Flow::Indirect,
        "bl" | "blx" => Flow::Call,
        "udf" | "bkpt" | "svc" | "trap" => Flow::Trap,
        _ if mnemonic.starts_with("pop") && operands.contains("pc") => Flow::Return,
        _ if first == "pc" && mnemonic != "cmp" => Flow::Indirect,
        "cbz" | "cbnz" => match operands.rsplit_once(',') {
            Some((tested, target)) => {
                Flow::Conditional { condition: format!("{mnemonic}\t{},", tested.trim()), target: target.trim().to_string() }
            }
            None => Flow::Plain,
        },
        _ if invert(mnemonic).is_some() => Flow::Conditional { condition: mnemonic.to_string(), target: target() },
        _ => Flow::Plain,
    }
}

/// Mnemonic, without what says its width, and operands.
pub(super) fn split(line: &str) -> (&str, &str) {
    let mut words = line.trim().splitn(2, char::is_whitespace);
    let mnemonic = words.next().unwrap_or_default();
    (mnemonic.strip_suffix(".w").unwrap_or(mnemonic), words.next().unwrap_or_default().trim())
}

/// See [`super::InstructionSet::invert`].
pub fn invert(condition: &str) -> Option<String> {
    if let Some(rest) = condition.strip_prefix("cbnz\t") {
        return Some(format!("cbz\t{rest}"));
    }
    if let Some(rest) = condition.strip_prefix("cbz\t") {
        return Some(format!("cbnz\t{rest}"));
    }
    opposite(condition.strip_prefix('b')?).map(|opposite| format!("b{opposite}"))
}

/// The condition that holds exactly when this one does not.
pub(super) fn opposite(condition: &str) -> Option<&'static str> {
    CONDITIONS.iter().find_map(|(one, other)| match condition {
        _ if condition == *one => Some(*other),
        _ if condition == *other => Some(*one),
        _ => None,
    })
}

/// See [`super::InstructionSet::jump`].
pub fn jump(target: &str) -> String {
    format!("\tb\t{target}")
}

/// See [`super::InstructionSet::branch_across`]: the form of four bytes, which reaches 1 MiB.
pub fn branch_across(condition: &str, target: &str) -> Vec<String> {
    vec![format!("\t{condition}.w\t{target}")]
}

/// `b<cond>.w` reaches 1 MiB, and no region is longer. (`cbz` is not among what is laid out, see [`super::thumb_text`].)
pub fn reaches_symbol(condition: &str) -> bool {
    !condition.starts_with("cb")
}

/// What the assembler must be told first.
pub const PROLOGUE: &str = "\t.syntax\tunified\n\t.thumb\n";

/// The return address is in a register: the frame begins at the stack pointer.
pub fn initial_frame() -> Frame {
    Frame { register: "sp".to_string(), offset: 0 }
}

/// The relocations that the patcher encodes, by number and name (ELF for the Arm Architecture, section 5.6.1).
pub const RELOCATIONS: &[(u32, &str)] = &[
    (2, "R_ARM_ABS32"),
    (10, "R_ARM_THM_CALL"),
    (30, "R_ARM_THM_JUMP24"),
    (47, "R_ARM_THM_MOVW_ABS_NC"),
    (48, "R_ARM_THM_MOVT_ABS"),
    (49, "R_ARM_THM_MOVW_PREL_NC"),
    (51, "R_ARM_THM_JUMP19"),
    (53, "R_ARM_THM_ALU_PREL_11_0"),
    (54, "R_ARM_THM_PC12"),
    (89, "R_ARM_THM_MOVW_BREL"),
];

/// The addend that a relocation's field holds: this set's object files keep it there (AAELF32, section 5.6, `REL`). `None` if there is no
/// field at the offset, or it is of no kind of [`RELOCATIONS`].
pub fn addend(number: u32, code: &[u8], offset: u64) -> Option<i64> {
    let bytes = code.get(usize::try_from(offset).ok()?..)?.first_chunk::<4>()?;
    let [a, b, c, d] = *bytes;
    let instruction = u32::from_le_bytes([c, d, a, b]);
    let bits = |low: u32, count: u32| i64::from((instruction >> low) & ((1 << count) - 1));
    let signed = |number: i64, bits: u32| (number << (64 - bits)) >> (64 - bits);
    Some(match number {
        2 => i64::from(i32::from_le_bytes(*bytes)),
        10 | 30 => {
            let sign = bits(26, 1);
            let (i1, i2) = (bits(13, 1) ^ sign ^ 1, bits(11, 1) ^ sign ^ 1);
            signed((sign << 23 | i1 << 22 | i2 << 21 | bits(16, 10) << 11 | bits(0, 11)) << 1, 25)
        }
        47 | 48 | 49 | 89 => signed(bits(16, 4) << 12 | bits(26, 1) << 11 | bits(12, 3) << 8 | bits(0, 8), 16),
        51 => signed((bits(26, 1) << 19 | bits(11, 1) << 18 | bits(13, 1) << 17 | bits(16, 6) << 11 | bits(0, 11)) << 1, 21),
        53 => bits(26, 1) << 11 | bits(12, 3) << 8 | bits(0, 8),
        54 => bits(0, 12),
        _ => return None,
    })
}

/// See [`super::InstructionSet::stack_change`].
pub fn stack_change(line: &str) -> StackChange {
    let (mnemonic, operands) = split(line);
    let number = |text: &str| text.trim().trim_start_matches('#').parse::<i64>().ok();
    let by = |bytes: Option<i64>, sign: i64| bytes.map_or(StackChange::Unknown, |bytes| StackChange::By(sign * bytes));
    match mnemonic {
        "push" => return by(list(operands).map(|registers| 4 * registers.len() as i64), 1),
        "pop" => return by(list(operands).map(|registers| 4 * registers.len() as i64), -1),
        "vpush" => return by(list(operands).map(|registers| 8 * registers.len() as i64), 1),
        "vpop" => return by(list(operands).map(|registers| 8 * registers.len() as i64), -1),
        _ => {}
    }
    if let Some((_, bytes)) = operands.strip_suffix("]!").and_then(|rest| rest.split_once("[sp,")) {
        return by(number(bytes), -1);
    }
    if let Some((_, bytes)) = operands.split_once("[sp],") {
        return by(number(bytes), -1);
    }
    if operands.starts_with("sp!") {
        return StackChange::Unknown;
    }
    let Some(("sp", source)) = operands.split_once(',').map(|(target, source)| (target.trim(), source.trim())) else {
        return StackChange::By(0);
    };
    let bytes = source.strip_prefix("sp,").map_or_else(|| number(source), number);
    match (mnemonic, bytes) {
        ("sub", Some(bytes)) => StackChange::By(bytes),
        ("add", Some(bytes)) => StackChange::By(-bytes),
        ("cmp" | "cmn", _) => StackChange::By(0),
        _ => StackChange::Unknown,
    }
}

/// The registers of a list in braces, ranges counted out for those of doubles; `None` if it is none.
pub(super) fn list(operands: &str) -> Option<Vec<String>> {
    let inner = operands.trim().strip_prefix('{')?.strip_suffix('}')?;
    let mut registers = Vec::new();
    for part in inner.split(',').map(str::trim) {
        let number = |name: &str| name.trim().get(1..).and_then(|number| number.parse::<u32>().ok());
        match part.split_once('-') {
            None => registers.push(part.to_string()),
            Some((first, last)) => {
                let letter = first.trim().get(..1)?;
                registers.extend((number(first)?..=number(last)?).map(|number| format!("{letter}{number}")));
            }
        }
    }
    Some(registers)
}
