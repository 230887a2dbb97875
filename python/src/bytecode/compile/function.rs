//! Functions and lambdas: their code, and the objects made of it.

use super::collect::address;
use super::emit::Slot;
use super::fold::literal_text;
use super::scope::{NONE, ScopeKind, flag};
use super::unit::Unit;
use super::{Compiler, Done};
use crate::bytecode::unit::{CodeUnit, Constant};
use crate::source::arena::List;
use crate::source::span::Span;
use crate::source::tree::{Block, Expression, Expressions, FunctionDefinition, Parameter, Parameters, StatementKind};
use copperhead_stencils::Opcode;
use copperhead_stencils::layout::callable::Code;
use copperhead_stencils::layout::frame::HEAD_WORDS;

pub(super) const VARARGS: u16 = Code::VARARGS;
pub(super) const VARKEYWORDS: u16 = Code::VARKEYWORDS;

/// Bits of `c` of `MakeFunction`; bit n: slot b + n is used.
const DEFAULTS: u16 = 1;
const KEYWORD_DEFAULTS: u16 = 2;
const ANNOTATIONS: u16 = 4;
const CLOSURE: u16 = 8;

impl<'a> Compiler<'a, '_> {
    pub(super) fn function_statement(&mut self, function: &'a FunctionDefinition<'a>, span: Span) -> Done {
        let name = self.mangle(function.name)?;
        self.decorated(function.decorators, name, span, |compiler, to| {
            if !function.type_parameters.is_empty() {
                return compiler.generic_function(function, span, to);
            }
            let slots = compiler.temporaries(4)?;
            let given = compiler.defaults(function.parameters, slots)?;
            compiler.plain_function(function, span, slots, given, to)
        })
    }

    /// to = the function; its defaults stand in the first two of the four slots.
    pub(super) fn plain_function(&mut self, function: &'a FunctionDefinition<'a>, span: Span, slots: Slot, given: u16, to: Slot) -> Done {
        let given = given | self.annotations(function, slots)?;
        let start = function.decorators.first().map_or(span, |decorator| decorator.span);
        let Some(scope) = self.scopes.of_node(address(function)) else { return Ok(()) };
        let outer = self.begin_function(scope, function.name, start.start.line, function.parameters)?;
        let body = self.take_docstring(function.body)?;
        self.block(body)?;
        let code = self.end_unit(outer)?;
        self.at(span);
        self.make_function(code, slots, given, to)
    }

    /// Evaluates the decorators, then what they decorate; applies them and stores the result.
    pub(super) fn decorated(
        &mut self,
        decorators: Expressions<'a>,
        name: &'a str,
        span: Span,
        make: impl FnOnce(&mut Self, Slot) -> Done,
    ) -> Done {
        let base = self.temporary()?;
        for (index, decorator) in decorators.iter().enumerate() {
            if index > 0 {
                self.temporary()?;
            }
            let place = self.mark().saturating_sub(1);
            self.expression_to(decorator, place)?;
            self.reserve_head()?;
        }
        let mut place = base;
        if !decorators.is_empty() {
            place = self.temporary()?;
        }
        make(self, place)?;
        for decorator in decorators.iter().rev() {
            let callee = place.saturating_sub(HEAD_WORDS as u16);
            self.at(decorator.span);
            self.emit(Opcode::Call, [callee, callee, 1])?;
            place = callee;
        }
        self.release(base.saturating_add(1));
        self.at(span);
        self.store_name(name, base)
    }

    pub(super) fn lambda(
        &mut self,
        expression: &'a Expression<'a>,
        parameters: &'a Parameters<'a>,
        body: &'a Expression<'a>,
        to: Slot,
    ) -> Done {
        let slots = self.temporaries(4)?;
        let given = self.defaults(parameters, slots)?;
        let Some(scope) = self.scopes.of_node(address(expression)) else { return Ok(()) };
        let outer = self.begin_function(scope, "<lambda>", expression.span.start.line, parameters)?;
        let value = self.operand(body)?;
        self.at(body.span);
        self.emit_return(Some(value))?;
        let code = self.end_unit(outer)?;
        self.at(expression.span);
        self.make_function(code, slots, given, to)
    }

    /// Defaults to the first two slots; which are there.
    pub(super) fn defaults(&mut self, parameters: &'a Parameters<'a>, slots: Slot) -> Done<u16> {
        let mut given = 0;
        let mark = self.mark();
        let positional = || parameters.positional_only.iter().chain(parameters.positional);
        let mut values = List::new();
        for default in positional().filter_map(|parameter| parameter.default) {
            values.push(self.arena, default)?;
        }
        if !values.is_empty() {
            let values: Expressions<'a> = values.finish(self.arena)?;
            let span = values.first().map_or(self.unit.span, |value| value.span);
            match self.fold_items(values)? {
                Some(constants) => self.load_constant(slots, Constant::Tuple(constants))?,
                None => self.tuple(values, slots, span)?,
            }
            given |= DEFAULTS;
        }
        self.release(mark);
        let dictionary = slots.saturating_add(1);
        for parameter in parameters.keyword_only {
            let Some(default) = parameter.default else { continue };
            if given & KEYWORD_DEFAULTS == 0 {
                self.emit(Opcode::BuildDict, [dictionary, dictionary, 0])?;
                given |= KEYWORD_DEFAULTS;
            }
            let name = self.mangle(parameter.name)?;
            let key = self.temporary()?;
            self.load_constant(key, Constant::Name(name))?;
            let value = self.operand(default)?;
            self.emit(Opcode::DictInsert, [dictionary, key, value])?;
            self.release(mark);
        }
        Ok(given)
    }

    /// Annotations to the third slot; whether there are any.
    fn annotations(&mut self, function: &'a FunctionDefinition<'a>, slots: Slot) -> Done<u16> {
        let parameters = function.parameters;
        let ordinary = parameters.positional_only.iter().chain(parameters.positional).chain(parameters.variadic);
        let all = ordinary.chain(parameters.keyword_only).chain(parameters.keyword_variadic);
        let annotated = |parameter: &'a Parameter<'a>| Some((parameter.name, parameter.annotation?));
        let returns = function.returns.map(|returns| ("return", returns));
        let dictionary = slots.saturating_add(2);
        let mut given = 0;
        for (name, annotation) in all.filter_map(annotated).chain(returns) {
            let mark = self.mark();
            if given == 0 {
                self.emit(Opcode::BuildDict, [dictionary, dictionary, 0])?;
                given = ANNOTATIONS;
            }
            let name = self.mangle(name)?;
            let key = self.temporaries(2)?;
            let value = key.saturating_add(1);
            self.load_constant(key, Constant::Name(name))?;
            self.annotation(annotation, value)?;
            self.emit(Opcode::DictInsert, [dictionary, key, value])?;
            self.release(mark);
        }
        Ok(given)
    }

    /// to = a function of the code; what `given` names stands in the four slots.
    pub(super) fn make_function(&mut self, code: &'a CodeUnit<'a>, slots: Slot, given: u16, to: Slot) -> Done {
        let mut given = given;
        if !code.free_names.is_empty() {
            let mark = self.mark();
            for name in code.free_names {
                let place = self.temporary()?;
                let cell = self.cell_slot(name).unwrap_or(place);
                self.copy(place, cell)?;
            }
            let closure = slots.saturating_add(3);
            let count = code.free_names.len() as u16;
            self.emit(Opcode::BuildTuple, [closure, mark, count])?;
            self.release(mark);
            given |= CLOSURE;
        }
        self.emit_constant(Opcode::MakeFunction, [to, slots, given], Constant::Code(code))
    }

    /// Starts the unit of a scope; returns the unit around it.
    pub(super) fn begin_unit(&mut self, scope: u32, name: &'a str, line: u32) -> Done<Unit<'a>> {
        let kind = self.scopes.get(scope).map_or(ScopeKind::Function, |scope| scope.kind);
        let mangled = self.mangle(name)?;
        let declared_global = matches!(kind, ScopeKind::Function | ScopeKind::Class)
            && self
                .scopes
                .find(self.qualifying_scope(), mangled)
                .and_then(|index| self.scopes.symbol(index))
                .is_some_and(|symbol| symbol.flags & flag::GLOBAL != 0);
        let (around_kind, around) = self.unit.qualifier;
        let qualified = match around_kind {
            _ if declared_global => name,
            ScopeKind::Module => name,
            ScopeKind::Class => self.join(&[around, ".", name])?,
            _ => self.join(&[around, ".<locals>.", name])?,
        };
        let mut unit = Unit::new(kind, scope, name, qualified, line);
        unit.flags |= self.suspension_flags(scope);
        if matches!(self.unit.kind, ScopeKind::Function | ScopeKind::Lambda | ScopeKind::Generator | ScopeKind::Annotation)
            || self.unit.flags & Code::NESTED != 0
        {
            unit.flags |= Code::NESTED;
        }
        unit.creator = core::mem::replace(&mut self.scope, scope);
        Ok(core::mem::replace(&mut self.unit, unit))
    }

    /// The scope that qualified names in the current one are about: type parameters add nothing to them.
    fn qualifying_scope(&self) -> u32 {
        match self.scopes.get(self.scope) {
            Some(scope) if scope.kind == ScopeKind::Annotation && self.unit.qualifier.0 != ScopeKind::Annotation => scope.parent,
            _ => self.scope,
        }
    }

    fn begin_function(&mut self, scope: u32, name: &'a str, line: u32, parameters: &'a Parameters<'a>) -> Done<Unit<'a>> {
        let outer = self.begin_unit(scope, name, line)?;
        let count = |list: &[Parameter<'_>]| u32::try_from(list.len()).unwrap_or(u32::MAX);
        let unit = &mut self.unit;
        unit.positional_only_count = count(parameters.positional_only);
        unit.positional_count = unit.positional_only_count.saturating_add(count(parameters.positional));
        unit.keyword_only_count = count(parameters.keyword_only);
        if parameters.variadic.is_some() {
            unit.flags |= VARARGS;
        }
        if parameters.keyword_variadic.is_some() {
            unit.flags |= VARKEYWORDS;
        }
        self.place_variables(Some(parameters))?;
        Ok(outer)
    }

    /// Ends the unit and goes back to the one around it.
    pub(super) fn end_unit(&mut self, outer: Unit<'a>) -> Done<&'a CodeUnit<'a>> {
        let code = self.finish_unit()?;
        self.scope = self.unit.creator;
        self.unit = outer;
        Ok(code)
    }

    /// Gives every variable of the frame its slot, and emits the prologue.
    pub(super) fn place_variables(&mut self, parameters: Option<&'a Parameters<'a>>) -> Done {
        let frame = self.unit.scope;
        if self.unit.kind == ScopeKind::Class {
            self.place_class_variables()?;
        }
        if self.unit.kind.has_slots() {
            if let Some(parameters) = parameters {
                let positional = parameters.positional_only.iter().chain(parameters.positional);
                let rest = parameters.variadic.into_iter().chain(parameters.keyword_variadic);
                for parameter in positional.chain(parameters.keyword_only).chain(rest) {
                    let name = self.mangle(parameter.name)?;
                    if let Some(index) = self.scopes.find(frame, name) {
                        self.place_variable(index)?;
                    }
                }
            }
            if self.unit.kind == ScopeKind::Generator {
                // The iterator that it is called with.
                self.new_slot()?;
                self.unit.variable_names.push(self.arena, ".0")?;
            }
            self.place_symbols(frame, flag::PARAMETER)?;
        }
        let mut inlined = self.scopes.get(frame).map_or(NONE, |scope| scope.next_inlined);
        while let Some(next) = self.scopes.get(inlined).map(|scope| scope.next_inlined) {
            self.place_symbols(inlined, 0)?;
            inlined = next;
        }
        self.place_free(frame)?;
        self.unit.top = self.unit.slots;
        self.begin_generator()?;
        self.unit.first_temporary = self.unit.top;
        self.prologue(frame)
    }

    /// Slots for the variables that a scope binds, but for those with a bit of `without`.
    fn place_symbols(&mut self, scope: u32, without: u16) -> Done {
        let mut index = self.scopes.get(scope).map_or(NONE, |scope| scope.first_symbol);
        while let Some(symbol) = self.scopes.symbol(index).copied() {
            let outer = flag::GLOBAL | flag::NONLOCAL | without;
            if symbol.flags & flag::BOUND != 0 && symbol.flags & outer == 0 {
                self.place_variable(index)?;
            }
            index = symbol.next;
        }
        Ok(())
    }

    fn place_variable(&mut self, index: u32) -> Done {
        let slot = self.new_slot()?;
        if let Some(symbol) = self.scopes.symbol_mut(index) {
            symbol.slot = slot;
            let name = symbol.name;
            self.unit.variable_names.push(self.arena, name)?;
        }
        Ok(())
    }

    pub(super) fn new_slot(&mut self) -> Done<Slot> {
        self.unit.top = self.unit.slots;
        self.temporary()
    }

    fn place_free(&mut self, frame: u32) -> Done {
        let mut index = self.scopes.get(frame).map_or(NONE, |scope| scope.first_free);
        while let Some(free) = self.scopes.free.as_slice().get(index as usize).copied() {
            let slot = self.new_slot()?;
            if let Some(free) = self.scopes.free.as_mut_slice().get_mut(index as usize) {
                free.slot = slot;
            }
            self.unit.free_names.push(self.arena, free.name)?;
            index = free.next;
        }
        Ok(())
    }

    /// Whether a function names a built-in that reads the variables of whoever calls it.
    fn reads_its_variables(&self, frame: u32) -> bool {
        self.scopes.get(frame).is_some_and(|scope| scope.takes_frame)
            || ["locals", "vars", "dir", "eval", "exec"].iter().any(|name| self.scopes.find(frame, name).is_some())
    }

    /// Cells for the captured variables, the closure's cells, and unbound variables where somebody checks them.
    fn prologue(&mut self, frame: u32) -> Done {
        let readable = self.reads_its_variables(frame);
        if readable {
            self.unit.flags |= Code::READABLE_LOCALS;
        }
        let mut index = match self.scopes.get(frame) {
            Some(scope) if scope.kind.has_slots() => scope.first_symbol,
            _ => NONE,
        };
        while let Some(symbol) = self.scopes.symbol(index).copied() {
            index = symbol.next;
            if symbol.flags & flag::BOUND == 0 || symbol.flags & (flag::GLOBAL | flag::NONLOCAL) != 0 {
                continue;
            }
            let captured = symbol.flags & flag::CAPTURED != 0;
            match (symbol.flags & flag::PARAMETER != 0, captured) {
                (false, false) if readable => self.emit(Opcode::Clear, [symbol.slot, 0, 0])?,
                (false, false) => self.clear_for_checks(symbol.slot)?,
                (false, true) => self.emit(Opcode::Clear, [symbol.slot, 0, 0])?,
                (true, _) => {}
            }
            if captured {
                self.emit(Opcode::MakeCell, [symbol.slot, 0, 0])?;
            }
        }
        if readable {
            let mut inlined = self.scopes.get(frame).map_or(NONE, |scope| scope.next_inlined);
            while let Some(scope) = self.scopes.get(inlined).copied() {
                let mut index = scope.first_symbol;
                while let Some(symbol) = self.scopes.symbol(index).copied() {
                    index = symbol.next;
                    if symbol.flags & flag::BOUND != 0 && symbol.flags & (flag::GLOBAL | flag::NONLOCAL) == 0 {
                        self.emit(Opcode::Clear, [symbol.slot, 0, 0])?;
                    }
                }
                inlined = scope.next_inlined;
            }
        }
        if self.unit.kind == ScopeKind::Class {
            self.class_prologue()?;
        }
        let mut index = self.scopes.get(frame).map_or(NONE, |scope| scope.first_free);
        let mut number = 0_u16;
        while let Some(free) = self.scopes.free.as_slice().get(index as usize).copied() {
            self.emit(Opcode::LoadFree, [free.slot, number, 0])?;
            number = number.wrapping_add(1);
            index = free.next;
        }
        Ok(())
    }

    /// Notes the docstring of a body; returns the statements behind it.
    pub(super) fn take_docstring(&mut self, body: Block<'a>) -> Done<Block<'a>> {
        let Some((first, rest)) = body.split_first() else { return Ok(body) };
        let StatementKind::Expression(value) = first.kind else { return Ok(body) };
        let Some(text) = literal_text(value) else { return Ok(body) };
        if self.options.optimize < 2 {
            self.unit.doc = Some(self.clean_docstring(text)?);
        }
        Ok(rest)
    }

    /// Takes away the indentation that all lines behind the first have in common, as CPython 3.13 does.
    fn clean_docstring(&mut self, text: &'a [u8]) -> Done<&'a [u8]> {
        let text = self.expand_tabs(text)?;
        let spaces = |line: &[u8]| line.iter().take_while(|&&byte| byte == b' ').count();
        let mut lines = text.split(|&byte| byte == b'\n');
        let first = lines.next().unwrap_or(&[]);
        let indents = lines.clone().filter(|line| spaces(line) < line.len()).map(spaces);
        let margin = indents.min().unwrap_or(0);
        if margin == 0 && spaces(first) == 0 {
            return Ok(text);
        }
        let mut clean = List::new();
        clean.extend(self.arena, first.get(spaces(first)..).unwrap_or(&[]))?;
        for line in lines {
            clean.push(self.arena, b'\n')?;
            clean.extend(self.arena, line.get(margin.min(spaces(line))..).unwrap_or(&[]))?;
        }
        Ok(clean.finish(self.arena)?)
    }

    fn expand_tabs(&mut self, text: &'a [u8]) -> Done<&'a [u8]> {
        if !text.contains(&b'\t') {
            return Ok(text);
        }
        let mut expanded = List::new();
        let mut column = 0_usize;
        for &byte in text {
            match byte {
                b'\t' => loop {
                    expanded.push(self.arena, b' ')?;
                    column = column.wrapping_add(1);
                    if column & 7 == 0 {
                        break;
                    }
                },
                _ => {
                    expanded.push(self.arena, byte)?;
                    // Bytes behind the first of a character take no column.
                    if byte & 0xC0 != 0x80 {
                        column = column.wrapping_add(1);
                    }
                    if byte == b'\n' || byte == b'\r' {
                        column = 0;
                    }
                }
            }
        }
        Ok(expanded.finish(self.arena)?)
    }
}
