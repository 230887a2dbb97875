//! Makes the interpreter's assembly text fit to be part of any program: every symbol renamed or
//! local, nothing in it that only suits a file of its own, and two tables through which it is reached.

use crate::assembly::{InstructionSet, blocks, read};
use crate::check::{Refusal, reserved};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Before each bytecode's name in a handler's symbol.
pub const HANDLER: &str = "handler_";
/// Before each bytecode's name in the symbol of a handler's slow path.
pub const SLOW: &str = "slow_";
/// Before each entry's name in its symbol; the names in the list carry it themselves.
pub const ENTRY: &str = "entry_";
/// What the text may need from the program: the compiler turns copies of memory into calls of these.
pub const ALLOWED: [&str; 5] = ["memcpy", "memmove", "memset", "memcmp", "bcmp"];

/// The interpreter as text to be assembled into the program.
#[derive(Clone, Debug)]
pub struct Interpreter {
    /// The text.
    pub text: String,
    /// What stands before each of its symbols: `copperhead_` and a digest.
    pub prefix: String,
}

/// Directives that belong to a file of its own, or that say who may see a symbol.
const DROPPED: [&str; 12] =
    [".file", ".attribute", ".ident", ".addrsig", ".addrsig_sym", ".globl", ".global", ".weak", ".hidden", ".protected", ".loc", ".cv_loc"];

/// Which instructions the text is made of (RISC-V's Tag_RISCV_arch). It must stand in the text: where the program is linked by LTO, the
/// text is also read by an assembler that knows only the target's name.
const ARCHITECTURE: &str = ".attribute\t5,";

/// Leaves only the sections that a root needs, itself or by what it refers to: the definitions hold
/// functions for other purposes, and those may need what the program does not have.
pub fn prune(raw: &str, roots: &[&str]) -> String {
    let mut sections: Vec<Vec<&str>> = vec![Vec::new()];
    for line in raw.lines() {
        let trimmed = line.trim_start();
        if trimmed.starts_with(".section") || [".text", ".data", ".bss"].contains(&trimmed) {
            sections.push(Vec::new());
        }
        if let Some(section) = sections.last_mut() {
            section.push(line);
        }
    }
    let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, section) in sections.iter().enumerate() {
        owners.extend(section.iter().filter_map(|line| Some((line.trim_end().strip_suffix(':')?, index))));
    }
    let mut needed = BTreeSet::new();
    let mut waiting: Vec<usize> = roots.iter().filter_map(|root| owners.get(root).copied()).collect();
    while let Some(index) = waiting.pop() {
        if needed.insert(index) {
            // The compiler says what a datum is at the end of the section before it: that is no use of it.
            let uses = sections[index].iter().filter(|line| !line.trim_start().starts_with(".type"));
            let words = uses.flat_map(|line| line.split(|c| !is_symbol_part(c)));
            waiting.extend(words.filter_map(|word| owners.get(word.trim_start_matches('$')).copied()));
        }
    }
    let mut result = String::with_capacity(raw.len());
    let architecture = raw.lines().filter(|line| line.trim_start().starts_with(ARCHITECTURE));
    architecture.for_each(|line| result.extend([line, "\n"]));
    for line in needed.into_iter().flat_map(|index| &sections[index]) {
        result.push_str(line);
        result.push('\n');
    }
    result
}

/// Whether the character may stand in a symbol.
pub fn is_symbol_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '$')
}

