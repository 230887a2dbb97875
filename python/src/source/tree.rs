//! The tree that the parser makes of a program: plain `Copy` nodes that lie in an [`Arena`](super::arena::Arena).
//!
//! The shapes follow the abstract grammar in the documentation of Python's `ast` module (version 3.13), except that
//!
//! * an `if` with its `elif`s is one flat node, not a nest;
//! * nodes do not say whether they are loaded, stored or deleted: their place in the tree does;
//! * lists that belong together (arguments, parameters) have a node of their own.
//!
//! **Depth.** A consumer may recurse over the tree. Each expression and pattern knows its [`height`](Expression::height),
//! and [`Module::depth`] bounds the number of nodes on any way from the root to a leaf, so one look tells how
//! much stack a walk needs. The parser refuses trees deeper than [`MAXIMUM_DEPTH`], and trees whose depth times
//! [`WALK_BYTES_PER_LEVEL`] exceeds the native stack that it was given.
//!
//! **Text.** Names are slices of the source (identifiers that are not ASCII are not NFKC-normalised). Contents
//! of string literals are *generalised UTF-8*: UTF-8, but a lone surrogate is encoded in three bytes like any other
//! code point of that size.

use super::span::Span;

/// No way from the root of a tree to a leaf has more nodes than this.
pub const MAXIMUM_DEPTH: u16 = 10_000;

/// Bytes of native stack that a recursive walk may use for one level of the tree: the parser only hands out
/// trees for which that much is there (measured from the call of the parser to the stack limit).
pub const WALK_BYTES_PER_LEVEL: usize = 256;

/// A whole program, or what was typed at a prompt.
#[derive(Clone, Copy, Debug)]
pub struct Module<'a> {
    /// The statements in order.
    pub body: Block<'a>,
    /// Upper bound for the number of nodes on a way from here to a leaf.
    pub depth: u16,
}

/// Statements that run one after the other.
pub type Block<'a> = &'a [Statement<'a>];

/// Expressions in order.
pub type Expressions<'a> = &'a [&'a Expression<'a>];

/// One statement and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Statement<'a> {
    /// From the first to the last token; for a decorated definition without the decorators.
    pub span: Span,
    /// What it is.
    pub kind: StatementKind<'a>,
}

