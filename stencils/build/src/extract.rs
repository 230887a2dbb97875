//! Reads the stencils out of the ELF object: the bytes of each part, and its relocations as holes.

use crate::assembly::{InstructionSet, riscv};
use crate::check::{Reason, Refusal};
use object::{Object, ObjectSection, ObjectSymbol, RelocationFlags, RelocationTarget, SymbolKind};
use std::collections::BTreeMap;

/// Before the name of a section with a hot part stands this.
pub const HOT: &str = ".text.hot.";
/// Before the name of a section with a cold part stands this.
pub const COLD: &str = ".text.cold.";
/// As many `hole_operand_` and `hole_wide_` symbols exist.
pub const OPERANDS: u8 = 16;

/// What the compiler calls for arithmetic with doubles where the target has no instructions for it.
pub const FLOAT_LIBRARY: [&str; 17] = [
    "__adddf3",
    "__subdf3",
    "__muldf3",
    "__divdf3",
    "__eqdf2",
    "__nedf2",
    "__ltdf2",
    "__ledf2",
    "__gtdf2",
    "__gedf2",
    "__unorddf2",
    "__floatsidf",
    "__floatdidf",
    "__floatundidf",
    "__fixdfsi",
    "__fixdfdi",
    "__fixunsdfdi",
];

/// What fills a hole; `core`'s type of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoleValue {
    /// The start of the stencil's own hot part.
    Hot,
    /// The start of its own cold part.
    Cold,
    /// The code behind the stencil.
    Continue,
    /// Where its taken branch goes.
    Target,
    /// Where a form goes that can not go on.
    Slow,
    /// An operand.
    Operand(u8),
    /// The function with this index in [`FLOAT_LIBRARY`].
    Library(u8),
}

/// One hole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hole {
    /// In bytes from the start of the part.
    pub offset: u32,
    /// The relocation's name in the ABI.
    pub kind: &'static str,
    /// What fills it.
    pub value: HoleValue,
    /// Added to the value.
    pub addend: i32,
}

/// One part of a stencil.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The machine code.
    pub code: Vec<u8>,
    /// The holes by offset.
    pub holes: Vec<Hole>,
}

/// Both parts of a stencil.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stencil {
    /// See [`HOT`].
    pub hot: Part,
    /// See [`COLD`].
    pub cold: Part,
}

/// The relocations that encode a distance from their own place.
const RELATIVE: [&str; 6] =
    ["R_X86_64_PC32", "R_X86_64_PLT32", "R_AARCH64_PREL32", "R_AARCH64_ADR_PREL_LO21", "R_AARCH64_ADR_PREL_PG_HI21", riscv::PAIR_UPPER];

/// What the symbol means, if it is a hole.
pub fn hole_value(symbol: &str) -> Option<HoleValue> {
    match symbol {
        "hole_continue" | "hole_continue_address" => Some(HoleValue::Continue),
        "hole_target" | "hole_target_address" => Some(HoleValue::Target),
        "hole_slow" => Some(HoleValue::Slow),
        _ => {
            let index = symbol.strip_prefix("hole_operand_").or_else(|| symbol.strip_prefix("hole_wide_"))?;
            let index = index.parse::<u8>().ok().filter(|index| *index < OPERANDS)?;
            Some(HoleValue::Operand(index))
        }
    }
}

/// Which function of the [`FLOAT_LIBRARY`] the symbol is.
fn library(symbol: &str) -> Option<HoleValue> {
    FLOAT_LIBRARY.iter().position(|name| *name == symbol).and_then(|index| u8::try_from(index).ok()).map(HoleValue::Library)
}