/// Renames and cuts `raw`. `digest` makes the symbols this text's own; `frames` keeps the directives
/// for debuggers and unwinders; the tables hold addresses of `pointer_width` bits.
pub fn adapt(raw: &str, digest: &str, frames: bool, pointer_width: u8, bytecodes: &[&str], entries: &[&str]) -> Interpreter {
    let prefix = format!("copperhead_{digest}");
    let defined: BTreeSet<&str> = raw.lines().filter_map(|line| line.trim_end().strip_suffix(':')).collect();
    let mut text = String::with_capacity(raw.len() * 2);
    for line in raw.lines() {
        let trimmed = line.trim();
        let directive = trimmed.split_whitespace().next().unwrap_or_default();
        let dropped = DROPPED.contains(&directive) && !trimmed.starts_with(ARCHITECTURE);
        if trimmed.is_empty() || dropped || (!frames && directive.starts_with(".cfi_")) {
            continue;
        }
        if directive == ".section" && trimmed.contains(".note.GNU-stack") {
            continue;
        }
        let described = trimmed.strip_prefix(".type").and_then(|rest| rest.split(',').next());
        if described.is_some_and(|symbol| !defined.contains(symbol.trim())) {
            continue;
        }
        if directive == ".section" && trimmed.contains("\t.text") {
            // One section: neighbours stay neighbours, and the linker keeps or drops them together.
            let _ = writeln!(text, "\t.section\t.text.copperhead,\"ax\",%progbits");
            continue;
        }
        rename(line, &prefix, &defined, &mut text);
        text.push('\n');
    }
    let _ = writeln!(text, "\t.section\t.data.rel.ro.copperhead,\"aw\",%progbits");
    let _ = writeln!(text, "\t.p2align\t3");
    let (pointer, bytes) = if pointer_width == 32 { (".word", 4) } else { (".quad", 8) };
    let symbols = |prefix: &'static str, names: &[&str]| -> Vec<String> { names.iter().map(|name| symbol(prefix, name)).collect() };
    for (table, symbols) in [("handlers", symbols(HANDLER, bytecodes)), ("entries", symbols(ENTRY, entries))] {
        let _ = writeln!(text, "\t.globl\t{prefix}_{table}\n\t.hidden\t{prefix}_{table}\n\t.type\t{prefix}_{table},%object");
        let _ = writeln!(text, "{prefix}_{table}:");
        for symbol in &symbols {
            let _ = writeln!(text, "\t{pointer}\t{prefix}_{symbol}");
        }
        let _ = writeln!(text, "\t.size\t{prefix}_{table}, {}", symbols.len() * bytes);
    }
    let _ = writeln!(text, "\t.text");
    Interpreter { text, prefix }
}

/// The symbol of a name in a list, which may carry its prefix already.
pub fn symbol(prefix: &str, name: &str) -> String {
    if name.starts_with(prefix) { name.to_string() } else { format!("{prefix}{name}") }
}

/// Copies a line; every word that is a symbol defined in the text gets the prefix.
fn rename(line: &str, prefix: &str, defined: &BTreeSet<&str>, out: &mut String) {
    let is_part = is_symbol_part;
    let mut rest = line;
    while let Some(start) = rest.find(|c: char| is_part(c) && c != '$') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let word = &rest[..end];
        if !defined.contains(word) {
            out.push_str(word);
        } else if let Some(local) = word.strip_prefix(".L") {
            let _ = write!(out, ".L{prefix}_{local}");
        } else {
            let _ = write!(out, "{prefix}_{word}");
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
}

/// Checks the handlers' flow of control as a stencil's is checked: all paths end in balanced tail jumps.
pub fn check(set: InstructionSet, raw: &str) -> Vec<Refusal> {
    let text = read(raw);
    let is_handler = |name: &str| name.starts_with(HANDLER) || name.starts_with(SLOW);
    let handlers = text.functions.iter().filter(|function| is_handler(function.name));
    let mut refusals: Vec<Refusal> = handlers.filter_map(|handler| blocks(set, handler).err()).flatten().collect();
    refusals.extend(text.functions.iter().filter_map(|function| reserved(set, function.name, &function.lines)));
    refusals
}

/// The function whose lines name the symbol, for the refusal.
pub fn user_of(raw: &str, symbol: &str) -> String {
    let text = read(raw);
    let uses = |line: &&str| line.split(|c| !is_symbol_part(c)).any(|word| word.trim_start_matches('$') == symbol);
    let user = text.functions.iter().find(|function| function.lines.iter().any(uses));
    user.map_or_else(|| "interpreter".to_string(), |function| function.name.to_string())
}
