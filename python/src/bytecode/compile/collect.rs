//! The first walk over the tree: opens the scopes and notes what every scope does with its names.

use super::scope::{ScopeKind, flag};
use super::type_parameter::TYPE_PARAMETERS;
use super::{Compiler, Done};
use crate::source::span::Span;
use crate::source::tree::{
    Arguments, Block, Comprehension, Expression, ExpressionKind, Expressions, FormattedPart, FunctionDefinition, Parameters, Pattern,
    PatternKind, Statement, StatementKind, Try,
};

/// The address of a node: its identity.
pub(super) fn address<T>(node: &T) -> usize {
    core::ptr::from_ref(node).addr()
}

impl<'a> Compiler<'a, '_> {
    pub(super) fn collect_block(&mut self, block: Block<'a>) -> Done {
        for statement in block {
            self.collect_statement(statement)?;
        }
        Ok(())
    }

    fn collect_statement(&mut self, statement: &'a Statement<'a>) -> Done {
        self.check_stack(statement.span)?;
        let span = statement.span;
        match statement.kind {
            StatementKind::Function(function) => self.collect_function(function, span),
            StatementKind::Class(class) => {
                self.collect_all(class.decorators)?;
                self.bind(class.name, flag::LOCAL, span)?;
                let outer = self.scope;
                let generic = !class.type_parameters.is_empty();
                if generic {
                    self.open_annotation_scope(address(class), "the definition of a generic", Some(class.name))?;
                    self.collect_type_parameters(class.type_parameters)?;
                    self.bind(TYPE_PARAMETERS, flag::LOCAL, span)?;
                }
                self.collect_arguments(&class.arguments)?;
                self.open_scope(ScopeKind::Class, address(class), Some(class.name))?;
                if generic {
                    self.note(TYPE_PARAMETERS, flag::USE, span)?;
                }
                self.collect_block(class.body)?;
                self.scope = outer;
                Ok(())
            }
            StatementKind::Return(value) => self.collect_optional(value),
            StatementKind::Delete(targets) => targets.iter().try_for_each(|target| self.collect_deleted(target)),
            StatementKind::Assign { targets, value } => {
                for target in targets {
                    self.collect_target(target, flag::LOCAL)?;
                }
                self.collect(value)
            }
            StatementKind::AugmentedAssign { target, value, .. } => {
                self.collect_target(target, flag::LOCAL)?;
                self.collect(value)
            }
            StatementKind::AnnotatedAssign { target, annotation, value, simple } => {
                self.collect_annotated(target, value.is_some(), simple, statement.span)?;
                if !self.future_annotations {
                    self.collect(annotation)?;
                }
                self.collect_optional(value)
            }
            StatementKind::TypeAlias { name, type_parameters, value } => self.collect_type_alias(statement, name, type_parameters, value),
            StatementKind::For(node) => {
                self.collect_target(node.target, flag::LOCAL)?;
                self.collect(node.iterable)?;
                self.collect_block(node.body)?;
                self.collect_block(node.otherwise)
            }
            StatementKind::While { test, body, otherwise } => {
                self.collect(test)?;
                self.collect_block(body)?;
                self.collect_block(otherwise)
            }
            StatementKind::If { branches, otherwise } => {
                for branch in branches {
                    self.collect(branch.test)?;
                    self.collect_block(branch.body)?;
                }
                self.collect_block(otherwise)
            }
            StatementKind::With { items, body, .. } => {
                for item in items {
                    self.collect(item.context)?;
                    if let Some(target) = item.target {
                        self.collect_target(target, flag::LOCAL)?;
                    }
                }
                self.collect_block(body)
            }
            StatementKind::Match { subject, cases } => {
                self.collect(subject)?;
                for case in cases {
                    self.collect_pattern(case.pattern)?;
                    self.collect_optional(case.guard)?;
                    self.collect_block(case.body)?;
                }
                Ok(())
            }
            StatementKind::Raise { exception, cause } => {
                self.collect_optional(exception)?;
                self.collect_optional(cause)
            }
            StatementKind::Try(node) => self.collect_try(node),
            StatementKind::Assert { test, message } => {
                self.warn_of_assertion(statement.span, test)?;
                self.collect(test)?;
                self.collect_optional(message)
            }
            StatementKind::Import(names) => {
                for alias in names {
                    let name = alias.as_name.unwrap_or_else(|| alias.name.split('.').next().unwrap_or(alias.name));
                    self.bind(name, flag::LOCAL, span)?;
                }
                Ok(())
            }
            StatementKind::ImportFrom { names, .. } => {
                for alias in names {
                    if alias.name != "*" {
                        self.bind(alias.as_name.unwrap_or(alias.name), flag::LOCAL, span)?;
                    } else if self.kind() != ScopeKind::Module && !(self.options.namespace && self.scope == 0) {
                        let message = format_args!("import * only allowed at module level");
                        return Err(self.syntax_error(alias.span, message));
                    }
                }
                Ok(())
            }
            StatementKind::Global(names) => self.collect_declaration(names, flag::GLOBAL, "global", span),
            StatementKind::Nonlocal(names) => {
                if self.kind() == ScopeKind::Module || (self.options.namespace && self.scope == 0) {
                    let message = format_args!("nonlocal declaration not allowed at module level");
                    return Err(self.syntax_error(span, message));
                }
                self.collect_declaration(names, flag::NONLOCAL, "nonlocal", span)
            }
            StatementKind::Expression(value) => self.collect(value),
            StatementKind::Pass | StatementKind::Break | StatementKind::Continue => Ok(()),
        }
    }

    fn collect_pattern(&mut self, pattern: &'a Pattern<'a>) -> Done {
        self.check_stack(pattern.span)?;
        let span = pattern.span;
        let each =
            |compiler: &mut Self, patterns: &[&'a Pattern<'a>]| patterns.iter().try_for_each(|pattern| compiler.collect_pattern(pattern));
        match pattern.kind {
            PatternKind::Value(value) => self.collect(value),
            PatternKind::Singleton(_) | PatternKind::Wildcard | PatternKind::Star(None) => Ok(()),
            PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => each(self, patterns),
            PatternKind::Mapping { keys, patterns, rest } => {
                self.collect_all(keys)?;
                each(self, patterns)?;
                rest.map_or(Ok(()), |name| self.bind(name, flag::LOCAL, span))
            }
            PatternKind::Class(class) => {
                self.collect(class.class)?;
                each(self, class.patterns)?;
                class.keywords.iter().try_for_each(|keyword| self.collect_pattern(keyword.pattern))
            }
            PatternKind::Star(Some(name)) => self.bind(name, flag::LOCAL, span),
            PatternKind::As { pattern, name } => {
                if let Some(pattern) = pattern {
                    self.collect_pattern(pattern)?;
                }
                self.bind(name, flag::LOCAL, span)
            }
        }
    }

    fn collect_annotated(&mut self, target: &'a Expression<'a>, has_value: bool, simple: bool, span: Span) -> Done {
        let ExpressionKind::Name(name) = target.kind else { return self.collect_target(target, flag::LOCAL) };
        let mangled = self.mangle(name)?;
        let flags = self.scopes.find(self.scope, mangled).and_then(|index| self.scopes.symbol(index));
        let flags = flags.map_or(0, |symbol| symbol.flags);
        if simple && flags & (flag::GLOBAL | flag::NONLOCAL) != 0 && self.kind() != ScopeKind::Module {
            let word = if flags & flag::GLOBAL != 0 { "global" } else { "nonlocal" };
            return Err(self.syntax_error(span, format_args!("annotated name '{name}' can't be {word}")));
        }
        if simple {
            if let Some(scope) = self.scopes.get_mut(self.scope) {
                scope.has_annotations = true;
            }
            if name == "__debug__" {
                return Err(self.syntax_error(span, format_args!("cannot assign to __debug__")));
            }
            self.bind(name, flag::LOCAL | flag::ANNOTATED, target.span)
        } else if has_value {
            self.bind(name, flag::LOCAL, target.span)
        } else {
            Ok(())
        }
    }

    fn collect_try(&mut self, node: &'a Try<'a>) -> Done {
        self.collect_block(node.body)?;
        for handler in node.handlers {
            self.collect_optional(handler.class)?;
            if let Some(name) = handler.name {
                self.bind(name, flag::LOCAL | flag::DELETED, handler.span)?;
            }
            self.collect_block(handler.body)?;
        }
        self.collect_block(node.otherwise)?;
        self.collect_block(node.finally)
    }

    fn collect_function(&mut self, function: &'a FunctionDefinition<'a>, span: Span) -> Done {
        self.collect_all(function.decorators)?;
        self.bind(function.name, flag::LOCAL, span)?;
        self.collect_defaults(function.parameters)?;
        let outer = self.scope;
        if !function.type_parameters.is_empty() {
            self.open_annotation_scope(address(function), "the definition of a generic", None)?;
            self.collect_type_parameters(function.type_parameters)?;
        }
        if !self.future_annotations {
            self.collect_annotations(function.parameters)?;
            self.collect_optional(function.returns)?;
        }
        self.open_scope(ScopeKind::Function, address(function), None)?;
        if let Some(scope) = self.scopes.get_mut(self.scope) {
            scope.is_coroutine = function.is_async;
        }
        self.collect_parameters(function.parameters)?;
        self.collect_block(function.body)?;
        self.scope = outer;
        Ok(())
    }

    /// Defaults, which belong to the scope around the function.
    fn collect_defaults(&mut self, parameters: &'a Parameters<'a>) -> Done {
        let mut ordinary = parameters.positional_only.iter().chain(parameters.positional).chain(parameters.keyword_only);
        ordinary.try_for_each(|parameter| self.collect_optional(parameter.default))
    }

    fn collect_annotations(&mut self, parameters: &'a Parameters<'a>) -> Done {
        let variadic = parameters.variadic.into_iter().chain(parameters.keyword_variadic);
        let ordinary = parameters.positional_only.iter().chain(parameters.positional).chain(parameters.keyword_only);
        ordinary.chain(variadic).try_for_each(|parameter| self.collect_optional(parameter.annotation))
    }

    fn collect_parameters(&mut self, parameters: &'a Parameters<'a>) -> Done {
        let positional = parameters.positional_only.iter().chain(parameters.positional);
        let rest = parameters.variadic.into_iter().chain(parameters.keyword_variadic);
        for parameter in positional.chain(parameters.keyword_only).chain(rest) {
            let name = self.mangle(parameter.name)?;
            if self.scopes.find(self.scope, name).is_some() {
                let message = format_args!("duplicate argument '{name}' in function definition");
                return Err(self.syntax_error(parameter.span, message));
            }
            self.bind(parameter.name, flag::PARAMETER, parameter.span)?;
        }
        let count = parameters.positional_only.len().saturating_add(parameters.positional.len());
        if let Some(scope) = self.scopes.get_mut(self.scope) {
            scope.positional_count = u32::try_from(count).unwrap_or(u32::MAX);
        }
        Ok(())
    }

    fn collect_declaration(&mut self, names: &'a [&'a str], bit: u16, word: &str, span: Span) -> Done {
        for &name in names {
            let mangled = self.mangle(name)?;
            let index = self.symbol_in(self.scope, mangled)?;
            let flags = self.scopes.symbol(index).map_or(0, |symbol| symbol.flags);
            let complaint = if flags & flag::PARAMETER != 0 {
                Some(format_args!("name '{name}' is parameter and {word}"))
            } else if flags & flag::USE != 0 {
                Some(format_args!("name '{name}' is used prior to {word} declaration"))
            } else if flags & flag::ANNOTATED != 0 {
                Some(format_args!("annotated name '{name}' can't be {word}"))
            } else if flags & flag::LOCAL != 0 {
                Some(format_args!("name '{name}' is assigned to before {word} declaration"))
            } else {
                None
            };
            if let Some(complaint) = complaint {
                return Err(self.syntax_error(span, complaint));
            }
            self.declare(index, bit, span)?;
            // What a function declares global is global for the code around it too, which matters where that has a namespace of its own.
            if bit == flag::GLOBAL && self.options.namespace && self.scope != 0 {
                let index = self.symbol_in(0, mangled)?;
                if let Some(symbol) = self.scopes.symbol_mut(index) {
                    symbol.flags |= flag::GLOBAL;
                }
            }
        }
        Ok(())
    }

    pub(super) fn kind(&self) -> ScopeKind {
        self.scopes.get(self.scope).map_or(ScopeKind::Module, |scope| scope.kind)
    }

    /// Notes that the current scope binds the name.
    pub(super) fn bind(&mut self, name: &'a str, flags: u16, span: Span) -> Done {
        if name == "__debug__" {
            return Err(self.syntax_error(span, format_args!("cannot assign to __debug__")));
        }
        self.note(name, flags, span)
    }

    pub(super) fn note(&mut self, name: &'a str, flags: u16, span: Span) -> Done {
        let name = self.mangle(name)?;
        let index = self.symbol_in(self.scope, name)?;
        let Some(symbol) = self.scopes.symbol_mut(index) else { return Ok(()) };
        if flags & flag::ITERATION != 0 && symbol.flags & (flag::GLOBAL | flag::NONLOCAL) != 0 {
            let message = format_args!("comprehension inner loop cannot rebind assignment expression target '{name}'");
            return Err(self.syntax_error(span, message));
        }
        if flags & (flag::GLOBAL | flag::NONLOCAL) != 0 {
            return self.declare(index, flags, span);
        }
        symbol.flags |= flags;
        Ok(())
    }

    /// A target: what is bound, and what is evaluated on the way.
    fn collect_target(&mut self, target: &'a Expression<'a>, flags: u16) -> Done {
        self.check_stack(target.span)?;
        match target.kind {
            ExpressionKind::Name(name) => self.bind(name, flags, target.span),
            ExpressionKind::Tuple(items) | ExpressionKind::List(items) => {
                items.iter().try_for_each(|item| self.collect_target(item, flags))
            }
            ExpressionKind::Starred(inner) => self.collect_target(inner, flags),
            ExpressionKind::Attribute { name: "__debug__", .. } => {
                Err(self.syntax_error(target.span, format_args!("cannot assign to __debug__")))
            }
            _ => self.collect(target),
        }
    }

    fn collect_deleted(&mut self, target: &'a Expression<'a>) -> Done {
        self.check_stack(target.span)?;
        match target.kind {
            ExpressionKind::Name("__debug__") | ExpressionKind::Attribute { name: "__debug__", .. } => {
                Err(self.syntax_error(target.span, format_args!("cannot delete __debug__")))
            }
            ExpressionKind::Name(name) => self.bind(name, flag::LOCAL | flag::DELETED, target.span),
            ExpressionKind::Tuple(items) | ExpressionKind::List(items) => items.iter().try_for_each(|item| self.collect_deleted(item)),
            _ => self.collect(target),
        }
    }

    pub(super) fn collect_optional(&mut self, expression: Option<&'a Expression<'a>>) -> Done {
        expression.map_or(Ok(()), |expression| self.collect(expression))
    }

    fn collect_all(&mut self, expressions: Expressions<'a>) -> Done {
        expressions.iter().try_for_each(|expression| self.collect(expression))
    }

    fn collect_arguments(&mut self, arguments: &'a Arguments<'a>) -> Done {
        self.collect_all(arguments.positional)?;
        arguments.keywords.iter().try_for_each(|keyword| self.collect(keyword.value))
    }

    /// An expression that is evaluated.
    pub(super) fn collect(&mut self, expression: &'a Expression<'a>) -> Done {
        // Long chains nest to the left.
        let mut expression = expression;
        while let ExpressionKind::Binary { left, right, .. } = expression.kind {
            self.collect(right)?;
            expression = left;
        }
        self.check_stack(expression.span)?;
        match expression.kind {
            ExpressionKind::Constant(_) | ExpressionKind::Binary { .. } => Ok(()),
            ExpressionKind::Name(name) => {
                self.note_frame_taker(name);
                self.collect_name(name, expression.span)
            }
            ExpressionKind::Attribute { value, name } => {
                self.note_frame_taker(name);
                self.collect(value)
            }
            ExpressionKind::FormattedString(parts) => self.collect_formatted(parts),
            ExpressionKind::Named { target, value } => self.collect_named(expression, target, value),
            ExpressionKind::Unary { operand: value, .. } | ExpressionKind::Starred(value) => self.collect(value),
            ExpressionKind::Boolean { values, .. } => self.collect_all(values),
            ExpressionKind::Compare { left, comparisons } => {
                self.warn_of_identity(expression.span, left, comparisons)?;
                self.collect(left)?;
                comparisons.iter().try_for_each(|comparison| self.collect(comparison.right))
            }
            ExpressionKind::Conditional { test, body, otherwise } => {
                self.collect(test)?;
                self.collect(body)?;
                self.collect(otherwise)
            }
            ExpressionKind::Lambda { parameters, body } => {
                self.collect_defaults(parameters)?;
                let outer = self.scope;
                self.open_scope(ScopeKind::Lambda, address(expression), None)?;
                self.collect_parameters(parameters)?;
                self.collect(body)?;
                self.scope = outer;
                Ok(())
            }
            ExpressionKind::Tuple(items) | ExpressionKind::List(items) | ExpressionKind::Set(items) => self.collect_all(items),
            ExpressionKind::Dictionary(items) => items.iter().try_for_each(|item| {
                self.collect_optional(item.key)?;
                self.collect(item.value)
            }),
            ExpressionKind::ListComprehension { element, generators } | ExpressionKind::SetComprehension { element, generators } => {
                self.collect_comprehension(expression, element, None, generators)
            }
            ExpressionKind::Generator { element, generators } => self.collect_comprehension(expression, element, None, generators),
            ExpressionKind::DictionaryComprehension { pair: &(key, value), generators } => {
                self.collect_comprehension(expression, key, Some(value), generators)
            }
            ExpressionKind::Await(value) => {
                self.check_await(expression.span)?;
                self.collect(value)?;
                self.note_await();
                Ok(())
            }
            ExpressionKind::Yield(value) => {
                self.collect_optional(value)?;
                self.note_yield(expression.span, "'yield'")
            }
            ExpressionKind::YieldFrom(value) => {
                self.collect(value)?;
                self.note_yield(expression.span, "'yield from'")
            }
            ExpressionKind::Call { function, arguments } => {
                self.warn_of_call(function)?;
                self.collect(function)?;
                self.collect_arguments(arguments)
            }
            ExpressionKind::Subscript { value, index } => {
                self.warn_of_subscript(value, index, expression.span)?;
                self.collect(value)?;
                self.collect(index)
            }
            ExpressionKind::Slice { lower, upper, step } => {
                self.collect_optional(lower)?;
                self.collect_optional(upper)?;
                self.collect_optional(step)
            }
        }
    }

    /// Whether the name is that of a function that gives the caller's frame.
    fn note_frame_taker(&mut self, name: &str) {
        if matches!(name, "_getframe" | "currentframe") {
            let frame = self.scopes.frame_of(self.scope);
            if let Some(scope) = self.scopes.get_mut(frame) {
                scope.takes_frame = true;
            }
        }
    }

    fn collect_name(&mut self, name: &'a str, span: Span) -> Done {
        self.note(name, flag::USE, span)?;
        // `super()` without arguments reads the class from a cell.
        if name == "super" && self.kind().has_slots() {
            self.note("__class__", flag::USE, span)?;
        }
        Ok(())
    }

    fn collect_formatted(&mut self, parts: &'a [FormattedPart<'a>]) -> Done {
        for part in parts {
            if let FormattedPart::Field(field) = part {
                self.collect(field.expression)?;
                if let Some(specification) = field.specification {
                    self.check_stack(field.span)?;
                    self.collect_formatted(specification)?;
                }
            }
        }
        Ok(())
    }

    /// `await` stands in `async def` and in comprehensions; where those may stand is seen at their ends.
    fn check_await(&mut self, span: Span) -> Done {
        match self.scopes.get(self.scope).copied() {
            Some(scope) if scope.kind == ScopeKind::Annotation => Err(self.not_within("await", span)),
            Some(scope) if !scope.kind.has_slots() => Err(self.syntax_error(span, format_args!("'await' outside function"))),
            Some(scope) if matches!(scope.kind, ScopeKind::Function | ScopeKind::Lambda) && !scope.is_coroutine => {
                Err(self.syntax_error(span, format_args!("'await' outside async function")))
            }
            _ => Ok(()),
        }
    }

    /// Notes that the current scope awaits.
    fn note_await(&mut self) {
        if let Some(scope) = self.scopes.get_mut(self.scope) {
            scope.is_coroutine = true;
        }
    }

    fn note_yield(&mut self, span: Span, what: &str) -> Done {
        let Some(scope) = self.scopes.get(self.scope).copied() else { return Ok(()) };
        match scope.kind {
            ScopeKind::Comprehension | ScopeKind::Generator => Err(self.syntax_error(span, format_args!("'yield' inside {}", scope.word))),
            ScopeKind::Module | ScopeKind::Class => Err(self.syntax_error(span, format_args!("{what} outside function"))),
            ScopeKind::Annotation => Err(self.not_within("yield", span)),
            ScopeKind::Function | ScopeKind::Lambda => {
                if what == "'yield from'" && scope.is_coroutine {
                    return Err(self.syntax_error(span, format_args!("'yield from' inside async function")));
                }
                if let Some(scope) = self.scopes.get_mut(self.scope) {
                    scope.yields = true;
                }
                Ok(())
            }
        }
    }

    /// `target := value`; in a comprehension the target belongs to the function around it.
    fn collect_named(&mut self, expression: &'a Expression<'a>, target: &'a Expression<'a>, value: &'a Expression<'a>) -> Done {
        let ExpressionKind::Name(name) = target.kind else { return self.collect(value) };
        let span = expression.span;
        if self.iterable_depth > 0 {
            let message = format_args!("assignment expression cannot be used in a comprehension iterable expression");
            return Err(self.syntax_error(span, message));
        }
        if self.kind() == ScopeKind::Annotation {
            return Err(self.not_within("named", span));
        }
        if matches!(self.kind(), ScopeKind::Comprehension | ScopeKind::Generator) {
            self.extend_named(name, target.span)?;
        } else {
            self.bind(name, flag::LOCAL | flag::WALRUS, target.span)?;
        }
        self.collect(value)
    }

    fn extend_named(&mut self, name: &'a str, span: Span) -> Done {
        if name == "__debug__" {
            return Err(self.syntax_error(span, format_args!("cannot assign to __debug__")));
        }
        let mangled = self.mangle(name)?;
        let start = self.scope;
        let mut at = start;
        while let Some(scope) = self.scopes.get(at).copied() {
            let found = self.scopes.find(at, mangled);
            let flags = found.and_then(|index| self.scopes.symbol(index)).map_or(0, |symbol| symbol.flags);
            match scope.kind {
                ScopeKind::Comprehension | ScopeKind::Generator => {
                    if flags & flag::ITERATION != 0 {
                        let message = format_args!("assignment expression cannot rebind comprehension iteration variable '{name}'");
                        return Err(self.syntax_error(span, message));
                    }
                }
                ScopeKind::Class if at != 0 || !self.options.namespace => {
                    let message = format_args!("assignment expression within a comprehension cannot be used in a class body");
                    return Err(self.syntax_error(span, message));
                }
                ScopeKind::Annotation => {
                    let within = if scope.word.starts_with("the") { "within" } else { "in" };
                    let message = format_args!("assignment expression within a comprehension cannot be used {within} {}", scope.word);
                    return Err(self.syntax_error(span, message));
                }
                ScopeKind::Module | ScopeKind::Class => {
                    self.note(name, flag::GLOBAL, span)?;
                    let index = self.symbol_in(at, mangled)?;
                    if let Some(symbol) = self.scopes.symbol_mut(index) {
                        symbol.flags |= flag::LOCAL;
                    }
                    return Ok(());
                }
                ScopeKind::Function | ScopeKind::Lambda => {
                    let bit = if flags & flag::GLOBAL != 0 { flag::GLOBAL } else { flag::NONLOCAL };
                    self.note(name, bit, span)?;
                    let index = self.symbol_in(at, mangled)?;
                    if let Some(symbol) = self.scopes.symbol_mut(index) {
                        symbol.flags |= flag::LOCAL | flag::WALRUS;
                    }
                    return Ok(());
                }
            }
            at = scope.parent;
        }
        Ok(())
    }

    fn collect_comprehension(
        &mut self,
        expression: &'a Expression<'a>,
        element: &'a Expression<'a>,
        value: Option<&'a Expression<'a>>,
        generators: &'a [Comprehension<'a>],
    ) -> Done {
        if let Some(first) = generators.first() {
            self.collect_iterable(first.iterable)?;
        }
        let is_generator = matches!(expression.kind, ExpressionKind::Generator { .. });
        let kind = if is_generator { ScopeKind::Generator } else { ScopeKind::Comprehension };
        let outer = self.scope;
        self.open_scope(kind, address(expression), None)?;
        if let Some(scope) = self.scopes.get_mut(self.scope) {
            scope.word = match expression.kind {
                ExpressionKind::Generator { .. } => "generator expression",
                ExpressionKind::SetComprehension { .. } => "set comprehension",
                ExpressionKind::DictionaryComprehension { .. } => "dict comprehension",
                _ => "list comprehension",
            };
            scope.is_coroutine = generators.iter().any(|generator| generator.is_async);
        }
        for (index, generator) in generators.iter().enumerate() {
            self.collect_target(generator.target, flag::LOCAL | flag::ITERATION)?;
            if index > 0 {
                self.collect_iterable(generator.iterable)?;
            }
            self.collect_all(generator.conditions)?;
        }
        self.collect(element)?;
        self.collect_optional(value)?;
        let awaits = self.scopes.get(self.scope).is_some_and(|scope| scope.is_coroutine);
        self.scope = outer;
        if awaits && !is_generator {
            let allowed = self.scopes.get(outer).is_some_and(|scope| match scope.kind {
                ScopeKind::Comprehension | ScopeKind::Generator => true,
                ScopeKind::Function => scope.is_coroutine,
                _ => false,
            });
            if !allowed {
                let message = format_args!("asynchronous comprehension outside of an asynchronous function");
                return Err(self.syntax_error(expression.span, message));
            }
            self.note_await();
        }
        Ok(())
    }

    fn collect_iterable(&mut self, iterable: &'a Expression<'a>) -> Done {
        self.iterable_depth = self.iterable_depth.saturating_add(1);
        self.collect(iterable)?;
        self.iterable_depth = self.iterable_depth.saturating_sub(1);
        Ok(())
    }
}
