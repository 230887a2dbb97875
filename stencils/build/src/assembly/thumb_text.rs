//! Makes of the compiler's Thumb-2 text one in which registers cost nothing to save and branches stand alone.
//!
//! The C convention, which `preserve_none` is on this set, leaves a function four registers and makes it save the others. Handlers and
//! stencils are called by one another only, and by `entry_enter`, which saves all of them: so r4 to r11 belong to
//! nobody, and the saves that the compiler wrote are taken out. lr stays whole, for `entry_leave` returns by it: a function that calls something
//! saves it alone; where one that calls nothing uses it to compute with, another register takes its place. With the saves goes the frame
//! pointer, which bare targets keep even in leaf functions.
//!
//! Branches and stack instructions inside of IT blocks become branches around them, so that each line of the text is what it seems. Frame
//! directives (EHABI) go: nothing unwinds through this code.

use super::thumb::{list, opposite, split};
use std::fmt::Write;

/// Functions whose registers belong to nobody begin with one of these.
const OWN: [&str; 6] = ["stencil_", "form_", "after_", "slow_", "handler_", "entry_"];
/// Directives that frames need, or that describe the file that the text no longer is.
const DROPPED: [&str; 13] = [
    ".fnstart",
    ".fnend",
    ".save",
    ".setfp",
    ".pad",
    ".vsave",
    ".cantunwind",
    ".personality",
    ".handlerdata",
    ".eabi_attribute",
    ".fpu",
    ".cpu",
    ".arch",
];
/// The registers that may be used freely in place of lr.
const FREE: [&str; 8] = ["r4", "r5", "r6", "r8", "r9", "r10", "r11", "r7"];

/// Adapts a whole text. `apart` also undoes `cbz`, which reaches too near for blocks that are moved.
pub fn adapt(raw: &str, apart: bool) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut labels = 0;
    let mut name = "";
    let mut lines = raw.lines();
    while let Some(line) = lines.next() {
        let trimmed = line.trim();
        if let Some(label) = trimmed.strip_suffix(':') {
            name = label;
        }
        if trimmed != ".fnstart" {
            if !DROPPED.contains(&trimmed.split_whitespace().next().unwrap_or_default()) {
                let _ = writeln!(out, "{line}");
            }
            continue;
        }
        let mut body: Vec<String> = Vec::new();
        let mut end = None;
        for line in lines.by_ref() {
            if line.trim().starts_with(".Lfunc_end") {
                end = Some(line);
                break;
            }
            if !DROPPED.contains(&line.split_whitespace().next().unwrap_or_default()) {
                body.push(line.to_string());
            }
        }
        let body = without_blocks(body, &mut labels);
        let body = if OWN.iter().any(|prefix| name.starts_with(prefix)) { without_saves(body) } else { body };
        for line in &body {
            write_line(line, apart, &mut out);
        }
        out.extend(end.into_iter().flat_map(|line| [line, "\n"]));
    }
    out
}

fn write_line(line: &str, apart: bool, out: &mut String) {
    let (mnemonic, operands) = split(line);
    if let Some((register, target)) = operands.split_once(',').filter(|_| apart && mnemonic.starts_with("cb")) {
        // The compiler makes `cbz` only of a comparison whose flags nobody else reads.
        let condition = if mnemonic == "cbz" { "beq" } else { "bne" };
        let _ = writeln!(out, "\tcmp\t{register}, #0\n\t{condition}\t{}", target.trim());
    } else {
        let _ = writeln!(out, "{line}");
    }
}

/// Whether the line is an instruction of the compiler's, and which lines stand in an `asm!`.
fn is_instruction(line: &str) -> bool {
    let trimmed = line.trim();
    !(trimmed.is_empty() || trimmed.starts_with(['.', '@']) || trimmed.ends_with(':'))
}

/// The words of a line that may be registers or mnemonics.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.')
}

fn names(line: &str, register: &str) -> bool {
    words(line).any(|word| word == register)
}

/// The conditions of the instructions behind an `it` line.
fn block_conditions(line: &str) -> Option<Vec<&str>> {
    let (mnemonic, condition) = split(line);
    let pattern = mnemonic.strip_prefix("it").filter(|rest| rest.len() < 4 && rest.chars().all(|c| c == 't' || c == 'e'))?;
    let other = opposite(condition)?;
    Some(std::iter::once('t').chain(pattern.chars()).map(|c| if c == 't' { condition } else { other }).collect())
}

/// Takes the IT blocks apart that hold branches or move the stack pointer; blocks that follow one another count as one.
fn without_blocks(body: Vec<String>, labels: &mut usize) -> Vec<String> {
    let mut out = Vec::with_capacity(body.len());
    let mut index = 0;
    while index < body.len() {
        let first = index;
        let mut block: Vec<(&str, &str)> = Vec::new();
        while let Some(conditions) = body.get(index).and_then(|line| block_conditions(line)) {
            let lines = body.get(index + 1..).unwrap_or_default().iter().map(String::as_str);
            block.extend(lines.zip(conditions.iter().copied()));
            index += 1 + conditions.len();
        }
        let special = |(line, _): &(&str, &str)| {
            let (mnemonic, operands) = split(line);
            let branches = mnemonic.starts_with('b') && !mnemonic.starts_with("bic") && !mnemonic.starts_with("bf");
            branches || mnemonic.starts_with("pop") || names(operands, "sp")
        };
        if !block.iter().any(special) {
            index = index.max(first + 1);
            out.extend(body.iter().take(index).skip(first).cloned());
            continue;
        }
        let mut open: Option<(&str, String)> = None;
        for (line, condition) in block {
            if open.as_ref().is_some_and(|(running, _)| *running != condition) {
                out.extend(open.take().map(|(_, label)| format!("{label}:")));
            }
            let (mnemonic, operands) = split(line);
            let plain = mnemonic.strip_suffix(condition).unwrap_or(mnemonic);
            if plain == "b" && open.is_none() {
                out.push(format!("\tb{condition}\t{operands}"));
                continue;
            }
            if open.is_none() {
                *labels += 1;
                let label = format!(".Lit{labels}");
                out.push(format!("\tb{}\t{label}", opposite(condition).unwrap_or_default()));
                open = Some((condition, label));
            }
            out.push(format!("\t{plain}\t{operands}"));
            // What follows a comparison depends on its flags, not on those at the start.
            if ["cmp", "cmn", "tst", "teq"].contains(&plain) || plain.ends_with('s') && plain != "bls" {
                out.extend(open.take().map(|(_, label)| format!("{label}:")));
            }
        }
        out.extend(open.map(|(_, label)| format!("{label}:")));
    }
    out
}