/// The kinds of statements.
#[derive(Clone, Copy, Debug)]
pub enum StatementKind<'a> {
    /// `def` or `async def`.
    Function(&'a FunctionDefinition<'a>),
    /// `class`.
    Class(&'a ClassDefinition<'a>),
    /// `return value`.
    Return(Option<&'a Expression<'a>>),
    /// `del targets`.
    Delete(Expressions<'a>),
    /// `targets[0] = targets[1] = … = value`.
    Assign {
        /// From left to right, at least one: names, attributes, subscripts, starred, tuples, lists.
        targets: Expressions<'a>,
        /// The right side.
        value: &'a Expression<'a>,
    },
    /// `target operator= value`.
    AugmentedAssign {
        /// A name, an attribute or a subscript.
        target: &'a Expression<'a>,
        /// The operator without its `=`.
        operator: BinaryOperator,
        /// The right side.
        value: &'a Expression<'a>,
    },
    /// `target: annotation = value`.
    AnnotatedAssign {
        /// A name, an attribute or a subscript.
        target: &'a Expression<'a>,
        /// Behind the colon.
        annotation: &'a Expression<'a>,
        /// Behind `=`, if there is one.
        value: Option<&'a Expression<'a>>,
        /// The target is a name without parentheses around it: the annotation is recorded.
        simple: bool,
    },
    /// `type name[parameters] = value`.
    TypeAlias {
        /// Always a [`ExpressionKind::Name`].
        name: &'a Expression<'a>,
        /// In brackets.
        type_parameters: &'a [TypeParameter<'a>],
        /// The right side (evaluated lazily).
        value: &'a Expression<'a>,
    },
    /// `for` or `async for`.
    For(&'a For<'a>),
    /// `while`.
    While {
        /// The condition.
        test: &'a Expression<'a>,
        /// The loop.
        body: Block<'a>,
        /// The `else` part, empty if there is none.
        otherwise: Block<'a>,
    },
    /// `if`, its `elif`s and its `else`.
    If {
        /// The `if` first, then each `elif`; at least one.
        branches: &'a [IfBranch<'a>],
        /// The `else` part, empty if there is none.
        otherwise: Block<'a>,
    },
    /// `with` or `async with`.
    With {
        /// At least one.
        items: &'a [WithItem<'a>],
        /// What runs inside.
        body: Block<'a>,
        /// `async with`.
        is_async: bool,
    },
    /// `match`.
    Match {
        /// What is matched.
        subject: &'a Expression<'a>,
        /// At least one.
        cases: &'a [MatchCase<'a>],
    },
    /// `raise exception from cause`.
    Raise {
        /// What is raised; none: the exception that is being handled.
        exception: Option<&'a Expression<'a>>,
        /// Behind `from`.
        cause: Option<&'a Expression<'a>>,
    },
    /// `try`.
    Try(&'a Try<'a>),
    /// `assert test, message`.
    Assert {
        /// What must be true.
        test: &'a Expression<'a>,
        /// What the exception says.
        message: Option<&'a Expression<'a>>,
    },
    /// `import names`.
    Import(&'a [Alias<'a>]),
    /// `from module import names`.
    ImportFrom {
        /// The dotted name without leading dots; none for `from . import`.
        module: Option<&'a str>,
        /// At least one; a single one named `*` imports everything.
        names: &'a [Alias<'a>],
        /// How many leading dots.
        level: u32,
    },
    /// `global names`.
    Global(&'a [&'a str]),
    /// `nonlocal names`.
    Nonlocal(&'a [&'a str]),
    /// An expression evaluated for its effect.
    Expression(&'a Expression<'a>),
    /// `pass`.
    Pass,
    /// `break`.
    Break,
    /// `continue`.
    Continue,
}

/// `def name[type_parameters](parameters) -> returns: body`.
#[derive(Clone, Copy, Debug)]
pub struct FunctionDefinition<'a> {
    /// Its name.
    pub name: &'a str,
    /// Where the name stands.
    pub name_span: Span,
    /// In brackets behind the name.
    pub type_parameters: &'a [TypeParameter<'a>],
    /// In parentheses.
    pub parameters: &'a Parameters<'a>,
    /// Behind `->`.
    pub returns: Option<&'a Expression<'a>>,
    /// What runs; at least one statement.
    pub body: Block<'a>,
    /// From top to bottom.
    pub decorators: Expressions<'a>,
    /// `async def`.
    pub is_async: bool,
}

/// `class name[type_parameters](arguments): body`.
#[derive(Clone, Copy, Debug)]
pub struct ClassDefinition<'a> {
    /// Its name.
    pub name: &'a str,
    /// Where the name stands.
    pub name_span: Span,
    /// In brackets behind the name.
    pub type_parameters: &'a [TypeParameter<'a>],
    /// Bases and keywords.
    pub arguments: Arguments<'a>,
    /// What runs; at least one statement.
    pub body: Block<'a>,
    /// From top to bottom.
    pub decorators: Expressions<'a>,
}

/// `for target in iterable: body else: otherwise`.
#[derive(Clone, Copy, Debug)]
pub struct For<'a> {
    /// What each item is stored into.
    pub target: &'a Expression<'a>,
    /// Where the items come from.
    pub iterable: &'a Expression<'a>,
    /// The loop.
    pub body: Block<'a>,
    /// The `else` part, empty if there is none.
    pub otherwise: Block<'a>,
    /// `async for`.
    pub is_async: bool,
}

