//! `a[i:j] = b[k:l:m]`: a slice in the place of another.

use copperhead_stencils::Opcode;

use super::scope::Access;
use super::{Compiler, Done};
use crate::source::tree::{Expression, ExpressionKind};

impl<'a> Compiler<'a, '_> {
    /// Assigns a slice to a slice by the two instructions that make no list in between; false if this is another assignment, or one where
    /// something could happen between them.
    pub(super) fn move_slice(&mut self, target: &'a Expression<'a>, value: &'a Expression<'a>) -> Done<bool> {
        let (ExpressionKind::Subscript { value: object, index }, ExpressionKind::Subscript { value: source, index: part }) =
            (target.kind, value.kind)
        else {
            return Ok(false);
        };
        let (ExpressionKind::Slice { lower, upper, step }, ExpressionKind::Slice { lower: first, upper: end, step: stride }) =
            (index.kind, part.kind)
        else {
            return Ok(false);
        };
        let bounds = [lower, upper, step];
        for part in [Some(object)].into_iter().chain(bounds).flatten() {
            if !self.is_at_hand(part)? {
                return Ok(false);
            }
        }
        self.check_stack(target.span)?;
        self.check_stack(value.span)?;
        let mark = self.mark();
        // The bounds of the target, those of the value, and a place for the list that the value is a slice of.
        let base = self.temporaries(7)?;
        let behind = base.saturating_add(3);
        let result = self.temporary()?;
        let list = base.saturating_add(6);
        self.expression_to(source, list)?;
        self.slice_parts_to([first, end, stride], behind)?;
        self.at(value.span);
        self.emit(Opcode::LoadSliceLazy, [result, list, behind])?;
        let object = self.operand(object)?;
        self.slice_parts_to(bounds, base)?;
        self.at(target.span);
        self.emit(Opcode::StoreSliceLazy, [object, base, result])?;
        self.release(mark);
        Ok(true)
    }

    /// Whether the value is a constant or a variable of the function: nothing happens when it is read, but that it may be unbound.
    fn is_at_hand(&mut self, expression: &'a Expression<'a>) -> Done<bool> {
        if self.fold(expression)?.is_some() {
            return Ok(true);
        }
        let ExpressionKind::Name(name) = expression.kind else { return Ok(false) };
        let name = self.mangle(name)?;
        Ok(matches!(self.access(name), Access::Local { .. }))
    }
}
