//! Checks a code unit before anything runs it: what the interpreter and the machine code take for granted.

use super::compile::{STACK_RESERVE, stack_address};
use super::positions::entries;
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
    /// What only functions of generators have stands elsewhere, is missing there, or disagrees about their frame.
    BadGenerator(u32),
    /// Parameters do not fit into the variables, or variables not into the frame.
    BadFrame,
    /// Units are nested too deep for the native stack.
    TooDeep,
}

/// Checks a unit and the units inside it. Needs no memory; the native stack stays above the compiler's own lowest address.
///
/// # Errors
/// The first thing found wrong.
pub fn verify(unit: &CodeUnit<'_>, stack_limit: usize) -> Result<(), VerifyError> {
    if stack_address() < stack_limit.saturating_add(STACK_RESERVE) {
        return Err(VerifyError::TooDeep);
    }
    verify_frame(unit)?;
    let mut at = 0_u32;
    let mut ends = false;
    let mut last = 0;
    let mut positions = entries(unit.positions).enumerate().peekable();
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
            verify(inner, stack_limit)?;
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
    verify_generator(unit, at, word, opcode)?;
    // It looks at the slot before the one that it writes.
    if opcode == Opcode::BuildKeywords && operands[0] == 0 {
        return Err(VerifyError::SlotOutOfRange(at));
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
            Opcode::MatchClass => matches!(constant, Constant::Tuple(names) if names.iter().all(|name| matches!(name, Constant::Name(_)))),
            _ => matches!(constant, Constant::Name(_)),
        };
        if !fits {
            return Err(VerifyError::WrongConstant(at));
        }
    }
    Ok(())
}

/// The instructions with which generators begin, wait and end, and those that go on with one: its frame is laid out behind its slot.
fn verify_generator(unit: &CodeUnit<'_>, at: u32, word: u64, opcode: Opcode) -> Result<(), VerifyError> {
    use copperhead_stencils::layout::{callable::Code, generator::Generator};
    let operands = [(word >> 16) as u16, (word >> 32) as u16, (word >> 48) as u16];
    let is_generator = unit.flags & (Code::GENERATOR | Code::COROUTINE | Code::ASYNC_GENERATOR) != 0;
    let own = unit.variable_names.len().saturating_add(unit.free_names.len());
    let notes = |at: u32| unit.instructions.get(at as usize + 1).copied().unwrap_or(0);
    let count = notes(at) & Generator::COUNT;
    let fits = match opcode {
        _ if is_generator != (unit.instructions.first().is_some_and(|&first| first as u16 == Opcode::MakeGenerator as u16)) => false,
        Opcode::MakeGenerator => at == 0 && usize::from(operands[1]) == own && count > own as u64 && count <= u64::from(unit.frame_slots),
        Opcode::Yield => is_generator && usize::from(operands[2]) == own && count > own as u64 && count <= notes(0) & Generator::COUNT,
        Opcode::ReturnGenerator => is_generator && usize::from(operands[1]) == own,
        Opcode::Return | Opcode::ReturnNone => !is_generator,
        _ if matches!(opcode.generic(), Opcode::Iterate | Opcode::Send) => {
            usize::from(operands[1]).saturating_add(1).saturating_add(HEAD_WORDS) <= unit.frame_slots as usize
        }
        _ => true,
    };
    if fits { Ok(()) } else { Err(VerifyError::BadGenerator(at)) }
}

/// How many slots an instruction uses from its base on.
fn base_slots(opcode: Opcode, [_, _, c]: [u16; 3]) -> u32 {
    let head = HEAD_WORDS as u32;
    let c = u32::from(c);
    match opcode.generic() {
        Opcode::LoadMethod | Opcode::LoadSuper | Opcode::LoadSuperMethod => head.saturating_add(1),
        Opcode::Call | Opcode::CallMethod => head.saturating_add(c),
        Opcode::CallKeywords => head.saturating_add(c & 0x7FFF),
        Opcode::CallUnpacked => head.saturating_add(1).saturating_add(u32::from(c != 0)),
        Opcode::MakeFunction => 32_u32.saturating_sub(c.leading_zeros()),
        Opcode::BuildSlice | Opcode::LoadSlice | Opcode::StoreSlice | Opcode::LoadSliceLazy => 3,
        Opcode::StoreSliceLazy => 7,
        Opcode::MatchKeys | Opcode::BuildArguments => c.saturating_add(1),
        Opcode::MatchClass => 2,
        Opcode::BuildDict => c.saturating_mul(2),
        Opcode::UnpackRest => (c & 255).saturating_add(c >> 8).saturating_add(1),
        Opcode::FormatValue => 1_u32.saturating_add(u32::from(c & 4 != 0)),
        _ => c,
    }
}