/// One line of a function as far as saves go.
enum Save {
    /// Saves so many registers …
    Push(usize),
    /// … and takes them back; whether it returns with that.
    Pop(usize, bool),
    /// Sets the frame pointer.
    Pointer,
    /// Neither.
    No,
}

fn save(line: &str) -> Save {
    let (mnemonic, operands) = split(line);
    match mnemonic {
        "push" => list(operands).map_or(Save::No, |registers| Save::Push(registers.len())),
        "pop" => list(operands).map_or(Save::No, |registers| Save::Pop(registers.len(), operands.contains("pc"))),
        "str" if operands.ends_with("[sp, #-4]!") => Save::Push(1),
        "ldr" if operands.ends_with("[sp], #4") && !operands.starts_with("pc") => Save::Pop(1, false),
        "mov" if operands == "r7, sp" => Save::Pointer,
        "add" if operands.starts_with("r7, sp, ") => Save::Pointer,
        _ => Save::No,
    }
}

/// Takes the saves out of a function, but for that of lr where something is called. A function of which that cannot be said to be
/// right stays as it is.
fn without_saves(body: Vec<String>) -> Vec<String> {
    let mut verbatim = false;
    let kinds: Vec<Option<Save>> = body
        .iter()
        .map(|line| {
            match line.trim() {
                "@APP" => verbatim = true,
                "@NO_APP" => verbatim = false,
                _ => {}
            }
            if verbatim || !is_instruction(line) { None } else { Some(save(line)) }
        })
        .collect();
    let saved: usize = kinds.iter().flatten().map(|kind| if let Save::Push(count) = kind { *count } else { 0 }).sum();
    let calls = body.iter().any(|line| matches!(split(line).0, "bl" | "blx"));
    let others = || body.iter().zip(&kinds).filter(|(line, kind)| is_instruction(line) && matches!(kind, None | Some(Save::No)));
    let pointer = kinds.iter().any(|kind| matches!(kind, Some(Save::Pointer)));
    // What is computed from the frame pointer, or puts the stack pointer elsewhere, counts on the saves.
    let entangled = others()
        .any(|(line, _)| pointer && names(line, "r7") || split(line).1.starts_with("sp,") && !matches!(split(line).0, "add" | "sub"));
    if saved == 0 || entangled {
        return body;
    }
    let uses_link = others().any(|(line, _)| names(line, "lr"));
    let free = FREE.into_iter().find(|register| !others().any(|(line, _)| names(line, register) || !keeps_order(line, register)));
    let spare = match (calls, uses_link, free) {
        (false, true, Some(free)) => Some(free),
        (_, true, _) => return body,
        _ => None,
    };
    // The stack pointer stays a multiple of eight where calls are made.
    let (push, pop, back) = match (calls, saved % 2) {
        (false, _) => (None, None, "\tbx\tlr"),
        (true, 0) => (Some("\tpush\t{r4, lr}"), Some("\tpop.w\t{r4, lr}"), "\tpop\t{r4, pc}"),
        (true, _) => (Some("\tpush\t{lr}"), Some("\tldr\tlr, [sp], #4"), "\tpop\t{pc}"),
    };
    let mut out = Vec::with_capacity(body.len());
    let mut pushed = false;
    let mut left = 0;
    for (line, kind) in body.iter().zip(&kinds) {
        match kind {
            Some(Save::Push(_)) => {
                if !pushed {
                    out.extend(push.map(str::to_string));
                }
                pushed = true;
            }
            Some(Save::Pointer) => {}
            Some(Save::Pop(count, returns)) => {
                // A way out takes back in as many steps as the way in saved; the last of them counts.
                left += count;
                if left == saved {
                    left = 0;
                    out.extend(if *returns { Some(back) } else { pop }.map(str::to_string));
                }
            }
            _ => match spare {
                Some(free) if is_instruction(line) => out.push(rename(line, free)),
                _ => out.push(line.clone()),
            },
        }
    }
    if left == 0 { out } else { body }
}

/// Whether another register may take the place of lr in a line: a list of registers is stored and loaded in the order of their numbers, of which lr
/// has the greatest.
fn keeps_order(line: &str, register: &str) -> bool {
    let number = |name: &str| name.strip_prefix('r').and_then(|number| number.parse::<u32>().ok());
    let Some(registers) = line.find('{').and_then(|start| list(&line[start..])) else { return true };
    !registers.iter().any(|name| name == "lr")
        || registers.iter().filter(|name| *name != "lr").all(|name| number(name).is_some_and(|other| Some(other) < number(register)))
}

/// The line with another register in place of lr.
fn rename(line: &str, free: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find("lr") {
        let (before, after) = (&rest[..start], &rest[start + 2..]);
        let whole = !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.')
            && !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.');
        out.push_str(before);
        out.push_str(if whole { free } else { "lr" });
        rest = after;
    }
    out.push_str(rest);
    out
}