/// `if test: body` or `elif test: body`.
#[derive(Clone, Copy, Debug)]
pub struct IfBranch<'a> {
    /// From `if` or `elif` to the end of the body.
    pub span: Span,
    /// The condition.
    pub test: &'a Expression<'a>,
    /// What runs if it holds.
    pub body: Block<'a>,
}

/// `context as target`.
#[derive(Clone, Copy, Debug)]
pub struct WithItem<'a> {
    /// The context manager.
    pub context: &'a Expression<'a>,
    /// Behind `as`.
    pub target: Option<&'a Expression<'a>>,
}

/// `try: body`, its handlers, `else: otherwise` and `finally: finally`.
#[derive(Clone, Copy, Debug)]
pub struct Try<'a> {
    /// What is tried.
    pub body: Block<'a>,
    /// The `except`s; may be empty if there is a `finally`.
    pub handlers: &'a [Handler<'a>],
    /// The `else` part, empty if there is none.
    pub otherwise: Block<'a>,
    /// The `finally` part, empty if there is none.
    pub finally: Block<'a>,
    /// The handlers are `except*`.
    pub is_star: bool,
}

/// `except class as name: body`.
#[derive(Clone, Copy, Debug)]
pub struct Handler<'a> {
    /// From `except` to the end of the body.
    pub span: Span,
    /// What is caught; none: everything.
    pub class: Option<&'a Expression<'a>>,
    /// Behind `as`.
    pub name: Option<&'a str>,
    /// What runs.
    pub body: Block<'a>,
}

/// `name as as_name` in an import.
#[derive(Clone, Copy, Debug)]
pub struct Alias<'a> {
    /// From the name to the new name.
    pub span: Span,
    /// Perhaps dotted; `*` for everything.
    pub name: &'a str,
    /// Behind `as`.
    pub as_name: Option<&'a str>,
}

/// `case pattern if guard: body`.
#[derive(Clone, Copy, Debug)]
pub struct MatchCase<'a> {
    /// What the subject must look like.
    pub pattern: &'a Pattern<'a>,
    /// Behind `if`.
    pub guard: Option<&'a Expression<'a>>,
    /// What runs.
    pub body: Block<'a>,
}

/// One pattern and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Pattern<'a> {
    /// From the first to the last token.
    pub span: Span,
    /// Nodes on the longest way from here to a leaf.
    pub height: u16,
    /// What it is.
    pub kind: PatternKind<'a>,
}

/// The kinds of patterns.
#[derive(Clone, Copy, Debug)]
pub enum PatternKind<'a> {
    /// Matches what equals: a number (perhaps negative or complex), a string, bytes, or a dotted name.
    Value(&'a Expression<'a>),
    /// Matches what *is* `None`, `True` or `False`.
    Singleton(Constant<'a>),
    /// `[patterns]`, `(patterns,)` or `patterns,`; at most one is a [`PatternKind::Star`], unless the program is wrong.
    Sequence(&'a [&'a Pattern<'a>]),
    /// `{keys[0]: patterns[0], **rest}`; as many keys as patterns.
    Mapping {
        /// Literals or dotted names.
        keys: Expressions<'a>,
        /// One for each key.
        patterns: &'a [&'a Pattern<'a>],
        /// Behind `**`.
        rest: Option<&'a str>,
    },
    /// `class(patterns, name=pattern)`.
    Class(&'a ClassPattern<'a>),
    /// `*name` in a sequence, none for `*_`.
    Star(Option<&'a str>),
    /// `pattern as name`; without a pattern a capture `name`.
    As {
        /// Before `as`.
        pattern: Option<&'a Pattern<'a>>,
        /// What is bound.
        name: &'a str,
    },
    /// `_`, matches everything.
    Wildcard,
    /// `patterns[0] | patterns[1] …`, at least two.
    Or(&'a [&'a Pattern<'a>]),
}

/// `class(patterns, keywords)`.
#[derive(Clone, Copy, Debug)]
pub struct ClassPattern<'a> {
    /// A name, perhaps dotted.
    pub class: &'a Expression<'a>,
    /// By position.
    pub patterns: &'a [&'a Pattern<'a>],
    /// By name.
    pub keywords: &'a [KeywordPattern<'a>],
}

/// `name=pattern`.
#[derive(Clone, Copy, Debug)]
pub struct KeywordPattern<'a> {
    /// The attribute.
    pub name: &'a str,
    /// Where the name stands.
    pub name_span: Span,
    /// What it must look like.
    pub pattern: &'a Pattern<'a>,
}

