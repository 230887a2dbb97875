//! Prints trees in a compact form: `(Kind fields…)`, lists in brackets, `~` for what is not there.

use super::span::Span;
use super::std::string::{String, ToString};
use super::std::vec::Vec;
use super::std::{format, vec};
use super::tree::*;

/// How to print.
pub struct Dump {
    /// With the place of each node.
    pub spans: bool,
}

fn list(items: Vec<String>) -> String {
    format!("[{}]", items.join(" "))
}

fn text(bytes: &[u8]) -> String {
    let mut out = String::from("'");
    for byte in bytes {
        match byte {
            b' '..=b'~' if !matches!(byte, b'\'' | b'\\') => out.push(char::from(*byte)),
            _ => out.push_str(&format!("\\x{byte:02x}")),
        }
    }
    out.push('\'');
    out
}

fn name(name: Option<&str>) -> String {
    name.map_or("~".to_string(), |name| name.to_string())
}

impl Dump {
    fn node(&self, kind: &str, span: Span, fields: &[String]) -> String {
        let mut out = format!("({kind}");
        if self.spans {
            let Span { start, end } = span;
            out.push_str(&format!(" {}:{}-{}:{}", start.line, start.column, end.line, end.column));
        }
        for field in fields {
            out.push(' ');
            out.push_str(field);
        }
        out.push(')');
        out
    }

    /// A whole program.
    pub fn module(&self, module: &Module<'_>) -> String {
        self.block(module.body)
    }

    fn block(&self, body: Block<'_>) -> String {
        list(body.iter().map(|statement| self.statement(statement)).collect())
    }

    fn maybe(&self, expression: Option<&Expression<'_>>) -> String {
        expression.map_or("~".to_string(), |expression| self.expression(expression))
    }

    fn all(&self, expressions: Expressions<'_>) -> String {
        list(expressions.iter().map(|expression| self.expression(expression)).collect())
    }

