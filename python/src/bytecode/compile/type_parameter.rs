//! Type parameters and `type` statements: annotation scopes.
//!
//! What has type parameters is made by a function of its own, `<generic parameters of …>`, which is called at once: the parameters
//! are its variables. Bounds, defaults and the values of type aliases are functions without parameters that are called when
//! somebody asks. Directly in a class body all of these look for names in the class's namespace first, which they get in a cell.

use super::collect::address;
use super::emit::Slot;
use super::scope::{NONE, ScopeKind, flag};
use super::unit::Unit;
use super::{Compiler, Done, Failure};
use crate::bytecode::intrinsic::Intrinsic;
use crate::bytecode::unit::Constant;
use crate::source::arena::List;
use crate::source::span::Span;
use crate::source::tree::{ClassDefinition, Expression, ExpressionKind, FunctionDefinition, Statement, TypeParameter, TypeParameterKind};
use copperhead_stencils::Opcode;

/// The variable of an annotation scope that is the namespace of the class around it.
pub(super) const NAMESPACE_CELL: &str = "__classdict__";

/// The variable around a generic class that holds the tuple of its type parameters.
pub(super) const TYPE_PARAMETERS: &str = ".type_params";

/// From the address of a node to that of its annotation scope; nodes lie at even addresses.
const GENERIC: usize = 1;
const BOUND: usize = 1;
const DEFAULT: usize = 2;
const VALUE: usize = 2;