/// One expression and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Expression<'a> {
    /// From the first to the last token, without parentheses around it (a tuple's and a generator's own belong to it).
    pub span: Span,
    /// Nodes on the longest way from here to a leaf; 1 for a leaf.
    pub height: u16,
    /// What it is.
    pub kind: ExpressionKind<'a>,
}

/// The kinds of expressions.
#[derive(Clone, Copy, Debug)]
pub enum ExpressionKind<'a> {
    /// A literal.
    Constant(Constant<'a>),
    /// An f-string, perhaps with other literals joined to it.
    FormattedString(&'a [FormattedPart<'a>]),
    /// A name.
    Name(&'a str),
    /// `name := value`.
    Named {
        /// Always a [`ExpressionKind::Name`].
        target: &'a Expression<'a>,
        /// The right side.
        value: &'a Expression<'a>,
    },
    /// `left operator right`.
    Binary {
        /// The left side; long chains `a + b + c` nest here.
        left: &'a Expression<'a>,
        /// What is done.
        operator: BinaryOperator,
        /// The right side.
        right: &'a Expression<'a>,
    },
    /// `operator operand`.
    Unary {
        /// What is done.
        operator: UnaryOperator,
        /// The operand.
        operand: &'a Expression<'a>,
    },
    /// `values[0] and values[1] …` or the same with `or`; at least two.
    Boolean {
        /// Which.
        operator: BooleanOperator,
        /// In order.
        values: Expressions<'a>,
    },
    /// `left comparisons[0] comparisons[1] …`.
    Compare {
        /// The first operand.
        left: &'a Expression<'a>,
        /// At least one operator and operand.
        comparisons: &'a [Comparison<'a>],
    },
    /// `body if test else otherwise`.
    Conditional {
        /// The condition.
        test: &'a Expression<'a>,
        /// The value if it holds.
        body: &'a Expression<'a>,
        /// The value if not.
        otherwise: &'a Expression<'a>,
    },
    /// `lambda parameters: body`.
    Lambda {
        /// Without annotations.
        parameters: &'a Parameters<'a>,
        /// The value.
        body: &'a Expression<'a>,
    },
    /// `(a, b)` or `a, b`.
    Tuple(Expressions<'a>),
    /// `[a, b]`.
    List(Expressions<'a>),
    /// `{a, b}`, at least one.
    Set(Expressions<'a>),
    /// `{key: value, **mapping}`.
    Dictionary(&'a [DictionaryItem<'a>]),
    /// `[element for …]`.
    ListComprehension {
        /// What each round yields.
        element: &'a Expression<'a>,
        /// At least one.
        generators: &'a [Comprehension<'a>],
    },
    /// `{element for …}`.
    SetComprehension {
        /// What each round yields.
        element: &'a Expression<'a>,
        /// At least one.
        generators: &'a [Comprehension<'a>],
    },
    /// `{key: value for …}`.
    DictionaryComprehension {
        /// The key and the value of each round.
        pair: &'a (&'a Expression<'a>, &'a Expression<'a>),
        /// At least one.
        generators: &'a [Comprehension<'a>],
    },
    /// `(element for …)`.
    Generator {
        /// What each round yields.
        element: &'a Expression<'a>,
        /// At least one.
        generators: &'a [Comprehension<'a>],
    },
    /// `await value`.
    Await(&'a Expression<'a>),
    /// `yield value`.
    Yield(Option<&'a Expression<'a>>),
    /// `yield from value`.
    YieldFrom(&'a Expression<'a>),
    /// `function(arguments)`.
    Call {
        /// What is called.
        function: &'a Expression<'a>,
        /// In parentheses.
        arguments: &'a Arguments<'a>,
    },
    /// `value.name`.
    Attribute {
        /// The object.
        value: &'a Expression<'a>,
        /// The attribute.
        name: &'a str,
    },
    /// `value[index]`; slices and starred stand only in `index` or in the tuple there.
    Subscript {
        /// The object.
        value: &'a Expression<'a>,
        /// In brackets.
        index: &'a Expression<'a>,
    },
    /// `lower:upper:step`.
    Slice {
        /// Before the first colon.
        lower: Option<&'a Expression<'a>>,
        /// Behind it.
        upper: Option<&'a Expression<'a>>,
        /// Behind the second colon.
        step: Option<&'a Expression<'a>>,
    },
    /// `*value`.
    Starred(&'a Expression<'a>),
}

