//! Apple's targets: the same machine code as on other systems, in another object format.
//!
//! Stencils are bytes and holes, which know no format. So the definitions are compiled for a target with the same instruction set whose format
//! is ELF, the *twin*, and everything is read from ELF objects as always. Only the interpreter's text becomes part of the program itself: it is translated
//! to the assembler's Mach-O dialect here, line by line.
//!
//! What differs in the calling convention does not touch us. Helpers are called with at most six arguments of a word each, which
//! all lie in registers and need no extension, and answer with at most two words. The register x18 is the system's (Apple, "Writing
//! ARM64 code for Apple platforms"): the build keeps it free on every AArch64 target, and refuses text that names it.

use crate::assembly::InstructionSet;
use crate::extract::FLOAT_LIBRARY;
use crate::interpreter::{ALLOWED, is_symbol_part};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The target with the same machine code and the format ELF, for a target of Apple's.
pub fn twin(target: &str) -> Option<&'static str> {
    let mut parts = target.split('-');
    match (parts.next(), parts.next()) {
        (Some("aarch64"), Some("apple")) => Some("aarch64-unknown-none"),
        (Some("x86_64"), Some("apple")) => Some("x86_64-unknown-linux-gnu"),
        _ => None,
    }
}

/// Where a section of the ELF text goes.
fn section(name: &str) -> &'static str {
    if name.starts_with(".text") {
        // A section of its own with one symbol: conditional branches reach only symbols of the same piece, and the linker moves pieces.
        "__TEXT,__copperhead,regular,pure_instructions"
    } else if name.starts_with(".rodata") {
        "__TEXT,__const"
    } else {
        "__DATA,__const"
    }
}

/// Directives that say nothing in Mach-O, or what is said otherwise here.
const DROPPED: [&str; 5] = [".type", ".size", ".hidden", ".globl", ".text"];

