//! Assembly text as the compiler prints it, read into functions and their graphs of basic blocks.
//!
//! What an instruction does to the flow of control is told by the module of the instruction set;
//! everything else here is the same for all of them. [`layout`] turns a graph into the two parts of
//! a stencil.

pub mod aarch64;
mod aarch64_immediates;
pub mod balance;
pub mod layout;
pub mod riscv;
pub mod thumb;
mod thumb_text;
pub mod x86_64;

use crate::check::{Reason, Refusal};

/// The instruction sets that have stencils.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstructionSet {
    /// x86-64, in the syntax of AT&T.
    X86_64,
    /// AArch64, little-endian.
    Aarch64,
    /// RISC-V with 64 bits.
    Riscv64,
    /// RISC-V with 32 bits.
    Riscv32,
    /// Thumb-2 of the Armv7 profiles, little-endian.
    Thumb,
}

/// What one instruction does to the flow of control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Goes on to the next instruction.
    Plain,
    /// Calls and comes back.
    Call,
    /// Goes to the label or symbol if the condition holds.
    Conditional {
        /// The instruction without its target, for instance `jne` or `cbz x0,`.
        condition: String,
        /// Label or symbol.
        target: String,
    },
    /// Goes to the label or symbol.
    Jump(String),
    /// Goes to an address in a register or in memory.
    Indirect,
    /// Returns to a native caller: never right in a stencil.
    Return,
    /// Stops: never right in a stencil.
    Trap,
}

impl InstructionSet {
    /// The set of a target triple, if stencils are made for it.
    ///
    /// Only ELF targets: the assembly text of other object formats is not read here.
    pub fn of_target(target: &str) -> Option<Self> {
        let mut parts = target.split('-');
        let architecture = parts.next()?;
        if ["windows", "uefi", "wasi", "gnux32", "gnu_ilp32"].iter().any(|no| target.contains(no)) {
            return None;
        }
        match architecture {
            "x86_64" => Some(Self::X86_64),
            "aarch64" => Some(Self::Aarch64),
            // Both with compressed instructions, for which code is aligned; the embedded base has too few registers.
            _ if architecture.starts_with("riscv64") && architecture.contains(['c', 'g']) => Some(Self::Riscv64),
            _ if architecture.starts_with("riscv32im") && architecture.contains('c') => Some(Self::Riscv32),
            // Armv6-M has no tail calls in LLVM, no wide branches and no `movw`.
            "thumbv7em" | "thumbv7m" | "thumbv7a" | "thumbv7neon" | "thumbv8m.main" => Some(Self::Thumb),
            _ => None,
        }
    }