    fn branches(&self, branches: &[IfBranch<'_>], otherwise: Block<'_>, end: Span) -> String {
        let (first, rest) = branches.split_first().unwrap();
        let other = match rest.is_empty() {
            true => self.block(otherwise),
            false => format!("[{}]", self.branches(rest, otherwise, end)),
        };
        self.node("If", first.span.to(end), &[self.expression(first.test), self.block(first.body), other])
    }

    fn statement(&self, statement: &Statement<'_>) -> String {
        let span = statement.span;
        let (kind, fields): (&str, Vec<String>) = match statement.kind {
            StatementKind::Function(function) => (
                if function.is_async { "AsyncFunctionDef" } else { "FunctionDef" },
                vec![
                    function.name.to_string(),
                    self.type_parameters(function.type_parameters),
                    self.parameters(function.parameters),
                    self.maybe(function.returns),
                    self.block(function.body),
                    self.all(function.decorators),
                ],
            ),
            StatementKind::Class(class) => (
                "ClassDef",
                vec![
                    class.name.to_string(),
                    self.type_parameters(class.type_parameters),
                    self.arguments(&class.arguments),
                    self.block(class.body),
                    self.all(class.decorators),
                ],
            ),
            StatementKind::Return(value) => ("Return", vec![self.maybe(value)]),
            StatementKind::Delete(targets) => ("Delete", vec![self.all(targets)]),
            StatementKind::Assign { targets, value } => ("Assign", vec![self.all(targets), self.expression(value)]),
            StatementKind::AugmentedAssign { target, operator, value } => {
                ("AugAssign", vec![self.expression(target), format!("{operator:?}"), self.expression(value)])
            }
            StatementKind::AnnotatedAssign { target, annotation, value, simple } => {
                ("AnnAssign", vec![self.expression(target), self.expression(annotation), self.maybe(value), u8::from(simple).to_string()])
            }
            StatementKind::TypeAlias { name, type_parameters, value } => {
                ("TypeAlias", vec![self.expression(name), self.type_parameters(type_parameters), self.expression(value)])
            }
            StatementKind::For(node) => (
                if node.is_async { "AsyncFor" } else { "For" },
                vec![self.expression(node.target), self.expression(node.iterable), self.block(node.body), self.block(node.otherwise)],
            ),
            StatementKind::While { test, body, otherwise } => {
                ("While", vec![self.expression(test), self.block(body), self.block(otherwise)])
            }
            StatementKind::If { branches, otherwise } => return self.branches(branches, otherwise, span),
            StatementKind::With { items, body, is_async } => (
                if is_async { "AsyncWith" } else { "With" },
                vec![
                    list(
                        items.iter().map(|item| format!("(item {} {})", self.expression(item.context), self.maybe(item.target))).collect(),
                    ),
                    self.block(body),
                ],
            ),
            StatementKind::Match { subject, cases } => (
                "Match",
                vec![
                    self.expression(subject),
                    list(
                        cases
                            .iter()
                            .map(|case| {
                                let guard = self.maybe(case.guard);
                                format!("(case {} {guard} {})", self.pattern(case.pattern), self.block(case.body))
                            })
                            .collect(),
                    ),
                ],
            ),
            StatementKind::Raise { exception, cause } => ("Raise", vec![self.maybe(exception), self.maybe(cause)]),
            StatementKind::Try(node) => (
                if node.is_star { "TryStar" } else { "Try" },
                vec![
                    self.block(node.body),
                    list(
                        node.handlers
                            .iter()
                            .map(|handler| {
                                let fields = [self.maybe(handler.class), name(handler.name), self.block(handler.body)];
                                self.node("handler", handler.span, &fields)
                            })
                            .collect(),
                    ),
                    self.block(node.otherwise),
                    self.block(node.finally),
                ],
            ),
            StatementKind::Assert { test, message } => ("Assert", vec![self.expression(test), self.maybe(message)]),
            StatementKind::Import(names) => ("Import", vec![self.aliases(names)]),
            StatementKind::ImportFrom { module, names, level } => {
                ("ImportFrom", vec![name(module), self.aliases(names), level.to_string()])
            }
            StatementKind::Global(names) => ("Global", vec![format!("[{}]", names.join(" "))]),
            StatementKind::Nonlocal(names) => ("Nonlocal", vec![format!("[{}]", names.join(" "))]),
            StatementKind::Expression(value) => ("Expr", vec![self.expression(value)]),
            StatementKind::Pass => ("Pass", vec![]),
            StatementKind::Break => ("Break", vec![]),
            StatementKind::Continue => ("Continue", vec![]),
        };
        self.node(kind, span, &fields)
    }

    fn aliases(&self, names: &[Alias<'_>]) -> String {
        let each = |alias: &Alias<'_>| self.node("alias", alias.span, &[alias.name.to_string(), name(alias.as_name)]);
        list(names.iter().map(each).collect())
    }

    fn type_parameters(&self, parameters: &[TypeParameter<'_>]) -> String {
        let each = |parameter: &TypeParameter<'_>| {
            let default = self.maybe(parameter.default);
            let name = parameter.name.to_string();
            match parameter.kind {
                TypeParameterKind::Variable { bound } => self.node("TypeVar", parameter.span, &[name, self.maybe(bound), default]),
                TypeParameterKind::VariableTuple => self.node("TypeVarTuple", parameter.span, &[name, default]),
                TypeParameterKind::ParameterSpecification => self.node("ParamSpec", parameter.span, &[name, default]),
            }
        };
        list(parameters.iter().map(each).collect())
    }

    fn parameter(&self, parameter: &Parameter<'_>) -> String {
        let fields = [parameter.name.to_string(), self.maybe(parameter.annotation), self.maybe(parameter.default)];
        self.node("arg", parameter.span, &fields)
    }

    fn parameters(&self, parameters: &Parameters<'_>) -> String {
        let each = |list: &[Parameter<'_>]| -> String { self::list(list.iter().map(|parameter| self.parameter(parameter)).collect()) };
        let maybe = |parameter: Option<&Parameter<'_>>| parameter.map_or("~".to_string(), |parameter| self.parameter(parameter));
        format!(
            "(args {} {} {} {} {})",
            each(parameters.positional_only),
            each(parameters.positional),
            maybe(parameters.variadic),
            each(parameters.keyword_only),
            maybe(parameters.keyword_variadic)
        )
    }

    fn arguments(&self, arguments: &Arguments<'_>) -> String {
        let each = |keyword: &Keyword<'_>| self.node("keyword", keyword.span, &[name(keyword.name), self.expression(keyword.value)]);
        let keywords = list(arguments.keywords.iter().map(each).collect());
        format!("{} {keywords}", self.all(arguments.positional))
    }

    fn generators(&self, generators: &[Comprehension<'_>]) -> String {
        let each = |generator: &Comprehension<'_>| {
            format!(
                "(for {} {} {} {})",
                self.expression(generator.target),
                self.expression(generator.iterable),
                self.all(generator.conditions),
                u8::from(generator.is_async)
            )
        };
        list(generators.iter().map(each).collect())
    }

    fn parts(&self, parts: &[FormattedPart<'_>]) -> String {
        let each = |part: &FormattedPart<'_>| match part {
            FormattedPart::Literal { text: bytes, .. } => text(bytes),
            FormattedPart::Field(field) => {
                let specification = field.specification.map_or("~".to_string(), |parts| self.parts(parts));
                format!("(field {} {:?} {specification})", self.expression(field.expression), field.conversion)
            }
        };
        list(parts.iter().map(each).collect())
    }

    /// One expression.
    pub fn expression(&self, expression: &Expression<'_>) -> String {
        let (kind, fields): (&str, Vec<String>) = match expression.kind {
            ExpressionKind::Constant(constant) => ("Constant", vec![constant_text(constant)]),
            ExpressionKind::FormattedString(parts) => ("JoinedStr", vec![self.parts(parts)]),
            ExpressionKind::Name(name) => ("Name", vec![name.to_string()]),
            ExpressionKind::Named { target, value } => ("NamedExpr", vec![self.expression(target), self.expression(value)]),
            ExpressionKind::Binary { left, operator, right } => {
                ("BinOp", vec![self.expression(left), format!("{operator:?}"), self.expression(right)])
            }
            ExpressionKind::Unary { operator, operand } => ("UnaryOp", vec![format!("{operator:?}"), self.expression(operand)]),
            ExpressionKind::Boolean { operator, values } => ("BoolOp", vec![format!("{operator:?}"), self.all(values)]),
            ExpressionKind::Compare { left, comparisons } => {
                let mut fields = vec![self.expression(left)];
                for comparison in comparisons {
                    fields.push(format!("{:?}", comparison.operator));
                    fields.push(self.expression(comparison.right));
                }
                ("Compare", fields)
            }
            ExpressionKind::Conditional { test, body, otherwise } => {
                ("IfExp", vec![self.expression(test), self.expression(body), self.expression(otherwise)])
            }
            ExpressionKind::Lambda { parameters, body } => ("Lambda", vec![self.parameters(parameters), self.expression(body)]),
            ExpressionKind::Tuple(elements) => ("Tuple", vec![self.all(elements)]),
            ExpressionKind::List(elements) => ("List", vec![self.all(elements)]),
            ExpressionKind::Set(elements) => ("Set", vec![self.all(elements)]),
            ExpressionKind::Dictionary(items) => {
                ("Dict", items.iter().flat_map(|item| [self.maybe(item.key), self.expression(item.value)]).collect())
            }
            ExpressionKind::ListComprehension { element, generators } => {
                ("ListComp", vec![self.expression(element), self.generators(generators)])
            }
            ExpressionKind::SetComprehension { element, generators } => {
                ("SetComp", vec![self.expression(element), self.generators(generators)])
            }
            ExpressionKind::Generator { element, generators } => {
                ("GeneratorExp", vec![self.expression(element), self.generators(generators)])
            }
            ExpressionKind::DictionaryComprehension { pair: &(key, value), generators } => {
                ("DictComp", vec![self.expression(key), self.expression(value), self.generators(generators)])
            }
            ExpressionKind::Await(value) => ("Await", vec![self.expression(value)]),
            ExpressionKind::Yield(value) => ("Yield", vec![self.maybe(value)]),
            ExpressionKind::YieldFrom(value) => ("YieldFrom", vec![self.expression(value)]),
            ExpressionKind::Call { function, arguments } => ("Call", vec![self.expression(function), self.arguments(arguments)]),
            ExpressionKind::Attribute { value, name } => ("Attribute", vec![self.expression(value), name.to_string()]),
            ExpressionKind::Subscript { value, index } => ("Subscript", vec![self.expression(value), self.expression(index)]),
            ExpressionKind::Slice { lower, upper, step } => ("Slice", vec![self.maybe(lower), self.maybe(upper), self.maybe(step)]),
            ExpressionKind::Starred(value) => ("Starred", vec![self.expression(value)]),
        };
        self.node(kind, expression.span, &fields)
    }

    fn patterns(&self, patterns: &[&Pattern<'_>]) -> String {
        list(patterns.iter().map(|pattern| self.pattern(pattern)).collect())
    }

    fn pattern(&self, pattern: &Pattern<'_>) -> String {
        let (kind, fields): (&str, Vec<String>) = match pattern.kind {
            PatternKind::Value(value) => ("MatchValue", vec![self.expression(value)]),
            PatternKind::Singleton(constant) => ("MatchSingleton", vec![constant_text(constant)]),
            PatternKind::Sequence(patterns) => ("MatchSequence", vec![self.patterns(patterns)]),
            PatternKind::Mapping { keys, patterns, rest } => ("MatchMapping", vec![self.all(keys), self.patterns(patterns), name(rest)]),
            PatternKind::Class(class) => {
                let each = |keyword: &KeywordPattern<'_>| format!("(= {} {})", keyword.name, self.pattern(keyword.pattern));
                let keywords = list(class.keywords.iter().map(each).collect());
                ("MatchClass", vec![self.expression(class.class), self.patterns(class.patterns), keywords])
            }
            PatternKind::Star(bound) => ("MatchStar", vec![name(bound)]),
            PatternKind::As { pattern, name } => {
                let pattern = pattern.map_or("~".to_string(), |pattern| self.pattern(pattern));
                ("MatchAs", vec![pattern, name.to_string()])
            }
            PatternKind::Wildcard => ("MatchAs", vec!["~".to_string(), "~".to_string()]),
            PatternKind::Or(patterns) => ("MatchOr", vec![self.patterns(patterns)]),
        };
        self.node(kind, pattern.span, &fields)
    }
}

fn constant_text(constant: Constant<'_>) -> String {
    match constant {
        Constant::None => "None".to_string(),
        Constant::True => "True".to_string(),
        Constant::False => "False".to_string(),
        Constant::Ellipsis => "Ellipsis".to_string(),
        Constant::Integer(value) => value.get().to_string(),
        Constant::BigInteger { digits, radix } => format!("big{radix}:{}", digits.to_lowercase()),
        Constant::Float(value) => format!("float:{:016x}", value.get().to_bits()),
        Constant::Imaginary(value) => format!("imaginary:{:016x}", value.get().to_bits()),
        Constant::String(bytes) => text(bytes),
        Constant::Bytes(bytes) => format!("b{}", text(bytes)),
    }
}