fn ends_flow(opcode: Opcode) -> bool {
    use Opcode::*;
    matches!(opcode, Jump | Loop | Return | ReturnNone | ReturnGenerator | Raise | RaiseFrom | RaiseAgain | Reraise)
}

/// Words of code whose starts of instructions are known at a time.
const WINDOW: usize = 4096;

/// Jumps and handlers must lead to instructions. Without memory, all that can be known at a time is which words of a window
/// are starts of instructions; the targets are gone through once for each window that holds some.
fn verify_targets(unit: &CodeUnit<'_>) -> Result<(), VerifyError> {
    let length = unit.instructions.len();
    for (at, target) in jumps(unit) {
        if target.is_none_or(|target| target >= length) {
            return Err(VerifyError::BadTarget(at as u32));
        }
    }
    for (index, handler) in unit.handlers.iter().enumerate() {
        let inside = handler.start < handler.end && handler.end as usize <= length && (handler.target as usize) < length;
        if !inside || u32::from(handler.slot) >= unit.frame_slots {
            return Err(VerifyError::BadHandler(index as u32));
        }
    }
    let mut starts_of_instructions = instructions(unit).map(|(at, _, _)| at).peekable();
    let mut first = 0;
    loop {
        let jump_targets = jumps(unit).filter_map(|(_, target)| target);
        let handler_words = unit.handlers.iter().flat_map(|handler| [handler.start as usize, handler.target as usize]);
        let Some(next) = jump_targets.chain(handler_words).filter(|&word| word >= first).min() else { return Ok(()) };
        first = next;
        let window = first..first.saturating_add(WINDOW);
        let mut starts = [0_u64; WINDOW / 64];
        while let Some(&at) = starts_of_instructions.peek() {
            if at >= window.end {
                break;
            }
            starts_of_instructions.next();
            let bit = at.wrapping_sub(first);
            if let Some(bits) = starts.get_mut(bit / 64) {
                *bits |= 1 << (bit & 63);
            }
        }
        let is_wrong = |word: usize| {
            let bit = word.wrapping_sub(first);
            window.contains(&word) && starts.get(bit / 64).is_none_or(|bits| bits >> (bit & 63) & 1 == 0)
        };
        if let Some((at, _)) = jumps(unit).find(|(_, target)| target.is_some_and(is_wrong)) {
            return Err(VerifyError::BadTarget(at as u32));
        }
        let wrong = unit.handlers.iter().position(|handler| is_wrong(handler.start as usize) || is_wrong(handler.target as usize));
        if let Some(index) = wrong {
            return Err(VerifyError::BadHandler(index as u32));
        }
        first = window.end;
    }
}