    /// The registers that some system keeps for itself: x18 is the platform register of macOS, Windows and Android (Procedure Call
    /// Standard for the Arm 64-bit Architecture, 6.1.1), and may change at any time.
    pub fn system_registers(self) -> &'static [&'static str] {
        match self {
            Self::Aarch64 => &["x18", "w18"],
            Self::X86_64 | Self::Riscv64 | Self::Riscv32 | Self::Thumb => &[],
        }
    }

    /// The set's name in targets and file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::X86_64 => "x86_64",
            Self::Aarch64 => "aarch64",
            Self::Riscv64 => "riscv64",
            Self::Riscv32 => "riscv32",
            Self::Thumb => "thumb",
        }
    }

    /// Whether a machine of the set has all that stencils need, given its features as `rustc --print cfg` names them.
    pub fn suffices(self, has: impl Fn(&str) -> bool) -> bool {
        match self {
            Self::X86_64 | Self::Aarch64 | Self::Riscv64 | Self::Riscv32 => true,
            // Division: all M profiles with Thumb-2 have it, of the others those with the virtualization extensions (Armv7-A and R ARM, A4.4.8).
            Self::Thumb => has("mclass") || has("virtualization"),
        }
    }

    /// The feature, as `rustc --print cfg` names it, by which a machine computes with doubles.
    pub fn feature_of_doubles(self) -> &'static str {
        match self {
            Self::X86_64 => "sse2",
            Self::Aarch64 => "neon",
            Self::Riscv64 | Self::Riscv32 => "d",
            Self::Thumb => "vfp2",
        }
    }

    /// What the instruction on this trimmed line does to the flow of control.
    pub fn flow(self, line: &str) -> Flow {
        match self {
            Self::X86_64 => x86_64::flow(line),
            Self::Aarch64 => aarch64::flow(line),
            Self::Riscv64 | Self::Riscv32 => riscv::flow(line),
            Self::Thumb => thumb::flow(line),
        }
    }

    /// The condition that holds exactly when this one does not.
    pub fn invert(self, condition: &str) -> Option<String> {
        match self {
            Self::X86_64 => x86_64::invert(condition),
            Self::Aarch64 => aarch64::invert(condition),
            Self::Riscv64 | Self::Riscv32 => riscv::invert(condition),
            Self::Thumb => thumb::invert(condition),
        }
    }

    /// The instruction that always goes to the label or symbol.
    pub fn jump(self, target: &str) -> String {
        match self {
            Self::X86_64 => x86_64::jump(target),
            Self::Aarch64 => aarch64::jump(target),
            Self::Riscv64 | Self::Riscv32 => riscv::jump(target),
            Self::Thumb => thumb::jump(target),
        }
    }

    /// The lines of a conditional branch to a label of the stencil's other part.
    pub fn branch_across(self, condition: &str, target: &str) -> Vec<String> {
        match self {
            Self::X86_64 | Self::Aarch64 => vec![format!("\t{condition}\t{target}")],
            Self::Riscv64 | Self::Riscv32 => riscv::branch_across(condition, target),
            Self::Thumb => thumb::branch_across(condition, target),
        }
    }

    /// What stands before the first instruction of the text that is assembled.
    pub fn prologue(self) -> &'static str {
        match self {
            Self::X86_64 | Self::Aarch64 => "",
            Self::Riscv64 | Self::Riscv32 => riscv::PROLOGUE,
            Self::Thumb => thumb::PROLOGUE,
        }
    }

    /// Whether this conditional branch can reach a symbol, which may lie anywhere in the region. The
    /// stencil's own other part is always near enough: a chunk of a region is made no longer than that.
    pub fn reaches_symbol(self, condition: &str) -> bool {
        match self {
            Self::X86_64 => x86_64::reaches_symbol(condition),
            Self::Aarch64 => aarch64::reaches_symbol(condition),
            Self::Riscv64 | Self::Riscv32 => riscv::reaches_symbol(condition),
            Self::Thumb => thumb::reaches_symbol(condition),
        }
    }

    /// The relocations that the patcher encodes: number and name.
    pub fn relocations(self) -> &'static [(u32, &'static str)] {
        match self {
            Self::X86_64 => x86_64::RELOCATIONS,
            Self::Aarch64 => aarch64::RELOCATIONS,
            Self::Riscv64 | Self::Riscv32 => riscv::RELOCATIONS,
            Self::Thumb => thumb::RELOCATIONS,
        }
    }

    /// The addend in the field of a relocation, by number, for sets whose object files keep it there.
    pub fn addend(self, number: u32, code: &[u8], offset: u64) -> Option<i64> {
        match self {
            Self::X86_64 | Self::Aarch64 | Self::Riscv64 | Self::Riscv32 => None,
            Self::Thumb => thumb::addend(number, code, offset),
        }
    }

    /// What the instruction on this trimmed line does to the stack.
    pub fn stack_change(self, line: &str) -> balance::StackChange {
        match self {
            Self::X86_64 => x86_64::stack_change(line),
            Self::Aarch64 => aarch64::stack_change(line),
            Self::Riscv64 | Self::Riscv32 => riscv::stack_change(line),
            Self::Thumb => thumb::stack_change(line),
        }
    }

    /// Shortens what definitions must write out, in a function that ends in tail calls. The meaning is the same.
    pub fn shorten(self, blocks: &mut [Block]) {
        match self {
            Self::X86_64 => x86_64::fold_immediates(blocks),
            Self::Aarch64 => aarch64_immediates::fold(blocks),
            // Their instructions have no room for the immediates.
            Self::Riscv64 | Self::Riscv32 | Self::Thumb => {}
        }
    }

    /// Makes the compiler's text fit for everything else that is done here. `apart`: as stencils, whose blocks are moved.
    pub fn adapt(self, raw: String, apart: bool) -> String {
        match self {
            Self::X86_64 | Self::Aarch64 | Self::Riscv64 | Self::Riscv32 => raw,
            Self::Thumb => thumb_text::adapt(&raw, apart),
        }
    }

    /// What begins a comment that takes a whole line.
    pub fn comment(self) -> &'static str {
        match self {
            Self::X86_64 | Self::Riscv64 | Self::Riscv32 => "#",
            Self::Aarch64 => "//",
            Self::Thumb => "@",
        }
    }

    /// Where the canonical frame address lies when a function is entered.
    pub fn initial_frame(self) -> Frame {
        match self {
            Self::X86_64 => x86_64::initial_frame(),
            Self::Aarch64 => aarch64::initial_frame(),
            Self::Riscv64 | Self::Riscv32 => riscv::initial_frame(),
            Self::Thumb => thumb::initial_frame(),
        }
    }
}

