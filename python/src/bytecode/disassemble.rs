//! Writes bytecode as text: source lines, offsets in words, opcodes and operands.

use super::compile::SWAPPED;
use super::positions::entries;
use super::unit::{CodeUnit, Constant};
use copperhead_stencils::Opcode;
use copperhead_stencils::definition::jump_distance;
use copperhead_stencils::list::{CellKind, Field};
use copperhead_stencils::operation::{Comparison, IN_PLACE, Operation};
use core::fmt::{self, Write};

/// How deep the code of inner functions is followed.
const MAXIMUM_NESTING: u32 = 100;

/// What the disassembly of instructions is told about them.
pub trait Names {
    /// The name of a slot, if it is a variable.
    fn slot(&self, slot: u16) -> Option<&str>;
    /// Writes the value in a cell at this word.
    fn value(&self, word: usize, cell: u64, out: &mut dyn Write) -> fmt::Result;
    /// Their position table; empty if the source lines are not wanted.
    fn positions(&self) -> &[u8];
}

/// Writes instructions, one a line.
pub fn disassemble(instructions: &[u64], names: &dyn Names, out: &mut dyn Write) -> fmt::Result {
    let mut at = 0_usize;
    let mut positions = entries(names.positions()).peekable();
    let mut shown = None;
    while let Some(&word) = instructions.get(at) {
        let line = positions.next_if(|entry| entry.word as usize == at).map(|entry| entry.span.start.line);
        match line.filter(|line| shown.replace(*line) != Some(*line)) {
            Some(line) => write!(out, "{line:5} ")?,
            None => out.write_str("      ")?,
        }
        let Some(opcode) = Opcode::from_number(word as u16) else {
            writeln!(out, "{at:5}  ?{word:#018x}")?;
            at = at.saturating_add(1);
            continue;
        };
        let cells = instructions.get(at.saturating_add(1)..).unwrap_or(&[]);
        write_instruction(at, word, opcode, cells, names, out)?;
        at = at.saturating_add(opcode.info().words());
    }
    Ok(())
}

pub(crate) fn write_instruction(
    at: usize,
    word: u64,
    opcode: Opcode,
    cells: &[u64],
    names: &dyn Names,
    out: &mut dyn Write,
) -> fmt::Result {
    let info = opcode.info();
    write!(out, "{at:5}  {}", info.name)?;
    let operands = [(word >> 16) as u16, (word >> 32) as u16, (word >> 48) as u16];
    let mut separator = " ";
    for (field, operand) in info.fields.into_iter().zip(operands) {
        if field == Field::None {
            continue;
        }
        out.write_str(separator)?;
        separator = ", ";
        match field {
            Field::None => {}
            Field::Read | Field::Write | Field::Base => write_slot(operand, names, out)?,
            Field::Immediate => write!(out, "{}", operand as i16)?,
            Field::Number => write!(out, "#{operand}")?,
            Field::Target => write_target(at, word, false, out)?,
            Field::FarTarget => write_target(at, word, true, out)?,
        }
    }
    match info.cells.first() {
        Some(CellKind::Value) => {
            let cell = cells.first().copied().unwrap_or(0);
            out.write_str(" (")?;
            names.value(at.saturating_add(1), cell, out)?;
            out.write_str(")")?;
        }
        Some(CellKind::Number) => write_operation(opcode, cells.first().copied().unwrap_or(0), out)?,
        _ => {}
    }
    out.write_str("\n")
}

fn write_slot(slot: u16, names: &dyn Names, out: &mut dyn Write) -> fmt::Result {
    match names.slot(slot) {
        Some(name) => out.write_str(name),
        None => write!(out, "r{slot}"),
    }
}

fn write_target(at: usize, word: u64, wide: bool, out: &mut dyn Write) -> fmt::Result {
    match at.checked_add_signed(jump_distance(word, wide)) {
        Some(target) => write!(out, "->{target}"),
        None => out.write_str("->?"),
    }
}

