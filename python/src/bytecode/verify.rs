//! Checks a code unit before anything runs it: what the interpreter and the machine code take for granted.

use super::unit::{CodeUnit, Constant};
use copperhead_stencils::Opcode;
use copperhead_stencils::definition::jump_distance;
use copperhead_stencils::layout::frame::HEAD_WORDS;
use copperhead_stencils::list::{CellKind, Field};

/// What is wrong with a code unit. The number is the word where the instruction starts, unless said otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerifyError {
    /// There are no instructions.
    Empty,
    /// There is no such opcode.
    UnknownOpcode(u32),
    /// The cells of the last instruction are missing.
    Truncated(u32),
    /// A slot lies outside the frame.
    SlotOutOfRange(u32),
    /// A cell names a constant that does not exist.
    ConstantOutOfRange(u32),
    /// A constant is not of the kind that the instruction needs.
    WrongConstant(u32),
    /// `LoadFree` names a cell that the closure does not have.
    FreeOutOfRange(u32),
    /// A jump leads outside the code or into the middle of an instruction.
    BadTarget(u32),
    /// Control can run off the end of the code.
    FallsOff(u32),
    /// A handler range is empty, leads somewhere impossible, or has a slot outside the frame. The number is its index.
    BadHandler(u32),
    /// Positions are not in order, or not at instructions. The number is the index.
    BadPosition(u32),
    /// Parameters do not fit into the variables, or variables not into the frame.
    BadFrame,
    /// Units are nested deeper than [`MAXIMUM_NESTING`].
    TooDeep,
}

/// How deep units of inner functions may nest.
pub const MAXIMUM_NESTING: u32 = 200;

/// Checks a unit and the units inside it. Takes time proportional to the code times the depth of a search in it.
pub fn verify(unit: &CodeUnit<'_>) -> Result<(), VerifyError> {
    verify_nested(unit, MAXIMUM_NESTING)
}

fn verify_nested(unit: &CodeUnit<'_>, nesting: u32) -> Result<(), VerifyError> {
    let nesting = nesting.checked_sub(1).ok_or(VerifyError::TooDeep)?;
    verify_frame(unit)?;
    let mut at = 0_u32;
    let mut ends = false;
    let mut last = 0;
    let mut positions = unit.positions.iter().enumerate().peekable();
    while let Some(&word) = unit.instructions.get(at as usize) {
        let opcode = Opcode::from_number(word as u16).ok_or(VerifyError::UnknownOpcode(at))?;
        if let Some((_, position)) = positions.peek()
            && position.word == at
        {
            positions.next();
        }
        verify_instruction(unit, at, word, opcode)?;
        last = at;
        ends = ends_flow(opcode);
        at = at.saturating_add(opcode.info().words() as u32);
    }
    if unit.instructions.is_empty() {
        return Err(VerifyError::Empty);
    }
    if at as usize != unit.instructions.len() {
        return Err(VerifyError::Truncated(last));
    }
    if !ends {
        return Err(VerifyError::FallsOff(last));
    }
    if let Some((index, _)) = positions.next() {
        return Err(VerifyError::BadPosition(index as u32));
    }
    verify_targets(unit)?;
    for constant in unit.constants {
        if let Constant::Code(inner) = constant {
            verify_nested(inner, nesting)?;
        }
    }
    Ok(())
}

fn verify_frame(unit: &CodeUnit<'_>) -> Result<(), VerifyError> {
    let variables = unit.variable_names.len();
    let extra = u32::from(unit.flags & copperhead_stencils::layout::callable::Code::VARARGS != 0)
        .saturating_add(u32::from(unit.flags & copperhead_stencils::layout::callable::Code::VARKEYWORDS != 0));
    let parameters = unit.positional_count.saturating_add(unit.keyword_only_count).saturating_add(extra);
    let fits = parameters as usize <= variables
        && unit.positional_only_count <= unit.positional_count
        && variables.saturating_add(unit.free_names.len()) <= unit.frame_slots as usize
        && unit.frame_slots <= 0xFFFF;
    if fits { Ok(()) } else { Err(VerifyError::BadFrame) }
}

