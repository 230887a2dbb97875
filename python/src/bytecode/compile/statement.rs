//! Statements.

use super::emit::Slot;
use super::generator::SUSPENDING;
use super::scope::{Access, ScopeKind};
use super::unit::{Exit, Label};
use super::{Compiler, Done};
use crate::bytecode::intrinsic::Intrinsic;
use crate::bytecode::unit::Constant;
use crate::source::arena::List;
use crate::source::span::Span;
use crate::source::tree::{Block, Expression, ExpressionKind, For, IfBranch, Statement, StatementKind};
use copperhead_stencils::Opcode;
use copperhead_stencils::layout::callable::Code;

/// CPython's limit for loops, `try`s and `with`s inside each other. It bounds how often a `finally` is copied, too.
const MAXIMUM_EXITS: usize = 21;

impl<'a> Compiler<'a, '_> {
    pub(super) fn block(&mut self, block: Block<'a>) -> Done {
        for statement in block {
            self.statement(statement)?;
        }
        Ok(())
    }

    fn statement(&mut self, statement: &'a Statement<'a>) -> Done {
        self.check_stack(statement.span)?;
        let mark = self.mark();
        let span = statement.span;
        self.at(span);
        if self.options.traced
            && matches!(
                statement.kind,
                StatementKind::Pass | StatementKind::Try(_) | StatementKind::Break | StatementKind::Continue | StatementKind::Return(None)
            )
        {
            // An instruction that does nothing, so that the line is heard of.
            let unused = self.temporary()?;
            self.emit_constant(Opcode::LoadConstant, [unused, 0, 0], Constant::None)?;
        }
        match statement.kind {
            StatementKind::Function(function) => self.function_statement(function, span)?,
            StatementKind::Class(class) => self.class_statement(class, span)?,
            StatementKind::Return(value) => self.return_statement(value, span)?,
            StatementKind::Delete(targets) => targets.iter().try_for_each(|target| self.delete(target))?,
            StatementKind::Assign { targets, value } => self.assign(targets, value)?,
            StatementKind::AugmentedAssign { target, operator, value } => {
                self.augmented_assign(target, operator, value, span)?;
            }
            StatementKind::AnnotatedAssign { target, annotation, value, simple } => {
                self.annotated_assign(target, annotation, value, simple)?;
            }
            StatementKind::TypeAlias { name, type_parameters, value } => {
                self.type_alias(statement, name, type_parameters, value, span)?;
            }
            StatementKind::For(node) => self.for_statement(node, span)?,
            StatementKind::While { test, body, otherwise } => self.while_statement(test, body, otherwise, span)?,
            StatementKind::If { branches, otherwise } => self.if_statement(branches, otherwise)?,
            StatementKind::With { items, body, is_async } => {
                if is_async && !self.is_coroutine() {
                    return Err(self.syntax_error(span, format_args!("'async with' outside async function")));
                }
                self.with(items, body, span, is_async)?;
            }
            StatementKind::Match { subject, cases } => self.match_statement(subject, cases)?,
            StatementKind::Raise { exception, cause } => self.raise(exception, cause, span)?,
            StatementKind::Try(node) => self.try_statement(node, span)?,
            StatementKind::Assert { test, message } => self.assert(test, message, span)?,
            StatementKind::Import(names) => self.import(names, span)?,
            StatementKind::ImportFrom { module, names, level } => self.import_from(module, names, level, span)?,
            StatementKind::Global(_) | StatementKind::Nonlocal(_) | StatementKind::Pass => {}
            StatementKind::Expression(value) if self.interactive && self.unit.scope == 0 => {
                let value = self.operand(value)?;
                let result = self.temporary()?;
                self.at(span);
                self.emit(Opcode::Intrinsic, [result, value, Intrinsic::Display as u16])?;
            }
            StatementKind::Expression(value) => self.effect(value)?,
            StatementKind::Break => self.leave_loop(span, "'break' outside loop", false)?,
            StatementKind::Continue => self.leave_loop(span, "'continue' not properly in loop", true)?,
        }
        self.release(mark);
        Ok(())
    }

    fn return_statement(&mut self, value: Option<&'a Expression<'a>>, span: Span) -> Done {
        if !matches!(self.unit.kind, ScopeKind::Function | ScopeKind::Lambda) {
            return Err(self.syntax_error(span, format_args!("'return' outside function")));
        }
        if value.is_some() && self.unit.flags & Code::ASYNC_GENERATOR != 0 {
            return Err(self.syntax_error(span, format_args!("'return' with value in async generator")));
        }
        // The complaint is about a constant that is returned, if it stands on the same line.
        let blamed = match value {
            Some(value) if value.span.start.line == span.start.line && self.fold(value)?.is_some() => value.span,
            _ => span,
        };
        self.check_group_clause(0, blamed)?;
        let cleans = self.unit.exits.as_slice().iter().any(|exit| !matches!(exit, Exit::Loop { .. }));
        let value = match value {
            None => None,
            Some(value) if cleans => {
                let slot = self.temporary()?;
                self.expression_to(value, slot)?;
                Some(slot)
            }
            Some(value) if matches!(self.fold(value)?, Some(Constant::None)) => None,
            Some(value) => Some(self.operand(value)?),
        };
        self.leave(0, |compiler| {
            compiler.at(span);
            compiler.emit_return(value)
        })
    }

    /// `continue` if `again`, else `break`.
    fn leave_loop(&mut self, span: Span, outside: &str, again: bool) -> Done {
        let exits = self.unit.exits.as_slice();
        let Some(depth) = exits.iter().rposition(|exit| matches!(exit, Exit::Loop { .. })) else {
            self.check_group_clause(0, span)?;
            return Err(self.syntax_error(span, format_args!("{outside}")));
        };
        let Some(&Exit::Loop { head, end }) = exits.get(depth) else { return Ok(()) };
        self.check_group_clause(depth, span)?;
        self.leave(depth.saturating_add(1), |compiler| if again { compiler.loop_to(head) } else { compiler.jump(end) })
    }

    /// Whether what stands around a statement from `depth` on may be left by it.
    fn check_group_clause(&mut self, depth: usize, span: Span) -> Done {
        let left = self.unit.exits.as_slice().get(depth..).unwrap_or(&[]);
        if left.iter().any(|exit| matches!(exit, Exit::GroupClause)) {
            let message = "'break', 'continue' and 'return' cannot appear in an except* block";
            return Err(self.syntax_error(span, format_args!("{message}")));
        }
        Ok(())
    }

    /// Emits what has to be done on the way out of all exits from `depth` on, then the jump itself.
    fn leave(&mut self, depth: usize, jump: impl FnOnce(&mut Self) -> Done) -> Done {
        if !self.unit.reachable {
            return Ok(());
        }
        let mut left = List::new();
        let handler = self.unit.handler;
        while self.unit.exits.len() > depth {
            let Some(exit) = self.unit.exits.pop() else { break };
            left.push(self.arena, exit)?;
            self.clean_up(exit)?;
        }
        jump(self)?;
        while let Some(exit) = left.pop() {
            self.unit.exits.push(self.arena, exit)?;
        }
        self.unit.handler = handler;
        Ok(())
    }

    /// Enters a loop, a `try` or the like.
    pub(super) fn enter(&mut self, exit: Exit<'a>, span: Span) -> Done {
        // What can be suspended has one around all of it.
        let outer = usize::from(self.unit.flags & SUSPENDING != 0);
        if self.unit.exits.len() >= MAXIMUM_EXITS.saturating_sub(outer) {
            return Err(self.syntax_error(span, format_args!("too many statically nested blocks")));
        }
        self.unit.exits.push(self.arena, exit)?;
        Ok(())
    }

    /// A back edge. At the head no more temporaries are in use than here.
    pub(super) fn loop_to(&mut self, head: Label) -> Done {
        self.emit_jump(Opcode::Loop, [self.mark(), 0, 0], head)
    }

    fn while_statement(&mut self, test: &'a Expression<'a>, body: Block<'a>, otherwise: Block<'a>, span: Span) -> Done {
        let (head, no, end) = (self.new_label()?, self.new_label()?, self.new_label()?);
        self.place(head)?;
        self.condition(test, no, false)?;
        self.enter(Exit::Loop { head, end }, span)?;
        self.block(body)?;
        self.unit.exits.pop();
        self.at(test.span);
        self.loop_to(head)?;
        self.place(no)?;
        self.block(otherwise)?;
        self.place(end)
    }

    fn for_statement(&mut self, node: &'a For<'a>, span: Span) -> Done {
        if node.is_async && !self.is_coroutine() {
            return Err(self.syntax_error(span, format_args!("'async for' outside async function")));
        }
        let iterator = self.temporary()?;
        if node.is_async {
            self.async_iterator(node.iterable, iterator)?;
        } else {
            self.iterator(node.iterable, iterator)?;
        }
        let (head, exhausted, end) = (self.new_label()?, self.new_label()?, self.new_label()?);
        self.place(head)?;
        if node.is_async {
            self.iterate_async(node.target, iterator, exhausted, node.iterable.span)?;
        } else {
            self.iterate(node.target, iterator, exhausted, node.iterable.span)?;
        }
        self.enter(Exit::Loop { head, end }, span)?;
        self.block(node.body)?;
        self.unit.exits.pop();
        self.at(node.iterable.span);
        self.loop_to(head)?;
        self.place(exhausted)?;
        self.block(node.otherwise)?;
        self.place(end)
    }

    /// iterator = iter(iterable)
    pub(super) fn iterator(&mut self, iterable: &'a Expression<'a>, iterator: Slot) -> Done {
        let source = match self.fold_container(iterable)? {
            Some(constant) => {
                self.load_constant(iterator, constant)?;
                iterator
            }
            None => self.operand_in(iterable, Some(iterator))?,
        };
        self.at(iterable.span);
        self.emit(Opcode::GetIterator, [iterator, source, 0])
    }

    /// Stores the next item to the target, or jumps.
    pub(super) fn iterate(&mut self, target: &'a Expression<'a>, iterator: Slot, exhausted: Label, span: Span) -> Done {
        let mark = self.mark();
        self.reserve_callee(iterator)?;
        if let ExpressionKind::Name(name) = target.kind {
            let name = self.mangle(name)?;
            if let Access::Local { slot, .. } = self.access(name) {
                self.at(span);
                return self.emit_jump(Opcode::Iterate, [slot, iterator, 0], exhausted);
            }
        }
        let item = self.temporary()?;
        self.at(span);
        self.emit_jump(Opcode::Iterate, [item, iterator, 0], exhausted)?;
        self.store(target, item)?;
        self.release(mark);
        Ok(())
    }

    fn if_statement(&mut self, branches: &'a [IfBranch<'a>], otherwise: Block<'a>) -> Done {
        let end = self.new_label()?;
        for (index, branch) in branches.iter().enumerate() {
            let no = self.new_label()?;
            self.condition(branch.test, no, false)?;
            self.block(branch.body)?;
            let last = index.saturating_add(1) == branches.len() && otherwise.is_empty();
            if !last {
                self.jump(end)?;
            }
            self.place(no)?;
        }
        self.block(otherwise)?;
        self.place(end)
    }

    fn raise(&mut self, exception: Option<&'a Expression<'a>>, cause: Option<&'a Expression<'a>>, span: Span) -> Done {
        let Some(exception) = exception else { return self.emit(Opcode::RaiseAgain, [0; 3]) };
        let exception = self.operand(exception)?;
        let cause = cause.map(|cause| self.operand(cause)).transpose()?;
        self.at(span);
        match cause {
            None => self.emit(Opcode::Raise, [exception, 0, 0]),
            Some(cause) => self.emit(Opcode::RaiseFrom, [exception, cause, 0]),
        }
    }

    fn assert(&mut self, test: &'a Expression<'a>, message: Option<&'a Expression<'a>>, span: Span) -> Done {
        if self.options.optimize > 0 {
            return Ok(());
        }
        let end = self.new_label()?;
        self.condition(test, end, true)?;
        let exception = self.temporary()?;
        self.at(span);
        self.emit(Opcode::LoadAssertionError, [exception, 0, 0])?;
        if let Some(message) = message {
            self.reserve_head()?;
            let argument = self.temporary()?;
            self.expression_to(message, argument)?;
            self.at(span);
            self.emit(Opcode::Call, [exception, exception, 1])?;
        }
        self.at(test.span);
        self.emit(Opcode::Raise, [exception, 0, 0])?;
        self.place(end)
    }

    fn annotated_assign(
        &mut self,
        target: &'a Expression<'a>,
        annotation: &'a Expression<'a>,
        value: Option<&'a Expression<'a>>,
        simple: bool,
    ) -> Done {
        if let Some(value) = value {
            self.assign_value(target, value)?;
        }
        let mark = self.mark();
        let outside = matches!(self.unit.kind, ScopeKind::Module | ScopeKind::Class);
        match target.kind {
            ExpressionKind::Name(name) if simple && outside => {
                let note = self.temporary()?;
                self.annotation(annotation, note)?;
                let name = self.mangle(name)?;
                let dictionary = self.temporary()?;
                let key = self.temporary()?;
                self.at(annotation.span);
                let access = if self.unit.kind == ScopeKind::Class { Access::Class } else { Access::Global };
                self.load_access(access, "__annotations__", dictionary)?;
                self.load_constant(key, Constant::Name(name))?;
                self.emit(Opcode::StoreSubscript, [dictionary, key, note])?;
                self.release(mark);
                return Ok(());
            }
            // Without a value the parts of the target are evaluated all the same.
            ExpressionKind::Attribute { value: object, .. } if value.is_none() => {
                self.operand(object)?;
            }
            ExpressionKind::Subscript { value: object, index } if value.is_none() => {
                self.operand(object)?;
                self.operand(index)?;
            }
            _ => {}
        }
        if outside && !simple && !self.future_annotations {
            self.effect(annotation)?;
        }
        self.release(mark);
        Ok(())
    }

    /// The value of an annotation: what it says, or its text if the program wants that.
    pub(super) fn annotation(&mut self, annotation: &'a Expression<'a>, to: Slot) -> Done {
        if !self.future_annotations {
            if let ExpressionKind::Starred(inner) = annotation.kind {
                // `*args: *types` holds the only item of the unpacked value.
                let value = self.operand(inner)?;
                self.at(annotation.span);
                return self.emit(Opcode::Unpack, [to, value, 1]);
            }
            return self.expression_to(annotation, to);
        }
        let text = self.unparse(annotation)?;
        self.load_text(to, text)
    }

    /// Makes the dict for the annotations of a module or class body.
    pub(super) fn setup_annotations(&mut self) -> Done {
        let result = self.temporary()?;
        let namespace = if self.unit.kind == ScopeKind::Class {
            super::class::NAMESPACE
        } else {
            self.load_constant(result, Constant::None)?;
            result
        };
        self.emit(Opcode::Intrinsic, [result, namespace, Intrinsic::SetupAnnotations as u16])?;
        self.release(result);
        Ok(())
    }
}
