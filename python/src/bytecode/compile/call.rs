//! Calls: the callable at the base, the arguments behind the head of the callee's frame.

use super::emit::{Slot, attribute_span};
use super::scope::{Access, ScopeKind};
use super::{Compiler, Done};
use crate::bytecode::unit::Constant;
use crate::source::arena::List;
use crate::source::span::Span;
use crate::source::tree::{Arguments, Expression, ExpressionKind, Expressions, Keyword};
use copperhead_stencils::Opcode;
use copperhead_stencils::layout::frame::HEAD_WORDS;

/// Bit of `c` of `CallKeywords`: the call goes to a method.
const METHOD: u16 = 0x8000;

/// Calls with more arguments pass them in a tuple and a dict.
const MAXIMUM_ARGUMENTS: usize = 255;

/// Beside arguments that are unpacked so many others at the most have slots of their own.
const SIDE_BY_SIDE: usize = 16;

impl<'a> Compiler<'a, '_> {
    pub(super) fn call(
        &mut self,
        expression: &'a Expression<'a>,
        function: &'a Expression<'a>,
        arguments: &'a Arguments<'a>,
        to: Slot,
    ) -> Done {
        let span = expression.span;
        let base = self.call_base(to)?;
        if is_plain(arguments) {
            if let ExpressionKind::Attribute { value, name } = function.kind {
                let method_span = attribute_span(function.span, function.span.end, name);
                let span = attribute_span(span, function.span.end, name);
                return self.method_call(method_span, value, name, arguments, base, to, span);
            }
            if matches!(function.kind, ExpressionKind::Name("super"))
                && arguments.positional.is_empty()
                && arguments.keywords.is_empty()
                && self.super_call(function, base, to, span)?
            {
                return Ok(());
            }
        }
        self.expression_to(function, base)?;
        self.reserve_head()?;
        self.arguments(arguments, 0, base, to, span)
    }

    /// The base of a call whose result goes to `to`: above all that is live, and `to` itself if that lies on top.
    pub(super) fn call_base(&mut self, to: Slot) -> Done<Slot> {
        if self.is_temporary(to) && u32::from(to).saturating_add(1) == self.unit.top {
            return Ok(to);
        }
        self.temporary()
    }

    /// Takes the slots of the head behind the base.
    pub(super) fn reserve_head(&mut self) -> Done {
        self.temporaries(HEAD_WORDS.saturating_sub(1))?;
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one node, taken apart by the caller")]
    fn method_call(
        &mut self,
        method_span: Span,
        value: &'a Expression<'a>,
        name: &'a str,
        arguments: &'a Arguments<'a>,
        base: Slot,
        to: Slot,
        span: Span,
    ) -> Done {
        let behind_receiver = base.saturating_add(HEAD_WORDS as u16).saturating_add(1);
        if !self.super_method(method_span, value, name, base)? {
            self.reserve_head()?;
            let receiver = self.temporary()?;
            let object = self.operand_in(value, Some(receiver))?;
            let name = self.mangle(name)?;
            self.at(method_span);
            self.emit_name(Opcode::LoadMethod, [base, object, 0], name)?;
        }
        self.release(behind_receiver);
        self.plain_arguments(arguments, 1, METHOD, base, to, span)
    }

    /// Where `super()` has the class and the first argument from: the slot of a cell and a name. None where it stands in no method, or `super` is
    /// no global name.
    fn super_arguments(&mut self) -> Option<(Slot, &'a str)> {
        let frame = self.scopes.get(self.unit.scope)?;
        if !matches!(frame.kind, ScopeKind::Function | ScopeKind::Lambda) || frame.positional_count == 0 {
            return None;
        }
        // The first symbol of a function is its first parameter.
        let first = self.scopes.symbol(frame.first_symbol).map_or("", |symbol| symbol.name);
        match (self.access("super"), self.access("__class__")) {
            (Access::Global, Access::Cell(class)) => Some((class, first)),
            _ => None,
        }
    }

    /// The class in its cell and the first argument, to these slots.
    fn load_super_arguments(&mut self, (class, first): (Slot, &'a str), to: [Slot; 2]) -> Done {
        let [class_slot, receiver] = to;
        self.emit(Opcode::LoadCell, [class_slot, class, 0])?;
        let unit_scope = self.unit.scope;
        let inner = core::mem::replace(&mut self.scope, unit_scope);
        let access = self.access(first);
        self.scope = inner;
        self.load_access(access, first, receiver)
    }

    /// `super()` in a method: `super` with the class and the first argument. Whether it is that.
    fn super_call(&mut self, function: &'a Expression<'a>, base: Slot, to: Slot, span: Span) -> Done<bool> {
        let Some(found) = self.super_arguments() else { return Ok(false) };
        self.expression_to(function, base)?;
        self.reserve_head()?;
        let receiver = self.temporary()?;
        self.at(span);
        self.load_super_arguments(found, [base.saturating_add(1), receiver])?;
        self.emit(Opcode::LoadSuper, [to, base, 0])?;
        Ok(true)
    }

    /// The beginning of `super().name(…)` in a method: the method at the base. Whether it is that.
    fn super_method(&mut self, method_span: Span, value: &'a Expression<'a>, name: &'a str, base: Slot) -> Done<bool> {
        let ExpressionKind::Call { function, arguments } = value.kind else { return Ok(false) };
        let plain =
            matches!(function.kind, ExpressionKind::Name("super")) && arguments.positional.is_empty() && arguments.keywords.is_empty();
        let Some(found) = self.super_arguments().filter(|_| plain) else { return Ok(false) };
        self.expression_to(function, base)?;
        self.reserve_head()?;
        let receiver = self.temporary()?;
        self.at(value.span);
        self.load_super_arguments(found, [base.saturating_add(1), receiver])?;
        let name = self.mangle(name)?;
        self.at(method_span);
        self.emit_name(Opcode::LoadSuperMethod, [base, 0, 0], name)?;
        Ok(true)
    }

    /// The arguments behind the `given` ones that stand there already, and the call itself.
    pub(super) fn arguments(&mut self, arguments: &'a Arguments<'a>, given: usize, base: Slot, to: Slot, span: Span) -> Done {
        self.arguments_and(arguments, given, None, base, to, span)
    }

    /// The same with one more positional argument behind them, which is in a slot.
    pub(super) fn arguments_and(
        &mut self,
        arguments: &'a Arguments<'a>,
        given: usize,
        last: Option<Slot>,
        base: Slot,
        to: Slot,
        span: Span,
    ) -> Done {
        if is_plain(arguments) {
            self.check_keywords(arguments.keywords)?;
            self.side_by_side(arguments.positional)?;
            if let Some(last) = last {
                let place = self.temporary()?;
                self.copy(place, last)?;
            }
            let given = given.saturating_add(usize::from(last.is_some()));
            self.keywords_and_call(arguments, given, 0, base, to, span)
        } else {
            self.unpacked_arguments(arguments, given, last, base, to, span)
        }
    }

    /// Arguments in slots; `method`: bit 15 of a call with keywords if it goes to a method, else 0.
    fn plain_arguments(&mut self, arguments: &'a Arguments<'a>, given: usize, method: u16, base: Slot, to: Slot, span: Span) -> Done {
        self.check_keywords(arguments.keywords)?;
        self.side_by_side(arguments.positional)?;
        self.keywords_and_call(arguments, given, method, base, to, span)
    }

    fn keywords_and_call(&mut self, arguments: &'a Arguments<'a>, given: usize, method: u16, base: Slot, to: Slot, span: Span) -> Done {
        let mut names = List::new();
        for keyword in arguments.keywords {
            let place = self.temporary()?;
            self.expression_to(keyword.value, place)?;
            // Unlike parameters, names of arguments are taken as they are written.
            names.push(self.arena, Constant::Name(keyword.name.unwrap_or("")))?;
        }
        let count = given.saturating_add(arguments.positional.len()).saturating_add(arguments.keywords.len());
        let count = u16::try_from(count).unwrap_or(u16::MAX);
        self.at(span);
        if !names.is_empty() {
            let names = Constant::Tuple(names.finish(self.arena)?);
            self.emit_constant(Opcode::CallKeywords, [to, base, count | method], names)
        } else if method != 0 {
            self.emit(Opcode::CallMethod, [to, base, count])
        } else {
            self.emit(Opcode::Call, [to, base, count])
        }
    }

    fn unpacked_arguments(
        &mut self,
        arguments: &'a Arguments<'a>,
        given: usize,
        last: Option<Slot>,
        base: Slot,
        to: Slot,
        span: Span,
    ) -> Done {
        self.check_keywords(arguments.keywords)?;
        let tuple = base.saturating_add(HEAD_WORDS as u16);
        if given == 0 {
            self.temporary()?;
        }
        // One iterable alone is iterated behind the keywords.
        let alone = match arguments.positional {
            [item] if given == 0 && last.is_none() => match item.kind {
                ExpressionKind::Starred(inner) => Some(inner),
                _ => None,
            },
            _ => None,
        };
        match alone {
            Some(iterable) => self.expression_to(iterable, tuple)?,
            None => self.positional_tuple(arguments.positional, given, last, tuple, span)?,
        }
        self.release(tuple.saturating_add(1));
        let has_keywords = !arguments.keywords.is_empty();
        if has_keywords {
            let dictionary = self.temporary()?;
            self.keyword_dictionary(arguments.keywords, dictionary, base, span)?;
        }
        self.at(span);
        if alone.is_some() {
            self.emit(Opcode::BuildArguments, [tuple, tuple, 0])?;
        }
        self.emit(Opcode::CallUnpacked, [to, base, u16::from(has_keywords)])
    }

    /// A tuple in the first argument's slot: of the arguments that stand there, then of the items.
    fn positional_tuple(&mut self, items: Expressions<'a>, given: usize, last: Option<Slot>, tuple: Slot, span: Span) -> Done {
        let starred = items.iter().any(|item| matches!(item.kind, ExpressionKind::Starred(_)));
        self.at(span);
        if given > 0 && !starred && last.is_none() {
            self.side_by_side(items)?;
            let count = u16::try_from(given.saturating_add(items.len())).unwrap_or(u16::MAX);
            self.at(span);
            return self.emit(Opcode::BuildTuple, [tuple, tuple, count]);
        }
        if given == 0 && !starred && last.is_none() {
            return self.tuple(items, tuple, span);
        }
        // The usual case: what is unpacked stands last.
        if let Some((rest, before)) = items.split_last()
            && let ExpressionKind::Starred(rest) = rest.kind
            && before.len() <= SIDE_BY_SIDE
            && !before.iter().any(|item| matches!(item.kind, ExpressionKind::Starred(_)))
            && last.is_none()
        {
            if given == 0 {
                self.release(tuple);
            }
            self.side_by_side(before)?;
            let place = self.temporary()?;
            self.expression_to(rest, place)?;
            self.at(span);
            let count = u16::try_from(given.saturating_add(before.len())).unwrap_or(u16::MAX);
            return self.emit(Opcode::BuildArguments, [tuple, tuple, count]);
        }
        self.emit(Opcode::BuildList, [tuple, tuple, given as u16])?;
        let mark = tuple.saturating_add(1);
        self.release(mark);
        for item in items {
            let (item, opcode) = match item.kind {
                ExpressionKind::Starred(inner) => (inner, Opcode::ListExtend),
                _ => (*item, Opcode::ListAppend),
            };
            let value = self.operand(item)?;
            self.at(span);
            self.emit(opcode, [tuple, value, 0])?;
            self.release(mark);
        }
        if let Some(last) = last {
            self.emit(Opcode::ListAppend, [tuple, last, 0])?;
        }
        self.emit(Opcode::ListToTuple, [tuple, tuple, 0])
    }

    fn keyword_dictionary(&mut self, keywords: &'a [Keyword<'a>], dictionary: Slot, base: Slot, span: Span) -> Done {
        let mark = self.mark();
        if let [Keyword { name: None, value, .. }] = keywords {
            let mapping = self.operand(value)?;
            self.at(span);
            self.emit(Opcode::BuildKeywords, [dictionary, mapping, base])?;
            self.release(mark);
            return Ok(());
        }
        // No name among the first is given twice.
        let named = keywords.iter().take_while(|keyword| keyword.name.is_some()).count();
        let (first, rest) = keywords.split_at_checked(named.min(SIDE_BY_SIDE)).unwrap_or((&[], keywords));
        let pairs = self.mark();
        for keyword in first {
            self.keyword_pair(keyword)?;
        }
        self.at(span);
        self.emit(Opcode::BuildDict, [dictionary, pairs, first.len() as u16])?;
        self.release(mark);
        for keyword in rest {
            let mapping = if keyword.name.is_some() {
                // Through a dict of its own, so that a name given twice is found.
                let pair = self.keyword_pair(keyword)?;
                self.at(span);
                self.emit(Opcode::BuildDict, [pair, pair, 1])?;
                pair
            } else {
                self.operand(keyword.value)?
            };
            self.at(span);
            self.emit(Opcode::DictMerge, [dictionary, mapping, base])?;
            self.release(mark);
        }
        Ok(())
    }

    /// A keyword's name and value in two temporaries.
    fn keyword_pair(&mut self, keyword: &'a Keyword<'a>) -> Done<Slot> {
        let pair = self.temporaries(2)?;
        self.load_constant(pair, Constant::Name(keyword.name.unwrap_or("")))?;
        self.expression_to(keyword.value, pair.saturating_add(1))?;
        Ok(pair)
    }

    fn check_keywords(&mut self, keywords: &'a [Keyword<'a>]) -> Done {
        for (index, keyword) in keywords.iter().enumerate() {
            let Some(name) = keyword.name else { continue };
            if name == "__debug__" {
                return Err(self.syntax_error(keyword.span, format_args!("cannot assign to __debug__")));
            }
            let before = keywords.get(..index).unwrap_or(&[]);
            if before.iter().any(|other| other.name == Some(name)) {
                return Err(self.syntax_error(keyword.span, format_args!("keyword argument repeated: {name}")));
            }
        }
        Ok(())
    }
}

/// Whether all arguments have slots of their own: none starred, and not too many.
fn is_plain(arguments: &Arguments<'_>) -> bool {
    arguments.positional.len().saturating_add(arguments.keywords.len()) <= MAXIMUM_ARGUMENTS
        && !arguments.positional.iter().any(|argument| matches!(argument.kind, ExpressionKind::Starred(_)))
        && arguments.keywords.iter().all(|keyword| keyword.name.is_some())
}
