//! What x86-64 instructions do to the flow of control, in the syntax of AT&T.

use super::balance::StackChange;
use super::{Flow, Frame};

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