/// Reads all stencils of the object, by the names of their functions.
///
/// # Errors
///
/// An object that cannot be read, or everything in it that a stencil must not have.
pub fn extract(set: InstructionSet, file: &[u8]) -> Result<BTreeMap<String, Stencil>, Error> {
    let object = object::File::parse(file)?;
    let mut stencils: BTreeMap<String, Stencil> = BTreeMap::new();
    let mut refusals = Vec::new();
    for section in object.sections() {
        let section_name = section.name()?;
        let (function, hot) = match (section_name.strip_prefix(HOT), section_name.strip_prefix(COLD)) {
            (Some(function), _) => (function, true),
            (_, Some(function)) => (function, false),
            _ => continue,
        };
        let mut part = Part { code: section.data()?.to_vec(), holes: Vec::new() };
        for (offset, relocation) in section.relocations() {
            let mut refuse = |reason| {
                let refusal = Refusal::new(function, reason);
                if !refusals.contains(&refusal) {
                    refusals.push(refusal);
                }
            };
            let RelocationTarget::Symbol(index) = relocation.target() else { continue };
            let symbol = object.symbol_by_index(index)?;
            // A reference into a section is to the section's symbol, or to a label in it.
            let (name, base) = match symbol.section_index() {
                Some(index) if symbol.kind() == SymbolKind::Section => (object.section_by_index(index)?.name()?, 0),
                Some(index) => (object.section_by_index(index)?.name()?, symbol.address() as i64),
                None => (symbol.name()?, 0),
            };
            let own = |prefix: &str| name.strip_prefix(prefix) == Some(function);
            let value = match hole_value(name).or_else(|| library(name)) {
                _ if own(HOT) => HoleValue::Hot,
                _ if own(COLD) => HoleValue::Cold,
                Some(value) => value,
                None if symbol.is_undefined() => {
                    refuse(Reason::Symbol(name.to_string()));
                    continue;
                }
                None => {
                    refuse(Reason::Constant(name.to_string()));
                    continue;
                }
            };
            let RelocationFlags::Elf { r_type } = relocation.flags() else { continue };
            let Some((_, kind)) = set.relocations().iter().find(|(number, _)| *number == r_type) else {
                refuse(Reason::Relocation { number: r_type, symbol: name.to_string(), offset });
                continue;
            };
            if matches!(value, HoleValue::Operand(_)) && RELATIVE.contains(kind) {
                refuse(Reason::RelativeOperand(name.to_string()));
                continue;
            }
            // Where the object's relocations have no addends of their own, the fields hold them.
            let addend = match set.addend(r_type, &part.code, offset) {
                Some(addend) if relocation.has_implicit_addend() => addend + base,
                _ => relocation.addend() + base,
            };
            match (u32::try_from(offset), i32::try_from(addend)) {
                (Ok(offset), Ok(addend)) => part.holes.push(Hole { offset, kind, value, addend }),
                _ => refuse(Reason::Addend(addend)),
            }
        }
        part.holes.sort_by_key(|hole| hole.offset);
        if let Err(hole) = pair(&mut part.holes) {
            let number = set.relocations().iter().find(|(_, name)| *name == hole.kind).map_or(0, |(number, _)| *number);
            let reason = Reason::Relocation { number, symbol: section_name.to_string(), offset: u64::from(hole.offset) };
            refusals.push(Refusal::new(function, reason));
        }
        let stencil = stencils.entry(function.to_string()).or_default();
        if hot {
            stencil.hot = part;
        } else {
            stencil.cold = part;
        }
    }
    if refusals.is_empty() { Ok(stencils) } else { Err(Error::Refused(refusals)) }
}

/// Gives each lower half of a distance the value of its upper half, at whose place it points: as its own distance, that is with
/// as much more in the addend as it stands behind.
///
/// # Errors
///
/// A lower half that points elsewhere.
fn pair(holes: &mut [Hole]) -> Result<(), Hole> {
    for index in 0..holes.len() {
        let hole = holes[index].clone();
        if !riscv::PAIR_LOWER.contains(&hole.kind) {
            continue;
        }
        let is_upper = |other: &&Hole| other.kind == riscv::PAIR_UPPER && i64::from(other.offset) == i64::from(hole.addend);
        let upper = holes.iter().find(is_upper).filter(|_| matches!(hole.value, HoleValue::Hot | HoleValue::Cold)).ok_or(&hole);
        let Hole { offset, value, addend, .. } = upper.map_err(Hole::clone)?.clone();
        holes[index].value = value;
        holes[index].addend = addend + (hole.offset as i32 - offset as i32);
    }
    Ok(())
}

/// The symbols that the object needs from elsewhere.
///
/// # Errors
///
/// An object that cannot be read.
pub fn undefined(file: &[u8]) -> Result<Vec<String>, object::Error> {
    let object = object::File::parse(file)?;
    let names = object.symbols().filter(|symbol| symbol.is_undefined()).map(|symbol| symbol.name().map(str::to_string));
    let mut names: Vec<String> = names.collect::<Result<_, _>>()?;
    names.retain(|name| !name.is_empty() && name != "_GLOBAL_OFFSET_TABLE_");
    Ok(names)
}

/// Why nothing could be extracted.
#[derive(Clone, Debug)]
pub enum Error {
    /// The object cannot be read.
    Object(object::Error),
    /// Stencils that must not be.
    Refused(Vec<Refusal>),
}

impl From<object::Error> for Error {
    fn from(error: object::Error) -> Self {
        Self::Object(error)
    }
}