/// A number of eight bytes that may stand at any multiple of four: so that nodes have no holes on machines of 32 bits.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C, packed(4))]
pub struct Number<T: Copy>(T);

impl<T: Copy> Number<T> {
    /// From the number itself.
    pub const fn new(number: T) -> Number<T> {
        Number(number)
    }

    /// The number itself.
    pub const fn get(self) -> T {
        self.0
    }
}

// A function's tree lies in memory all at once.
const _: () = assert!(size_of::<usize>() != 4 || size_of::<Expression<'_>>() == 36);

/// A literal's value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Constant<'a> {
    /// `None`.
    None,
    /// `True`.
    True,
    /// `False`.
    False,
    /// `...`.
    Ellipsis,
    /// An integer below 2⁶³.
    Integer(Number<i64>),
    /// An integer of 2⁶³ or more: its digits without prefix and underscores.
    BigInteger {
        /// ASCII digits, most significant first, letters in either case.
        digits: &'a str,
        /// 2, 8, 10 or 16.
        radix: u8,
    },
    /// A floating-point number.
    Float(Number<f64>),
    /// An imaginary number: its imaginary part.
    Imaginary(Number<f64>),
    /// Text in generalised UTF-8, implicit concatenation done.
    String(&'a [u8]),
    /// Bytes, implicit concatenation done.
    Bytes(&'a [u8]),
}

/// A piece of an f-string. No two literals are neighbours, none is empty.
#[derive(Clone, Copy, Debug)]
pub enum FormattedPart<'a> {
    /// Text as it is.
    Literal {
        /// In generalised UTF-8. The text of `{expression=}` is here too.
        text: &'a [u8],
        /// Where it stands.
        span: Span,
    },
    /// `{expression!conversion:specification}`.
    Field(&'a FormattedField<'a>),
}

/// `{expression!conversion:specification}`.
#[derive(Clone, Copy, Debug)]
pub struct FormattedField<'a> {
    /// From brace to brace.
    pub span: Span,
    /// What is formatted.
    pub expression: &'a Expression<'a>,
    /// What is done before formatting (`{x=}` without conversion and specification counts as `!r`).
    pub conversion: Conversion,
    /// Behind the colon; `None` if there is no colon, empty if nothing follows it.
    pub specification: Option<&'a [FormattedPart<'a>]>,
}

/// What is done with a value before it is formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// Nothing.
    None,
    /// `!s`.
    Str,
    /// `!r`.
    Repr,
    /// `!a`.
    Ascii,
}

/// Operators with two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOperator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `@`
    MatrixMultiply,
    /// `/`
    Divide,
    /// `//`
    FloorDivide,
    /// `%`
    Modulo,
    /// `**`
    Power,
    /// `<<`
    LeftShift,
    /// `>>`
    RightShift,
    /// `|`
    BitOr,
    /// `^`
    BitXor,
    /// `&`
    BitAnd,
}