/// Translates the interpreter's text. `prefix` stands before each of its own symbols.
pub fn translate(set: InstructionSet, prefix: &str, text: &str) -> String {
    let mut code_labels = BTreeSet::new();
    let mut in_code = true;
    for line in text.lines() {
        let trimmed = line.trim();
        if let Some(rest) = trimmed.strip_prefix(".section") {
            in_code = rest.trim().starts_with(".text");
        }
        if let Some(label) = trimmed.strip_suffix(':').filter(|_| in_code) {
            code_labels.insert(label);
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut begun = false;
    for line in text.lines() {
        let trimmed = line.trim();
        let directive = trimmed.split_whitespace().next().unwrap_or_default();
        if directive == ".globl" {
            let symbol = trimmed.trim_start_matches(".globl").trim();
            if !code_labels.contains(symbol) {
                let _ = writeln!(out, "\t.globl\t_{symbol}\n\t.private_extern\t_{symbol}");
            }
        }
        if trimmed.is_empty() || trimmed.starts_with("//") || trimmed.starts_with('#') || DROPPED.contains(&directive) {
            continue;
        }
        if let Some(rest) = trimmed.strip_prefix(".section") {
            let to = section(rest.trim());
            let _ = writeln!(out, "\t.section\t{to}");
            if to.contains("pure_instructions") && !begun {
                begun = true;
                let _ = writeln!(out, "\t.p2align\t4\n_{prefix}_text:");
            }
            continue;
        }
        let is_text = [".ascii", ".asciz"].contains(&directive);
        if is_text {
            out.push_str(line);
        } else {
            words(set, without_comment(set, line), &code_labels, prefix, &mut out);
        }
        out.push('\n');
    }
    out.push_str("\t.text\n");
    out
}

fn without_comment(set: InstructionSet, line: &str) -> &str {
    let comment = if set == InstructionSet::Aarch64 { "//" } else { "#" };
    line.split(comment).next().unwrap_or(line).trim_end()
}

/// Copies a line, each word in Mach-O's spelling.
fn words(set: InstructionSet, line: &str, code_labels: &BTreeSet<&str>, prefix: &str, out: &mut String) {
    let mut rest = line;
    // `:lo12:symbol` becomes `symbol@PAGEOFF`, and so on: the operator waits for its symbol.
    let mut operator = if line.trim_start().starts_with("adrp") { "@PAGE" } else { "" };
    while !rest.is_empty() {
        if set == InstructionSet::Aarch64
            && let Some((from, to)) = [(":got_lo12:", "@GOTPAGEOFF"), (":got:", "@GOTPAGE"), (":lo12:", "@PAGEOFF")]
                .iter()
                .find(|(from, _)| rest.starts_with(from))
        {
            operator = to;
            rest = &rest[from.len()..];
            continue;
        }
        let end = rest.find(|c| !is_symbol_part(c)).unwrap_or(rest.len());
        if end == 0 {
            let next = rest.chars().next().map_or(1, char::len_utf8);
            out.push_str(&rest[..next]);
            rest = &rest[next..];
            continue;
        }
        let (word, behind) = rest.split_at(end);
        // A dollar sign stands before immediate symbols on x86-64 and belongs to no name here.
        let (dollar, name) = word.strip_prefix('$').map_or(("", word), |name| ("$", name));
        let ours = name.trim_start_matches(".L").starts_with(prefix);
        let foreign = ALLOWED.contains(&name) || FLOAT_LIBRARY.contains(&name);
        out.push_str(dollar);
        let spelt = match name {
            ".xword" => ".quad",
            ".word" => ".long",
            ".hword" => ".short",
            _ => name,
        };
        if code_labels.contains(name) {
            let _ = write!(out, "L{}", name.trim_start_matches(".L"));
        } else if ours || foreign {
            let _ = write!(out, "_{}", name.trim_start_matches(".L"));
        } else {
            out.push_str(spelt);
        }
        if ours || foreign {
            out.push_str(operator);
        }
        rest = behind.strip_prefix("@PLT").unwrap_or(behind);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AARCH64: &str = "\
// banner
\t.section\t.text.copperhead,\"ax\",@progbits
\t.p2align\t2
\t.type\tcopperhead_7_handler_A,@function
copperhead_7_handler_A:
\tadrp\tx8, copperhead_7_TABLE
\tadd\tx8, x8, :lo12:copperhead_7_TABLE
\tldr\td0, [x8, :lo12:.Lcopperhead_7_CPI0_0]
\ttbnz\tw8, #0, .Lcopperhead_7_BB0_1
\tstr\tx8, [sp, #8]                    // 8-byte Folded Spill
\tbl\tmemcpy
.Lcopperhead_7_BB0_1:
\tb\tcopperhead_7_slow_A
copperhead_7_slow_A:
\tbr\tx0
\t.size\tcopperhead_7_handler_A, 8
\t.section\t.rodata.cst8,\"aM\",@progbits,8
.Lcopperhead_7_CPI0_0:
\t.xword\t0x3ff0000000000000
\t.asciz\t\"a // b memcpy .word\"
\t.section\t.data.rel.ro.copperhead,\"aw\",@progbits
\t.globl\tcopperhead_7_handlers
\t.hidden\tcopperhead_7_handlers
copperhead_7_handlers:
\t.quad\tcopperhead_7_handler_A
copperhead_7_TABLE:
\t.word\t5
\t.text
";

    const AARCH64_APPLE: &str = "\
\t.section\t__TEXT,__copperhead,regular,pure_instructions
\t.p2align\t4
_copperhead_7_text:
\t.p2align\t2
Lcopperhead_7_handler_A:
\tadrp\tx8, _copperhead_7_TABLE@PAGE
\tadd\tx8, x8, _copperhead_7_TABLE@PAGEOFF
\tldr\td0, [x8, _copperhead_7_CPI0_0@PAGEOFF]
\ttbnz\tw8, #0, Lcopperhead_7_BB0_1
\tstr\tx8, [sp, #8]
\tbl\t_memcpy
Lcopperhead_7_BB0_1:
\tb\tLcopperhead_7_slow_A
Lcopperhead_7_slow_A:
\tbr\tx0
\t.section\t__TEXT,__const
_copperhead_7_CPI0_0:
\t.quad\t0x3ff0000000000000
\t.asciz\t\"a // b memcpy .word\"
\t.section\t__DATA,__const
\t.globl\t_copperhead_7_handlers
\t.private_extern\t_copperhead_7_handlers
_copperhead_7_handlers:
\t.quad\tLcopperhead_7_handler_A
_copperhead_7_TABLE:
\t.long\t5
\t.text
";

    #[test]
    fn aarch64_text_is_translated() {
        assert_eq!(translate(InstructionSet::Aarch64, "copperhead_7", AARCH64), AARCH64_APPLE);
    }

    #[test]
    fn x86_64_text_is_translated() {
        let text = "\
\t.section\t.text.copperhead,\"ax\",@progbits
copperhead_7_handler_A:
\tleaq\tcopperhead_7_TABLE(%rip), %rax
\tmovsd\t.Lcopperhead_7_CPI0_0(%rip), %xmm0 # xmm0 = mem[0],zero
#APP
\tcallq\tmemcpy@PLT
\tcallq\t*memmove@GOTPCREL(%rip)
\tmovl\t$77, %eax
\tjmpq\t*(%rax,%rcx,8)
";
        let expected = "\
\t.section\t__TEXT,__copperhead,regular,pure_instructions
\t.p2align\t4
_copperhead_7_text:
Lcopperhead_7_handler_A:
\tleaq\t_copperhead_7_TABLE(%rip), %rax
\tmovsd\t_copperhead_7_CPI0_0(%rip), %xmm0
\tcallq\t_memcpy
\tcallq\t*_memmove@GOTPCREL(%rip)
\tmovl\t$77, %eax
\tjmpq\t*(%rax,%rcx,8)
\t.text
";
        assert_eq!(translate(InstructionSet::X86_64, "copperhead_7", text), expected);
    }

    #[test]
    fn twins_share_the_instruction_set() {
        for target in ["aarch64-apple-darwin", "aarch64-apple-ios", "x86_64-apple-darwin"] {
            let twin = twin(target).expect("Apple's");
            assert_eq!(twin.split('-').next(), target.split('-').next());
            assert!(InstructionSet::of_target(twin).is_some());
        }
        assert_eq!(twin("aarch64-unknown-linux-gnu"), None);
        assert_eq!(twin("x86_64-pc-windows-msvc"), None);
    }
}