/// The canonical frame address as the CFI directives give it: register and offset. It tells how
/// much is on the native stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The register's name without `%`.
    pub register: String,
    /// Bytes from the register to the canonical frame address.
    pub offset: i64,
}

/// A function as it stands in the text.
#[derive(Clone, Debug)]
pub struct Function<'t> {
    /// Its symbol.
    pub name: &'t str,
    /// The lines between its label and its end.
    pub lines: Vec<&'t str>,
}

/// Assembly text cut into functions and everything else.
#[derive(Clone, Debug, Default)]
pub struct Text<'t> {
    /// All functions, in the order of the text.
    pub functions: Vec<Function<'t>>,
    /// Data sections; kept so that a reference to them is found and named.
    pub data: Vec<&'t str>,
}

/// Cuts the text that `rustc --emit=asm` printed for an ELF target.
pub fn read(text: &str) -> Text<'_> {
    let mut result = Text::default();
    let mut types: Vec<&str> = Vec::new();
    let mut current: Option<Function<'_>> = None;
    let mut in_data = false;
    for line in text.lines() {
        let trimmed = line.trim();
        if let Some(function) = &mut current {
            if trimmed.starts_with(".Lfunc_end") || trimmed.starts_with(".size\t") {
                result.functions.extend(current.take());
            } else {
                function.lines.push(line);
            }
            continue;
        }
        if let Some(name) = trimmed.strip_suffix(':').filter(|name| types.contains(name)) {
            current = Some(Function { name, lines: Vec::new() });
            in_data = false;
        } else if let Some(rest) = trimmed.strip_prefix(".type\t") {
            if let Some(name) = rest.strip_suffix(",@function").or_else(|| rest.strip_suffix(",%function")) {
                types.push(name);
            }
        } else if trimmed.starts_with(".section") || trimmed == ".text" || trimmed == ".data" || trimmed == ".bss" {
            in_data = !trimmed.starts_with(".section\t.text") && trimmed != ".text" && !trimmed.contains(".note.GNU-stack");
            if in_data {
                result.data.push(line);
            }
        } else if in_data && !trimmed.starts_with(".ident") && !trimmed.starts_with(".addrsig") {
            result.data.push(line);
        }
    }
    result.functions.extend(current);
    result
}

/// Where a block's control goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To the block with this index.
    Block(usize),
    /// Out of the function, to this symbol.
    Symbol(String),
}

/// How a block ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// One of two ways.
    Conditional {
        /// See [`Flow::Conditional`].
        condition: String,
        /// Where it goes if the condition holds.
        taken: Target,
        /// Where it goes otherwise.
        otherwise: Target,
    },
    /// One way.
    Jump(Target),
    /// A tail jump to an address that is known when it runs; the instruction itself.
    Indirect(String),
}

