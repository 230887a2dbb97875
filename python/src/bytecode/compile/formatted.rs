//! f-strings.

use super::emit::Slot;
use super::{Compiler, Done};
use crate::bytecode::unit::Constant;
use crate::source::span::Span;
use crate::source::tree::{Conversion, FormattedField, FormattedPart};
use copperhead_stencils::Opcode;

/// In `c` of `FormatValue`: there is a specification.
const HAS_SPECIFICATION: u16 = 4;

/// So many pieces are joined at a time.
const MAXIMUM_PIECES: usize = 200;

impl<'a> Compiler<'a, '_> {
    pub(super) fn formatted(&mut self, parts: &'a [FormattedPart<'a>], to: Slot, span: Span) -> Done {
        match parts {
            [] => self.load_constant(to, Constant::Text(&[])),
            [part] => self.piece(part, to),
            _ => {
                let mark = self.mark();
                let mut count = 0_u16;
                for part in parts {
                    if usize::from(count) >= MAXIMUM_PIECES {
                        self.at(span);
                        self.emit(Opcode::BuildString, [mark, mark, count])?;
                        self.release(mark.saturating_add(1));
                        count = 1;
                    }
                    let place = self.temporary()?;
                    self.piece(part, place)?;
                    count = count.wrapping_add(1);
                }
                self.at(span);
                self.emit(Opcode::BuildString, [to, mark, count])
            }
        }
    }

    fn piece(&mut self, part: &'a FormattedPart<'a>, to: Slot) -> Done {
        match *part {
            FormattedPart::Literal { text, .. } => self.load_text(to, text),
            FormattedPart::Field(field) => self.field(field, to),
        }
    }

    fn field(&mut self, field: &'a FormattedField<'a>, to: Slot) -> Done {
        self.check_stack(field.span)?;
        let mark = self.mark();
        let mut number = match field.conversion {
            Conversion::None => 0,
            Conversion::Str => 1,
            Conversion::Repr => 2,
            Conversion::Ascii => 3,
        };
        let specification = field.specification.filter(|parts| !parts.is_empty());
        let value = match specification {
            None => self.operand_in(field.expression, Some(to))?,
            Some(parts) => {
                let base = self.temporaries(2)?;
                let behind = base.saturating_add(1);
                // What the value needs may lie over the place of the specification, which comes later.
                self.release(behind);
                self.expression_to(field.expression, base)?;
                self.temporary()?;
                self.formatted(parts, behind, field.span)?;
                number |= HAS_SPECIFICATION;
                base
            }
        };
        self.at(field.span);
        self.emit(Opcode::FormatValue, [to, value, number])?;
        self.release(mark);
        Ok(())
    }
}
