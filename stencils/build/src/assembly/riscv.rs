//! What RISC-V instructions do to the flow of control.

use super::balance::StackChange;
use super::{Flow, Frame};

/// The conditional branches, each beside its opposite (RISC-V Assembly Programmer's Manual, "Pseudoinstructions").
const CONDITIONS: [(&str, &str); 8] = [
    ("beq", "bne"),
    ("blt", "bge"),
    ("bltu", "bgeu"),
    ("bgt", "ble"),
    ("bgtu", "bleu"),
    ("beqz", "bnez"),
    ("bltz", "bgez"),
    ("blez", "bgtz"),
];

/// See [`super::InstructionSet::flow`].
pub fn flow(line: &str) -> Flow {
    let mut words = line.splitn(2, char::is_whitespace);
    let mnemonic = words.next().unwrap_or_default();
    let operands = words.next().unwrap_or_default().trim();
    match mnemonic {
        "j" | "tail" => Flow::Jump(operands.trim_end_matches("@plt").to_string()),
        "jr" if operands == "ra" => Flow::Return,
        "jr" => Flow::Indirect,
        "call" | "jal" | "jalr" => Flow::Call,
        "ret" | "mret" | "sret" => Flow::Return,
        "unimp" | "ebreak" => Flow::Trap,
        _ if invert(mnemonic).is_some() => match operands.rsplit_once(',') {
            Some((tested, target)) => {
                Flow::Conditional { condition: format!("{mnemonic}\t{},", tested.trim()), target: target.trim().to_string() }
            }
            None => Flow::Plain,
        },
        _ => Flow::Plain,
    }
}

/// See [`super::InstructionSet::invert`].
pub fn invert(condition: &str) -> Option<String> {
    let (mnemonic, tested) = match condition.split_once('\t') {
        Some((mnemonic, tested)) => (mnemonic, Some(tested)),
        None => (condition, None),
    };
    let inverted = CONDITIONS.iter().find_map(|(one, other)| {
        if mnemonic == *one {
            Some(*other)
        } else if mnemonic == *other {
            Some(*one)
        } else {
            None
        }
    })?;
    Some(tested.map_or_else(|| inverted.to_string(), |tested| format!("{inverted}\t{tested}")))
}

/// `jal x0`, which reaches everything in a region, where `tail` would be two instructions and a register.
pub fn jump(target: &str) -> String {
    format!("\tj\t{target}")
}

/// Branches reach 4 KiB only.
pub fn reaches_symbol(_condition: &str) -> bool {
    false
}

/// A branch to a label of the stencil's other part: the assembler would make two instructions of it, not knowing how near it is.
pub fn branch_across(condition: &str, target: &str) -> Vec<String> {
    vec!["\t.option\tpush".into(), "\t.option\texact".into(), format!("\t{condition}\t{target}"), "\t.option\tpop".into()]
}

/// Before the first instruction: the linker does not see this code, so the assembler resolves what it can.
pub const PROLOGUE: &str = "\t.option\tnorelax\n";

/// The return address is in a register: the frame begins at the stack pointer.
pub fn initial_frame() -> Frame {
    Frame { register: "sp".to_string(), offset: 0 }
}

/// The relocations that the patcher encodes, by number and name (RISC-V ABIs Specification, "Relocations").
pub const RELOCATIONS: &[(u32, &str)] = &[
    (16, "R_RISCV_BRANCH"),
    (17, "R_RISCV_JAL"),
    (19, "R_RISCV_CALL_PLT"),
    (23, PAIR_UPPER),
    (24, PAIR_LOWER[0]),
    (25, PAIR_LOWER[1]),
    (26, "R_RISCV_HI20"),
    (27, "R_RISCV_LO12_I"),
    (28, "R_RISCV_LO12_S"),
    (30, "R_RISCV_TPREL_LO12_I"),
    (31, "R_RISCV_TPREL_LO12_S"),
];

/// The upper half of a distance …
pub const PAIR_UPPER: &str = "R_RISCV_PCREL_HI20";
/// … and the lower halves, whose symbol is the label of the upper.
pub const PAIR_LOWER: [&str; 2] = ["R_RISCV_PCREL_LO12_I", "R_RISCV_PCREL_LO12_S"];

/// See [`super::InstructionSet::stack_change`].
pub fn stack_change(line: &str) -> StackChange {
    let mut words = line.splitn(2, char::is_whitespace);
    let mnemonic = words.next().unwrap_or_default();
    let operands = words.next().unwrap_or_default().trim();
    let Some(("sp", source)) = operands.split_once(',').map(|(target, source)| (target.trim(), source.trim())) else {
        return StackChange::By(0);
    };
    let bytes = source.strip_prefix("sp,").and_then(|number| number.trim().parse::<i64>().ok());
    match (mnemonic, bytes) {
        ("addi", Some(bytes)) => StackChange::By(-bytes),
        // The stack pointer is what is stored or compared here, not the target.
        (_, _) if mnemonic.starts_with('s') && source.ends_with(')') => StackChange::By(0),
        _ => StackChange::Unknown,
    }
}