/// Operators with one operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOperator {
    /// `+`
    Plus,
    /// `-`
    Minus,
    /// `~`
    Invert,
    /// `not`
    Not,
}

/// Operators that may leave out their right operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BooleanOperator {
    /// `and`
    And,
    /// `or`
    Or,
}

/// Comparison operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparisonOperator {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
    /// `is`
    Is,
    /// `is not`
    IsNot,
    /// `in`
    In,
    /// `not in`
    NotIn,
}

/// `operator right` in a chain of comparisons.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    /// How.
    pub operator: ComparisonOperator,
    /// With what.
    pub right: &'a Expression<'a>,
}

/// `key: value`, or `**value` if there is no key.
#[derive(Clone, Copy, Debug)]
pub struct DictionaryItem<'a> {
    /// Before the colon.
    pub key: Option<&'a Expression<'a>>,
    /// Behind it.
    pub value: &'a Expression<'a>,
}

/// `for target in iterable if conditions…`.
#[derive(Clone, Copy, Debug)]
pub struct Comprehension<'a> {
    /// What each item is stored into.
    pub target: &'a Expression<'a>,
    /// Where the items come from.
    pub iterable: &'a Expression<'a>,
    /// All must hold.
    pub conditions: Expressions<'a>,
    /// `async for`.
    pub is_async: bool,
}

/// The arguments of a call, the bases of a class.
#[derive(Clone, Copy, Debug)]
pub struct Arguments<'a> {
    /// By position, starred ones among them.
    pub positional: Expressions<'a>,
    /// By name, and `**mappings`; evaluated after all of `positional`.
    pub keywords: &'a [Keyword<'a>],
}

/// `name=value`, or `**value` if there is no name.
#[derive(Clone, Copy, Debug)]
pub struct Keyword<'a> {
    /// From the name or the stars to the end of the value.
    pub span: Span,
    /// Before `=`.
    pub name: Option<&'a str>,
    /// Behind it.
    pub value: &'a Expression<'a>,
}

/// The parameters of a function or lambda.
#[derive(Clone, Copy, Debug)]
pub struct Parameters<'a> {
    /// Those before `/`.
    pub positional_only: &'a [Parameter<'a>],
    /// Those by position or name.
    pub positional: &'a [Parameter<'a>],
    /// `*name`; its annotation may be starred.
    pub variadic: Option<&'a Parameter<'a>>,
    /// Those behind `*`.
    pub keyword_only: &'a [Parameter<'a>],
    /// `**name`.
    pub keyword_variadic: Option<&'a Parameter<'a>>,
}

/// `name: annotation = default`.
#[derive(Clone, Copy, Debug)]
pub struct Parameter<'a> {
    /// From the name to the end of the annotation.
    pub span: Span,
    /// Its name.
    pub name: &'a str,
    /// Behind the colon.
    pub annotation: Option<&'a Expression<'a>>,
    /// Behind `=`.
    pub default: Option<&'a Expression<'a>>,
}

/// `name: bound = default`, `*name = default` or `**name = default` in brackets.
#[derive(Clone, Copy, Debug)]
pub struct TypeParameter<'a> {
    /// From the first to the last token.
    pub span: Span,
    /// Its name.
    pub name: &'a str,
    /// What it stands for.
    pub kind: TypeParameterKind<'a>,
    /// Behind `=` (evaluated lazily).
    pub default: Option<&'a Expression<'a>>,
}

/// The kinds of type parameters.
#[derive(Clone, Copy, Debug)]
pub enum TypeParameterKind<'a> {
    /// `name`, one type.
    Variable {
        /// Behind the colon (evaluated lazily).
        bound: Option<&'a Expression<'a>>,
    },
    /// `*name`, a row of types.
    VariableTuple,
    /// `**name`, the parameters of a callable.
    ParameterSpecification,
}