/// The jumps and where they lead; none if that is before the code.
fn jumps<'u>(unit: &'u CodeUnit<'_>) -> impl Iterator<Item = (usize, Option<usize>)> + 'u {
    instructions(unit).filter_map(|(at, word, opcode)| {
        let fields = opcode.info().fields;
        let wide = fields[1] == Field::FarTarget;
        let jumps = wide || fields[2] == Field::Target;
        jumps.then(|| (at, at.checked_add_signed(jump_distance(word, wide))))
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    extern crate std;
    use crate::bytecode::positions::write_entry;
    use crate::bytecode::unit::HandlerRange;

    const fn word(opcode: Opcode, a: u64, b: u64, c: u64) -> u64 {
        opcode as u64 | a << 16 | b << 32 | c << 48
    }

    /// A unit of two variables, three slots and the constants 1 and `name`.
    fn check(instructions: &[u64], handlers: &[HandlerRange], positions: &[u8]) -> Result<(), VerifyError> {
        let unit = CodeUnit {
            name: "f",
            qualified_name: "f",
            first_line: 1,
            flags: 0,
            positional_count: 1,
            positional_only_count: 0,
            keyword_only_count: 0,
            variable_names: &["a", "b"],
            free_names: &[],
            frame_slots: 3,
            instructions,
            constants: &[Constant::Integer(1), Constant::Name("name")],
            doc: None,
            handlers,
            positions,
        };
        verify(&unit, 0)
    }

    #[test]
    fn wrong_code_is_refused() {
        use Opcode::*;
        let end = word(ReturnNone, 0, 0, 0);
        let cases: &[(&[u64], Result<(), VerifyError>)] = &[
            (&[end], Ok(())),
            (&[], Err(VerifyError::Empty)),
            (&[0xFFFF], Err(VerifyError::UnknownOpcode(0))),
            (&[word(Copy, 0, 1, 0)], Err(VerifyError::FallsOff(0))),
            (&[word(Copy, 0, 3, 0), end], Err(VerifyError::SlotOutOfRange(0))),
            (&[word(BuildList, 0, 2, 2), end], Err(VerifyError::SlotOutOfRange(0))),
            (&[word(Call, 0, 1, 0), end], Err(VerifyError::SlotOutOfRange(0))),
            (&[word(LoadConstant, 0, 0, 0), 0, end], Ok(())),
            (&[word(LoadConstant, 0, 0, 0), 2, end], Err(VerifyError::ConstantOutOfRange(0))),
            (&[word(LoadConstant, 0, 0, 0)], Err(VerifyError::Truncated(0))),
            (&[word(DeleteGlobal, 0, 0, 0), 0, end], Err(VerifyError::WrongConstant(0))),
            (&[word(DeleteGlobal, 0, 0, 0), 1, end], Ok(())),
            (&[word(MakeFunction, 0, 0, 0), 0, end], Err(VerifyError::WrongConstant(0))),
            (&[word(LoadFree, 0, 0, 0), end], Err(VerifyError::FreeOutOfRange(0))),
            (&[word(Jump, 0, 1, 0), end], Ok(())),
            (&[word(Jump, 0, 2, 0), end], Err(VerifyError::BadTarget(0))),
            (&[word(Jump, 0, 0xFFFF, 0xFFFF), end], Err(VerifyError::BadTarget(0))),
            (&[end, word(JumpIfCompare, 0, 1, 1), 0, end], Err(VerifyError::BadTarget(1))),
            (&[end, word(JumpIfCompare, 0, 1, 2), 0, end], Ok(())),
        ];
        for (instructions, expected) in cases {
            assert_eq!(check(instructions, &[], &[]), *expected, "{instructions:x?}");
        }
    }

    #[test]
    fn wrong_tables_are_refused() {
        let code = [word(Opcode::LoadConstant, 0, 0, 0), 0, word(Opcode::Return, 0, 0, 0)];
        let range = |start, end, target, slot| [HandlerRange { start, end, target, slot }];
        assert_eq!(check(&code, &range(0, 2, 2, 2), &[]), Ok(()));
        for wrong in [range(0, 0, 2, 2), range(0, 4, 2, 2), range(0, 2, 1, 2), range(1, 2, 2, 2), range(0, 2, 3, 2), range(0, 2, 2, 3)] {
            assert_eq!(check(&code, &wrong, &[]), Err(VerifyError::BadHandler(0)), "{wrong:?}");
        }
        for (word, expected) in [(2, Ok(())), (1, Err(VerifyError::BadPosition(0)))] {
            let mut table = std::vec::Vec::new();
            write_entry([0; 5], [word, 1, 0, 1, 0], |byte| {
                table.push(byte);
                Ok::<(), ()>(())
            })
            .unwrap();
            assert_eq!(check(&code, &[], &table), expected);
        }
    }

    #[test]
    fn targets_far_away_are_checked() {
        let mut code = std::vec![word(Opcode::LoadConstant, 0, 0, 0), 0].repeat(10_000);
        code.insert(0, word(Opcode::Jump, 0, 20_001, 0));
        code.push(word(Opcode::ReturnNone, 0, 0, 0));
        assert_eq!(check(&code, &[], &[]), Ok(()));
        code[0] = word(Opcode::Jump, 0, 20_000, 0);
        assert_eq!(check(&code, &[], &[]), Err(VerifyError::BadTarget(0)));
    }
}
