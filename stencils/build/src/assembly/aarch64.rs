//! What AArch64 instructions do to the flow of control.

use super::balance::StackChange;
use super::{Flow, Frame};

/// The conditions of `b.cond`, each beside its opposite (Arm ARM, C1.2.4).
const CONDITIONS: [(&str, &str); 9] = [
    ("b.eq", "b.ne"),
    ("b.hs", "b.lo"),
    ("b.cs", "b.cc"),
    ("b.mi", "b.pl"),
    ("b.vs", "b.vc"),
    ("b.hi", "b.ls"),
    ("b.ge", "b.lt"),
    ("b.gt", "b.le"),
    ("cbz", "cbnz"),
];

/// See [`super::InstructionSet::flow`].
pub fn flow(line: &str) -> Flow {
    let mut words = line.splitn(2, char::is_whitespace);
    let mnemonic = words.next().unwrap_or_default();
    let operands = words.next().unwrap_or_default().trim();
    match mnemonic {
        "b" => Flow::Jump(operands.to_string()),
        "br" | "braa" | "brab" | "braaz" | "brabz" => Flow::Indirect,
        "bl" | "blr" | "blraa" | "blrab" | "blraaz" | "blrabz" => Flow::Call,
        "ret" | "retaa" | "retab" | "eret" => Flow::Return,
        "brk" | "udf" | "hlt" => Flow::Trap,
        "cbz" | "cbnz" | "tbz" | "tbnz" => match operands.rsplit_once(',') {
            Some((tested, target)) => {
                Flow::Conditional { condition: format!("{mnemonic}\t{},", tested.trim()), target: target.trim().to_string() }
            }
            None => Flow::Plain,
        },
        _ if invert(mnemonic).is_some() => Flow::Conditional { condition: mnemonic.to_string(), target: operands.to_string() },
        _ => Flow::Plain,
    }
}

/// See [`super::InstructionSet::invert`].
pub fn invert(condition: &str) -> Option<String> {
    let (mnemonic, tested) = match condition.split_once('\t') {
        Some((mnemonic, tested)) => (mnemonic, Some(tested)),
        None => (condition, None),
    };
    let pairs = CONDITIONS.iter().copied().chain([("tbz", "tbnz")]);
    let inverted = pairs.into_iter().find_map(|(one, other)| {
        if mnemonic == one {
            Some(other)
        } else if mnemonic == other {
            Some(one)
        } else {
            None
        }
    })?;
    Some(tested.map_or_else(|| inverted.to_string(), |tested| format!("{inverted}\t{tested}")))
}

/// See [`super::InstructionSet::jump`].
pub fn jump(target: &str) -> String {
    format!("\tb\t{target}")
}

/// `tbz` and `tbnz` reach 32 KiB only, the others 1 MiB.
pub fn reaches_symbol(condition: &str) -> bool {
    !condition.starts_with("tb")
}

/// The return address is in a register: the frame begins at the stack pointer.
pub fn initial_frame() -> Frame {
    Frame { register: "sp".to_string(), offset: 0 }
}

/// The relocations that the patcher encodes, by number and name (ELF for the Arm 64-bit Architecture, section 5.7).
pub const RELOCATIONS: &[(u32, &str)] = &[
    (257, "R_AARCH64_ABS64"),
    (261, "R_AARCH64_PREL32"),
    (263, "R_AARCH64_MOVW_UABS_G0"),
    (264, "R_AARCH64_MOVW_UABS_G0_NC"),
    (265, "R_AARCH64_MOVW_UABS_G1"),
    (266, "R_AARCH64_MOVW_UABS_G1_NC"),
    (267, "R_AARCH64_MOVW_UABS_G2"),
    (268, "R_AARCH64_MOVW_UABS_G2_NC"),
    (269, "R_AARCH64_MOVW_UABS_G3"),
    (270, "R_AARCH64_MOVW_SABS_G0"),
    (274, "R_AARCH64_ADR_PREL_LO21"),
    (275, "R_AARCH64_ADR_PREL_PG_HI21"),
    (277, "R_AARCH64_ADD_ABS_LO12_NC"),
    (278, "R_AARCH64_LDST8_ABS_LO12_NC"),
    (279, "R_AARCH64_TSTBR14"),
    (280, "R_AARCH64_CONDBR19"),
    (282, "R_AARCH64_JUMP26"),
    (283, "R_AARCH64_CALL26"),
    (284, "R_AARCH64_LDST16_ABS_LO12_NC"),
    (285, "R_AARCH64_LDST32_ABS_LO12_NC"),
    (286, "R_AARCH64_LDST64_ABS_LO12_NC"),
    (529, "R_AARCH64_TLSLD_ADD_DTPREL_LO12"),
    (550, "R_AARCH64_TLSLE_ADD_TPREL_LO12"),
    (564, "R_AARCH64_TLSDESC_ADD_LO12"),
];

/// See [`super::InstructionSet::stack_change`].
pub fn stack_change(line: &str) -> StackChange {
    let mut words = line.splitn(2, char::is_whitespace);
    let mnemonic = words.next().unwrap_or_default();
    let operands = words.next().unwrap_or_default().trim();
    let number = |text: &str| text.trim().trim_start_matches('#').parse::<i64>().ok();
    // `str x30, [sp, #-16]!` moves the pointer before, `ldr x30, [sp], #16` behind the access.
    if let Some(address) = operands.strip_suffix("]!").and_then(|rest| rest.split_once("[sp,")) {
        return number(address.1).map_or(StackChange::Unknown, |bytes| StackChange::By(-bytes));
    }
    if let Some((_, bytes)) = operands.split_once("[sp],") {
        return number(bytes).map_or(StackChange::Unknown, |bytes| StackChange::By(-bytes));
    }
    let Some(("sp", source)) = operands.split_once(',').map(|(target, source)| (target.trim(), source.trim())) else {
        return StackChange::By(0);
    };
    let bytes = source.strip_prefix("sp,").and_then(number);
    match (mnemonic, bytes) {
        ("sub", Some(bytes)) => StackChange::By(bytes),
        ("add", Some(bytes)) => StackChange::By(-bytes),
        ("cmp" | "cmn", _) => StackChange::By(0),
        _ => StackChange::Unknown,
    }
}