impl<'a> Compiler<'a, '_> {
    /// Opens the scope around what has type parameters, or of something that is evaluated later.
    fn open_annotation(&mut self, node: usize, word: &'static str, class_name: Option<&'a str>) -> Done {
        let parent = self.scope;
        let sees_class = match self.scopes.get(parent) {
            Some(scope) if scope.kind == ScopeKind::Class && !(self.options.namespace && parent == 0) => parent,
            Some(scope) => scope.sees_class,
            None => NONE,
        };
        self.open_scope(ScopeKind::Annotation, node, class_name)?;
        if let Some(scope) = self.scopes.get_mut(self.scope) {
            scope.word = word;
            scope.sees_class = sees_class;
        }
        if sees_class != NONE { self.note(NAMESPACE_CELL, flag::USE, Span::default()) } else { Ok(()) }
    }

    /// Opens the scope around a definition with type parameters.
    pub(super) fn open_annotation_scope(&mut self, node: usize, word: &'static str, class_name: Option<&'a str>) -> Done {
        self.open_annotation(node.wrapping_add(GENERIC), word, class_name)?;
        let own = self.scope;
        if class_name.is_some()
            && let Some(scope) = self.scopes.get_mut(own)
        {
            scope.parameters_of = own;
        }
        Ok(())
    }

    /// Something that is evaluated when somebody asks.
    fn collect_lazy(&mut self, value: &'a Expression<'a>, node: usize, word: &'static str) -> Done {
        let outer = self.scope;
        self.open_annotation(node, word, None)?;
        self.collect(value)?;
        self.scope = outer;
        Ok(())
    }

    /// A type parameter's name as it is looked up.
    fn mangle_parameter(&mut self, name: &'a str) -> Done<&'a str> {
        let Some(scope) = self.scopes.get_mut(self.scope) else { return Ok(name) };
        let parameters = core::mem::replace(&mut scope.parameters_of, NONE);
        let mangled = self.mangle(name);
        if let Some(scope) = self.scopes.get_mut(self.scope) {
            scope.parameters_of = parameters;
        }
        mangled
    }

    pub(super) fn collect_type_parameters(&mut self, parameters: &'a [TypeParameter<'a>]) -> Done {
        let mut defaults = false;
        for parameter in parameters {
            let TypeParameter { name, span, .. } = *parameter;
            let mangled = self.mangle_parameter(name)?;
            let known = self.scopes.find(self.scope, mangled).and_then(|index| self.scopes.symbol(index));
            if known.is_some_and(|symbol| symbol.flags & flag::TYPE_PARAMETER != 0) {
                return Err(self.syntax_error(span, format_args!("duplicate type parameter '{name}'")));
            }
            if name == "__debug__" {
                return Err(self.syntax_error(span, format_args!("cannot assign to __debug__")));
            }
            let index = self.symbol_in(self.scope, mangled)?;
            if let Some(symbol) = self.scopes.symbol_mut(index) {
                symbol.flags |= flag::LOCAL | flag::TYPE_PARAMETER;
            }
            if let TypeParameterKind::Variable { bound: Some(bound) } = parameter.kind {
                let word = if matches!(bound.kind, ExpressionKind::Tuple(_)) { "a TypeVar constraint" } else { "a TypeVar bound" };
                self.collect_lazy(bound, address(parameter).wrapping_add(BOUND), word)?;
            }
            match parameter.default {
                Some(default) => {
                    let word = match parameter.kind {
                        TypeParameterKind::Variable { .. } => "a TypeVar default",
                        TypeParameterKind::VariableTuple => "a TypeVarTuple default",
                        TypeParameterKind::ParameterSpecification => "a ParamSpec default",
                    };
                    // `*Ts = *values` unpacks.
                    let default = if let ExpressionKind::Starred(inner) = default.kind { inner } else { default };
                    self.collect_lazy(default, address(parameter).wrapping_add(DEFAULT), word)?;
                    defaults = true;
                }
                None if defaults => {
                    let message = format_args!("non-default type parameter '{name}' follows default type parameter");
                    return Err(self.syntax_error(span, message));
                }
                None => {}
            }
        }
        Ok(())
    }

    pub(super) fn collect_type_alias(
        &mut self,
        statement: &'a Statement<'a>,
        name: &'a Expression<'a>,
        parameters: &'a [TypeParameter<'a>],
        value: &'a Expression<'a>,
    ) -> Done {
        if let ExpressionKind::Name(name) = name.kind {
            self.bind(name, flag::LOCAL, statement.span)?;
        }
        let outer = self.scope;
        if !parameters.is_empty() {
            self.open_annotation_scope(address(statement), "the definition of a generic", None)?;
            self.collect_type_parameters(parameters)?;
        }
        self.collect_lazy(value, address(statement).wrapping_add(VALUE), "a type alias")?;
        self.scope = outer;
        Ok(())
    }

    /// The complaint about an expression that may not stand in an annotation scope.
    pub(super) fn not_within(&mut self, what: &str, span: Span) -> Failure {
        let word = self.scopes.get(self.scope).map_or("", |scope| scope.word);
        self.syntax_error(span, format_args!("{what} expression cannot be used within {word}"))
    }

    /// Starts the function around a definition with type parameters; `hidden` are its own parameters.
    fn begin_generic(&mut self, node: usize, name: &'a str, line: u32, hidden: &[&'a str]) -> Done<Option<Unit<'a>>> {
        let Some(scope) = self.scopes.of_node(node.wrapping_add(GENERIC)) else { return Ok(None) };
        let own_name = self.join(&["<generic parameters of ", name, ">"])?;
        let outer = self.begin_unit(scope, own_name, line)?;
        self.unit.qualifier = outer.qualifier;
        self.unit.positional_count = hidden.len() as u32;
        for name in hidden {
            self.new_slot()?;
            self.unit.variable_names.push(self.arena, name)?;
        }
        self.place_variables(None)?;
        Ok(Some(outer))
    }

    /// `to` = a function that evaluates the expression.
    fn lazy(&mut self, value: &'a Expression<'a>, node: usize, name: &'a str, to: Slot) -> Done {
        let Some(scope) = self.scopes.of_node(node) else { return Ok(()) };
        let slots = self.temporaries(4)?;
        let outer = self.begin_unit(scope, name, value.span.start.line)?;
        self.place_variables(None)?;
        let result = self.temporary()?;
        if let ExpressionKind::Starred(inner) = value.kind {
            let inner = self.operand(inner)?;
            self.at(value.span);
            self.emit(Opcode::Unpack, [result, inner, 1])?;
        } else {
            self.expression_to(value, result)?;
        }
        self.at(value.span);
        self.emit_return(Some(result))?;
        let code = self.end_unit(outer)?;
        self.at(value.span);
        self.make_function(code, slots, 0, to)?;
        self.release(slots);
        Ok(())
    }

    /// Makes the type parameters and stores them; `to` = the tuple of them.
    fn type_parameters(&mut self, parameters: &'a [TypeParameter<'a>], to: Slot) -> Done {
        let mark = self.mark();
        for parameter in parameters {
            let place = self.temporary()?;
            let parts = self.temporaries(4)?;
            let (name, bound, default) = (parts.saturating_add(1), parts.saturating_add(2), parts.saturating_add(3));
            let kind = match parameter.kind {
                TypeParameterKind::Variable { bound: Some(bound) } if matches!(bound.kind, ExpressionKind::Tuple(_)) => "constraints",
                TypeParameterKind::Variable { .. } => "bound",
                TypeParameterKind::VariableTuple => "tuple",
                TypeParameterKind::ParameterSpecification => "specification",
            };
            self.at(parameter.span);
            self.load_constant(parts, Constant::Name(kind))?;
            self.load_constant(name, Constant::Name(parameter.name))?;
            match parameter.kind {
                TypeParameterKind::Variable { bound: Some(value) } => {
                    self.lazy(value, address(parameter).wrapping_add(BOUND), parameter.name, bound)?;
                }
                _ => self.load_constant(bound, Constant::None)?,
            }
            match parameter.default {
                Some(value) => self.lazy(value, address(parameter).wrapping_add(DEFAULT), parameter.name, default)?,
                None => self.load_constant(default, Constant::None)?,
            }
            self.at(parameter.span);
            self.emit(Opcode::BuildTuple, [parts, parts, 4])?;
            self.emit(Opcode::Intrinsic, [place, parts, Intrinsic::TypeParameter as u16])?;
            let mangled = self.mangle(parameter.name)?;
            self.store_type_parameter(mangled, place)?;
            self.release(parts);
        }
        self.emit(Opcode::BuildTuple, [to, mark, parameters.len() as u16])?;
        self.release(mark);
        Ok(())
    }

    /// Binds a variable of the annotation scope, whatever the class around it has under that name.
    fn store_type_parameter(&mut self, name: &'a str, value: Slot) -> Done {
        match self.cell_slot(name) {
            Some(cell) => self.emit(Opcode::StoreCell, [cell, value, 0]),
            None => self.store_name(name, value),
        }
    }

    /// Calls the function in `base` with `count` arguments behind its head.
    fn call_generic(&mut self, base: Slot, count: usize, span: Span) -> Done {
        self.at(span);
        self.emit(Opcode::Call, [base, base, count as u16])
    }

    /// `to` = the function with its type parameters; `slots` and `given` are its defaults.
    pub(super) fn generic_function(&mut self, function: &'a FunctionDefinition<'a>, span: Span, to: Slot) -> Done {
        let base = self.temporary()?;
        self.reserve_head()?;
        let values = self.temporaries(2)?;
        let given = self.defaults(function.parameters, values)?;
        let mut hidden: List<'a, &'a str> = List::new();
        for (bit, name) in [".defaults", ".kwdefaults"].into_iter().enumerate() {
            if given >> bit & 1 != 0 {
                let place = values.saturating_add(hidden.len() as u16);
                self.copy(place, values.saturating_add(bit as u16))?;
                hidden.push(self.arena, name)?;
            }
        }
        let hidden = hidden.finish(self.arena)?;
        let slots = self.temporaries(4)?;
        let line = function.decorators.first().map_or(span, |decorator| decorator.span).start.line;
        let Some(outer) = self.begin_generic(address(function), function.name, line, hidden)? else { return Ok(()) };
        let parameters = self.temporary()?;
        self.type_parameters(function.type_parameters, parameters)?;
        let parts = self.temporaries(4)?;
        for place in 0..hidden.len() as u16 {
            // The only one that there is may be the second of the four.
            let part = if hidden.len() == 1 && given & 1 == 0 { 1 } else { place };
            self.copy(parts.saturating_add(part), place)?;
        }
        let pair = self.temporaries(2)?;
        self.copy(pair.saturating_add(1), parameters)?;
        self.plain_function(function, span, parts, given, pair)?;
        self.emit(Opcode::BuildTuple, [pair, pair, 2])?;
        self.emit(Opcode::Intrinsic, [pair, pair, Intrinsic::SetTypeParameters as u16])?;
        self.emit_return(Some(pair))?;
        let code = self.end_unit(outer)?;
        self.at(span);
        self.make_function(code, slots, 0, base)?;
        self.call_generic(base, hidden.len(), span)?;
        self.copy(to, base)
    }

    /// `base` = the class with its type parameters.
    pub(super) fn generic_class(&mut self, class: &'a ClassDefinition<'a>, span: Span, base: Slot) -> Done {
        self.reserve_head()?;
        let slots = self.temporaries(4)?;
        let line = class.decorators.first().map_or(span, |decorator| decorator.span).start.line;
        let Some(outer) = self.begin_generic(address(class), class.name, line, &[])? else { return Ok(()) };
        let parameters = self.temporary()?;
        self.type_parameters(class.type_parameters, parameters)?;
        self.store_type_parameter(TYPE_PARAMETERS, parameters)?;
        self.at(span);
        self.emit(Opcode::Intrinsic, [parameters, parameters, Intrinsic::SubscriptGeneric as u16])?;
        let result = self.temporary()?;
        self.build_class(class, span, result, Some(parameters))?;
        self.emit_return(Some(result))?;
        let code = self.end_unit(outer)?;
        self.at(span);
        self.make_function(code, slots, 0, base)?;
        self.call_generic(base, 0, span)
    }

    /// `type name[parameters] = value`
    pub(super) fn type_alias(
        &mut self,
        statement: &'a Statement<'a>,
        name: &'a Expression<'a>,
        parameters: &'a [TypeParameter<'a>],
        value: &'a Expression<'a>,
        span: Span,
    ) -> Done {
        let ExpressionKind::Name(name) = name.kind else { return Ok(()) };
        let base = self.temporary()?;
        if parameters.is_empty() {
            self.make_alias(statement, name, None, value, base)?;
        } else {
            self.reserve_head()?;
            let slots = self.temporaries(4)?;
            let Some(outer) = self.begin_generic(address(statement), name, span.start.line, &[])? else { return Ok(()) };
            let tuple = self.temporary()?;
            self.type_parameters(parameters, tuple)?;
            let result = self.temporary()?;
            self.make_alias(statement, name, Some(tuple), value, result)?;
            self.emit_return(Some(result))?;
            let code = self.end_unit(outer)?;
            self.at(span);
            self.make_function(code, slots, 0, base)?;
            self.call_generic(base, 0, span)?;
        }
        let mangled = self.mangle(name)?;
        self.at(span);
        self.store_name(mangled, base)
    }

    fn make_alias(
        &mut self,
        statement: &'a Statement<'a>,
        name: &'a str,
        parameters: Option<Slot>,
        value: &'a Expression<'a>,
        to: Slot,
    ) -> Done {
        let parts = self.temporaries(3)?;
        self.load_constant(parts, Constant::Name(name))?;
        match parameters {
            Some(parameters) => self.copy(parts.saturating_add(1), parameters)?,
            None => self.load_constant(parts.saturating_add(1), Constant::Tuple(&[]))?,
        }
        self.lazy(value, address(statement).wrapping_add(VALUE), name, parts.saturating_add(2))?;
        self.at(statement.span);
        self.emit(Opcode::BuildTuple, [parts, parts, 3])?;
        self.emit(Opcode::Intrinsic, [to, parts, Intrinsic::TypeAlias as u16])?;
        self.release(parts);
        Ok(())
    }
}