/// Instructions that run one after the other, and where control goes then.
#[derive(Clone, Debug)]
pub struct Block {
    /// Its labels in the text.
    pub labels: Vec<String>,
    /// The instructions, ready to be printed.
    pub lines: Vec<String>,
    /// How it ends.
    pub end: End,
    /// Whether it calls something.
    pub calls: bool,
    /// The definition's wish, see [`layout`].
    pub wish: Option<Wish>,
}

/// What a definition can say about a block: an empty `asm!` with a comment that holds one of these words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// `copperhead_hot`: belongs to the hot part, though it calls or ends in an indirect jump.
    Hot,
    /// `copperhead_cold`: belongs to the cold part.
    Cold,
}

/// A block while it is being read: its end may still be a label.
struct Draft {
    labels: Vec<String>,
    lines: Vec<String>,
    end: Option<DraftEnd>,
    calls: bool,
    wish: Option<Wish>,
    entered_with: Option<Frame>,
    left_with: Frame,
    last: String,
}

enum DraftEnd {
    Conditional { condition: String, target: String },
    Jump(String),
    Indirect(String),
}

/// Reads a function into its graph; block 0 is the entry.
///
/// # Errors
///
/// Whatever a stencil must not do and the text shows: returning, stopping, running off its end, and
/// leaving with an unbalanced stack.
pub fn blocks(set: InstructionSet, function: &Function<'_>) -> Result<Vec<Block>, Vec<Refusal>> {
    let mut refusals = Vec::new();
    let mut refuse = |reason| refusals.push(Refusal::new(function.name, reason));
    let mut drafts: Vec<Draft> = Vec::new();
    let mut frame = set.initial_frame();
    let mut remembered: Vec<Frame> = Vec::new();
    let mut verbatim = false;
    let comment = set.comment();
    let start = |drafts: &mut Vec<Draft>, frame: &Frame| {
        drafts.push(Draft {
            labels: Vec::new(),
            lines: Vec::new(),
            end: None,
            calls: false,
            wish: None,
            entered_with: None,
            left_with: frame.clone(),
            last: String::new(),
        });
    };
    start(&mut drafts, &frame);
    let mut open = true;
    for line in &function.lines {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            continue;
        }
        if trimmed.starts_with(".cfi_") {
            follow_frame(set, trimmed, &mut frame, &mut remembered);
            continue;
        }
        if !open {
            start(&mut drafts, &frame);
            open = true;
        }
        // The compiler puts what an `asm!` says between these two comments.
        if trimmed.strip_prefix(comment) == Some("APP") {
            verbatim = true;
        } else if trimmed.strip_prefix(comment) == Some("NO_APP") {
            verbatim = false;
        } else if let Some(label) = trimmed.strip_suffix(':') {
            let fresh = drafts.last().is_some_and(|draft| draft.lines.is_empty() && draft.end.is_none());
            if !fresh {
                start(&mut drafts, &frame);
            }
            if let Some(draft) = drafts.last_mut() {
                draft.labels.push(label.to_string());
            }
        } else if trimmed.starts_with('.') && !verbatim {
            // Alignment and line numbers mean nothing in code that is copied.
        } else if let Some(draft) = drafts.last_mut() {
            if verbatim {
                if trimmed.contains("copperhead_hot") {
                    draft.wish = Some(Wish::Hot);
                } else if trimmed.contains("copperhead_cold") {
                    draft.wish = Some(Wish::Cold);
                }
                if trimmed.starts_with(comment) {
                    continue;
                }
            }
            draft.entered_with.get_or_insert_with(|| frame.clone());
            draft.left_with = frame.clone();
            draft.last = trimmed.to_string();
            match set.flow(trimmed) {
                Flow::Plain => draft.lines.push((*line).to_string()),
                Flow::Call => {
                    draft.calls = true;
                    draft.lines.push((*line).to_string());
                }
                Flow::Conditional { condition, target } => {
                    draft.end = Some(DraftEnd::Conditional { condition, target });
                    open = false;
                }
                Flow::Jump(target) => {
                    draft.end = Some(DraftEnd::Jump(target));
                    open = false;
                }
                Flow::Indirect => {
                    draft.end = Some(DraftEnd::Indirect((*line).to_string()));
                    open = false;
                }
                Flow::Return => refuse(Reason::Return { line: trimmed.to_string() }),
                Flow::Trap => refuse(Reason::Trap { line: trimmed.to_string() }),
            }
        }
    }
    let initial = set.initial_frame();
    let mut result = Vec::new();
    for (index, draft) in drafts.iter().enumerate() {
        let resolve = |name: &str, refuse: &mut dyn FnMut(Reason)| {
            let found = drafts.iter().position(|other| other.labels.iter().any(|label| label == name));
            let expected = match found {
                Some(block) => drafts[block].entered_with.as_ref().unwrap_or(&drafts[block].left_with),
                None => &initial,
            };
            if *expected != draft.left_with {
                refuse(Reason::UnbalancedStack { line: draft.last.clone(), frame: draft.left_with.clone() });
            }
            found.map_or_else(|| Target::Symbol(name.to_string()), Target::Block)
        };
        let next = if index + 1 < drafts.len() { Some(Target::Block(index + 1)) } else { None };
        let end = match &draft.end {
            Some(DraftEnd::Jump(target)) => Some(End::Jump(resolve(target, &mut refuse))),
            Some(DraftEnd::Indirect(line)) => {
                if draft.left_with != initial {
                    refuse(Reason::UnbalancedStack { line: draft.last.clone(), frame: draft.left_with.clone() });
                }
                Some(End::Indirect(line.clone()))
            }
            Some(DraftEnd::Conditional { condition, target }) => {
                let taken = resolve(target, &mut refuse);
                next.map(|otherwise| End::Conditional { condition: condition.clone(), taken, otherwise })
            }
            None => next.map(End::Jump),
        };
        match end {
            Some(end) => {
                result.push(Block { labels: draft.labels.clone(), lines: draft.lines.clone(), end, calls: draft.calls, wish: draft.wish })
            }
            None => refuse(Reason::FallsOff { line: draft.last.clone() }),
        }
    }
    if refusals.is_empty()
        && let Some((line, frame)) = balance::unbalanced(set, &result)
    {
        refusals.push(Refusal::new(function.name, Reason::UnbalancedStack { line, frame }));
    }
    if refusals.is_empty() { Ok(result) } else { Err(refusals) }
}