fn verify_instruction(unit: &CodeUnit<'_>, at: u32, word: u64, opcode: Opcode) -> Result<(), VerifyError> {
    let info = opcode.info();
    let operands = [(word >> 16) as u16, (word >> 32) as u16, (word >> 48) as u16];
    for (field, operand) in info.fields.into_iter().zip(operands) {
        let count = match field {
            Field::Read | Field::Write => 1,
            Field::Base => base_slots(opcode, operands),
            _ => continue,
        };
        if u32::from(operand).saturating_add(count) > unit.frame_slots {
            return Err(VerifyError::SlotOutOfRange(at));
        }
    }
    if opcode == Opcode::LoadFree && usize::from(operands[1]) >= unit.free_names.len() {
        return Err(VerifyError::FreeOutOfRange(at));
    }
    if let Some(CellKind::Value) = info.cells.first() {
        let cell = unit.instructions.get(at as usize + 1).copied().ok_or(VerifyError::Truncated(at))?;
        let constant = usize::try_from(cell).ok().and_then(|index| unit.constants.get(index));
        let constant = constant.ok_or(VerifyError::ConstantOutOfRange(at))?;
        let fits = match opcode {
            Opcode::LoadConstant => !matches!(constant, Constant::Code(_)),
            Opcode::MakeFunction => matches!(constant, Constant::Code(_)),
            Opcode::CallKeywords => {
                let count = u32::from(operands[2] & 0x7FFF);
                matches!(constant, Constant::Tuple(names) if names.len() <= count as usize
                    && names.iter().all(|name| matches!(name, Constant::Name(_))))
            }
            _ => matches!(constant, Constant::Name(_)),
        };
        if !fits {
            return Err(VerifyError::WrongConstant(at));
        }
    }
    Ok(())
}

/// How many slots an instruction uses from its base on.
fn base_slots(opcode: Opcode, [_, _, c]: [u16; 3]) -> u32 {
    let head = HEAD_WORDS as u32;
    let c = u32::from(c);
    match opcode {
        Opcode::LoadMethod | Opcode::LoadMethodCached => head.saturating_add(1),
        Opcode::Call | Opcode::CallMethod => head.saturating_add(c),
        Opcode::CallKeywords => head.saturating_add(c & 0x7FFF),
        Opcode::CallUnpacked => head.saturating_add(1).saturating_add(u32::from(c != 0)),
        Opcode::MakeFunction => 32_u32.saturating_sub(c.leading_zeros()),
        Opcode::BuildSlice => 3,
        Opcode::BuildDict => c.saturating_mul(2),
        Opcode::UnpackRest => (c & 255).saturating_add(c >> 8).saturating_add(1),
        Opcode::FormatValue => 1_u32.saturating_add(u32::from(c & 4 != 0)),
        _ => c,
    }
}

fn ends_flow(opcode: Opcode) -> bool {
    use Opcode::*;
    matches!(opcode, Jump | Loop | Return | ReturnNone | Raise | RaiseFrom | RaiseAgain | Reraise)
}

/// Jumps and handlers must lead to instructions. The instructions' starts are found by walking from the beginning, so
/// targets are gathered in windows of 4,096 words: no memory is needed, and the walk is repeated once for each window.
fn verify_targets(unit: &CodeUnit<'_>) -> Result<(), VerifyError> {
    const WINDOW: usize = 4096;
    let length = unit.instructions.len();
    let mut first = 0;
    while first < length {
        let mut starts = [0_u64; WINDOW / 64];
        let is_start = |starts: &[u64; WINDOW / 64], word: usize| {
            let bit = word.wrapping_sub(first);
            starts.get(bit / 64).is_some_and(|bits| bits >> (bit & 63) & 1 != 0)
        };
        for (at, _, _) in instructions(unit) {
            let bit = at.wrapping_sub(first);
            if let Some(bits) = starts.get_mut(bit / 64) {
                *bits |= 1 << (bit & 63);
            }
        }
        let end = first.saturating_add(WINDOW);
        for (at, word, opcode) in instructions(unit) {
            let fields = opcode.info().fields;
            let wide = fields[1] == Field::FarTarget;
            if !wide && fields[2] != Field::Target {
                continue;
            }
            let target = at.checked_add_signed(jump_distance(word, wide)).filter(|&target| target < length);
            let target = target.ok_or(VerifyError::BadTarget(at as u32))?;
            if (first..end).contains(&target) && !is_start(&starts, target) {
                return Err(VerifyError::BadTarget(at as u32));
            }
        }
        for (index, handler) in unit.handlers.iter().enumerate() {
            let target = handler.target as usize;
            let sane = handler.start < handler.end
                && handler.end as usize <= length
                && target < length
                && u32::from(handler.slot) < unit.frame_slots;
            let starts_here = |word: usize| !(first..end).contains(&word) || is_start(&starts, word);
            if !sane || !starts_here(target) || !starts_here(handler.start as usize) {
                return Err(VerifyError::BadHandler(index as u32));
            }
        }
        first = end;
    }
    Ok(())
}

/// The instructions with their words, in order.
fn instructions<'u>(unit: &'u CodeUnit<'_>) -> impl Iterator<Item = (usize, u64, Opcode)> + 'u {
    let mut at = 0_usize;
    core::iter::from_fn(move || {
        let word = *unit.instructions.get(at)?;
        let opcode = Opcode::from_number(word as u16)?;
        let start = at;
        at = at.saturating_add(opcode.info().words());
        Some((start, word, opcode))
    })
}
