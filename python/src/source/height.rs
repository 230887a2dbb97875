//! How tall the tree is below a node.

use super::tree::{Arguments, Comprehension, Expression, ExpressionKind, FormattedPart, Parameter, Parameters, Pattern, PatternKind};

fn one(expression: &Expression<'_>) -> u16 {
    expression.height
}

fn maybe(expression: Option<&Expression<'_>>) -> u16 {
    expression.map_or(0, one)
}

fn all(expressions: &[&Expression<'_>]) -> u16 {
    expressions.iter().map(|expression| expression.height).max().unwrap_or(0)
}

/// One more, for the node between an expression and its grandchildren.
fn above(height: u16) -> u16 {
    height.saturating_add(1)
}

fn of_comprehensions(generators: &[Comprehension<'_>]) -> u16 {
    let each = |generator: &Comprehension<'_>| one(generator.target).max(one(generator.iterable)).max(all(generator.conditions));
    above(generators.iter().map(each).max().unwrap_or(0))
}

fn of_arguments(arguments: &Arguments<'_>) -> u16 {
    let keywords = arguments.keywords.iter().map(|keyword| keyword.value.height).max().unwrap_or(0);
    above(all(arguments.positional).max(keywords))
}

fn of_parameters(parameters: &Parameters<'_>) -> u16 {
    let each = |parameter: &Parameter<'_>| maybe(parameter.annotation).max(maybe(parameter.default));
    let lists = [parameters.positional_only, parameters.positional, parameters.keyword_only];
    let listed = lists.iter().flat_map(|list| list.iter()).map(each).max().unwrap_or(0);
    let variadic = parameters.variadic.map_or(0, each).max(parameters.keyword_variadic.map_or(0, each));
    above(above(listed.max(variadic)))
}

fn of_formatted(parts: &[FormattedPart<'_>]) -> u16 {
    let each = |part: &FormattedPart<'_>| match part {
        FormattedPart::Literal { .. } => 1,
        // Fields nest in specifications three deep at most.
        FormattedPart::Field(field) => above(one(field.expression).max(field.specification.map_or(0, of_formatted))),
    };
    parts.iter().map(each).max().unwrap_or(0)
}

impl ExpressionKind<'_> {
    /// The height of the tallest child, with what stands between.
    pub(super) fn children_height(&self) -> u16 {
        use ExpressionKind::*;
        match *self {
            Constant(_) | Name(_) => 0,
            FormattedString(parts) => of_formatted(parts),
            Named { target, value } => one(target).max(one(value)),
            Binary { left, right, .. } => one(left).max(one(right)),
            Unary { operand, .. } => one(operand),
            Boolean { values, .. } => all(values),
            Compare { left, comparisons } => one(left).max(comparisons.iter().map(|comparison| comparison.right.height).max().unwrap_or(0)),
            Conditional { test, body, otherwise } => one(test).max(one(body)).max(one(otherwise)),
            Lambda { parameters, body } => of_parameters(parameters).max(one(body)),
            Tuple(elements) | List(elements) | Set(elements) => all(elements),
            Dictionary(items) => items.iter().map(|item| maybe(item.key).max(one(item.value))).max().unwrap_or(0),
            ListComprehension { element, generators } | SetComprehension { element, generators } | Generator { element, generators } => {
                one(element).max(of_comprehensions(generators))
            }
            DictionaryComprehension { pair: (key, value), generators } => one(key).max(one(value)).max(of_comprehensions(generators)),
            Await(value) | YieldFrom(value) | Starred(value) | Attribute { value, .. } => one(value),
            Yield(value) => maybe(value),
            Call { function, arguments } => one(function).max(of_arguments(arguments)),
            Subscript { value, index } => one(value).max(one(index)),
            Slice { lower, upper, step } => maybe(lower).max(maybe(upper)).max(maybe(step)),
        }
    }
}

fn all_patterns(patterns: &[&Pattern<'_>]) -> u16 {
    patterns.iter().map(|pattern| pattern.height).max().unwrap_or(0)
}

impl PatternKind<'_> {
    /// The height of the tallest child, with what stands between.
    pub(super) fn children_height(&self) -> u16 {
        match *self {
            PatternKind::Value(value) => one(value),
            PatternKind::Singleton(_) | PatternKind::Star(_) | PatternKind::Wildcard => 0,
            PatternKind::Sequence(patterns) | PatternKind::Or(patterns) => all_patterns(patterns),
            PatternKind::Mapping { keys, patterns, .. } => all(keys).max(all_patterns(patterns)),
            PatternKind::Class(class) => {
                let keywords = class.keywords.iter().map(|keyword| keyword.pattern.height).max().unwrap_or(0);
                above(one(class.class).max(all_patterns(class.patterns)).max(keywords))
            }
            PatternKind::As { pattern, .. } => pattern.map_or(0, |pattern| pattern.height),
        }
    }
}