/// Follows one CFI directive. A frame pointer is passed over: it is made from the stack pointer and says the same, and which of the two
/// counts changes in the middle of epilogues.
fn follow_frame(set: InstructionSet, directive: &str, frame: &mut Frame, remembered: &mut Vec<Frame>) {
    let stack_pointer = set.initial_frame().register;
    let mut words = directive.splitn(2, char::is_whitespace);
    let name = words.next().unwrap_or_default();
    let mut operands = words.next().unwrap_or_default().split(',').map(str::trim);
    // AArch64's directives may name the lower half of a register.
    let register = |text: &str| match text.strip_prefix('w') {
        Some("sp") => "sp".to_string(),
        Some(number) => format!("x{number}"),
        None => text.trim_start_matches('%').to_string(),
    };
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<i64>().ok());
    match name {
        ".cfi_def_cfa" => {
            if let (Some(name), Some(offset)) = (operands.next().map(register), number(operands.next()))
                && name == stack_pointer
            {
                *frame = Frame { register: name, offset };
            }
        }
        ".cfi_def_cfa_offset" => frame.offset = number(operands.next()).unwrap_or(frame.offset),
        ".cfi_adjust_cfa_offset" => frame.offset += number(operands.next()).unwrap_or(0),
        ".cfi_remember_state" => remembered.push(frame.clone()),
        ".cfi_restore_state" => {
            if let Some(state) = remembered.pop() {
                *frame = state;
            }
        }
        _ => {}
    }
}