fn write_operation(opcode: Opcode, cell: u64, out: &mut dyn Write) -> fmt::Result {
    let number = cell as u8;
    match opcode {
        Opcode::Binary | Opcode::BinaryImmediate => {
            let symbol = Operation::from_number(number & !IN_PLACE).map_or("?", Operation::symbol);
            let assignment = if number & IN_PLACE != 0 { "=" } else { "" };
            write!(out, " ({symbol}{assignment})")
        }
        Opcode::Compare
        | Opcode::JumpIfCompare
        | Opcode::JumpIfCompareImmediate
        | Opcode::JumpUnlessCompare
        | Opcode::JumpUnlessCompareImmediate => {
            write!(out, " ({})", Comparison::from_number(number & !SWAPPED).map_or("?", Comparison::symbol))
        }
        _ => Ok(()),
    }
}

impl Names for CodeUnit<'_> {
    fn slot(&self, slot: u16) -> Option<&str> {
        let index = usize::from(slot);
        let variables = self.variable_names.len();
        let free = || self.free_names.get(index.checked_sub(variables)?);
        self.variable_names.get(index).or_else(free).copied()
    }

    fn value(&self, _: usize, cell: u64, out: &mut dyn Write) -> fmt::Result {
        match usize::try_from(cell).ok().and_then(|index| self.constants.get(index)) {
            Some(constant) => write_constant(constant, out, 3),
            None => write!(out, "?{cell}"),
        }
    }

    fn positions(&self) -> &[u8] {
        self.positions
    }
}

/// Writes a constant much as Python would.
fn write_constant(constant: &Constant<'_>, out: &mut dyn Write, depth: u32) -> fmt::Result {
    match *constant {
        Constant::None => out.write_str("None"),
        Constant::Bool(true) => out.write_str("True"),
        Constant::Bool(false) => out.write_str("False"),
        Constant::Ellipsis => out.write_str("Ellipsis"),
        Constant::Integer(value) => write!(out, "{value}"),
        Constant::BigInteger { digits, radix } => match radix {
            2 => write!(out, "0b{digits}"),
            8 => write!(out, "0o{digits}"),
            16 => write!(out, "0x{digits}"),
            _ => out.write_str(digits),
        },
        Constant::Float(value) => write!(out, "{value:?}"),
        Constant::Imaginary(value) => write!(out, "{value:?}j"),
        Constant::Text(text) => write!(out, "'{}'", text.escape_ascii()),
        Constant::Name(name) => out.write_str(name),
        Constant::Bytes(bytes) => write!(out, "b'{}'", bytes.escape_ascii()),
        Constant::Tuple(items) => write_items("(", items, ")", out, depth),
        Constant::FrozenSet(items) => write_items("frozenset({", items, "})", out, depth),
        Constant::Code(unit) => write!(out, "code {}", unit.qualified_name),
    }
}

fn write_items(open: &str, items: &[Constant<'_>], close: &str, out: &mut dyn Write, depth: u32) -> fmt::Result {
    out.write_str(open)?;
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.write_str(", ")?;
        }
        match depth.checked_sub(1) {
            Some(depth) => write_constant(item, out, depth)?,
            None => out.write_str("…")?,
        }
    }
    out.write_str(close)
}

/// Writes a unit and the units inside it.
pub fn disassemble_unit(unit: &CodeUnit<'_>, out: &mut dyn Write) -> fmt::Result {
    write_unit(unit, out, MAXIMUM_NESTING)
}

fn write_unit(unit: &CodeUnit<'_>, out: &mut dyn Write, nesting: u32) -> fmt::Result {
    writeln!(out, "{} (line {}, {} slots):", unit.qualified_name, unit.first_line, unit.frame_slots)?;
    disassemble(unit.instructions, unit, out)?;
    for handler in unit.handlers {
        write!(out, "      {}..{} ->{} ", handler.start, handler.end, handler.target)?;
        write_slot(handler.slot, unit, out)?;
        out.write_str("\n")?;
    }
    let Some(nesting) = nesting.checked_sub(1) else { return Ok(()) };
    for constant in unit.constants {
        if let Constant::Code(inner) = constant {
            out.write_str("\n")?;
            write_unit(inner, out, nesting)?;
        }
    }
    Ok(())
}
