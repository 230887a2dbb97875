//! Intrinsics: what the instruction `Intrinsic` does, by its number (operand `c`). Operand `b` is the argument, `a` the result.

/// The numbers of intrinsics.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum Intrinsic {
    /// Shows the value `b` as the prompt does (`sys.displayhook`); the result is None.
    Display = 0,
    /// The method `__enter__` of the type of `b`, bound to `b`. Raises TypeError ("… object does not support the context
    /// manager protocol") if there is none.
    LoadEnter = 1,
    /// The method `__exit__` of the type of `b`, bound to `b`. Raises TypeError ("… object does not support the context
    /// manager protocol (missed __exit__ method)") if there is none.
    LoadExit = 2,
    /// The class of the exception `b`.
    ExceptionClass = 3,
    /// The traceback of the exception `b`, or None.
    ExceptionTraceback = 4,
    /// Makes `__annotations__` an empty dict in the namespace `b` (None: in the globals) unless it is there; the result is None.
    SetupAnnotations = 5,
    /// Raises what was thrown into the generator `b`, if something was.
    RaiseThrown = 6,
    /// What `yield from` iterates over `b` with: a generator itself, else `iter(b)`.
    GetDelegate = 7,
    /// What `await b` iterates over.
    GetAwaitable = 8,
    /// The same for what `__aenter__` gave.
    GetAwaitableEnter = 9,
    /// The same for what `__aexit__` gave.
    GetAwaitableExit = 10,
    /// What `async for … in b` iterates with.
    GetAsyncIterator = 11,
    /// What has to be awaited for the next item of `b`.
    GetAsyncNext = 12,
    /// Whether the exception `b` ends an `async for`.
    EndsAsyncIteration = 13,
    /// The method `__aenter__` of the type of `b`, bound to `b`.
    LoadAsyncEnter = 14,
    /// The method `__aexit__` of the type of `b`, bound to `b`.
    LoadAsyncExit = 15,
    /// The value `b` as an asynchronous generator yields it.
    WrapYielded = 16,
    /// Whether sequence patterns match `b`.
    IsSequence = 17,
    /// Whether mapping patterns match `b`.
    IsMapping = 18,
    /// `len(b)`.
    Length = 19,
    /// `except*`: `b` is a tuple of the statement's state (a list: the exception, what is left of it, and what its clauses raised)
    /// and the classes of a clause. The result is the group of what the clause catches, or None.
    MatchGroup = 20,
    /// The end of a `try` with `except*`: what is to be raised after all by its state `b`, or None.
    EndGroup = 21,
    /// A type parameter: `b` is a tuple of its kind, its name, what evaluates its bound or constraints, and what evaluates its default.
    TypeParameter = 22,
    /// The first item of the tuple `b`, a function, which gets the second one as its `__type_params__`.
    SetTypeParameters = 23,
    /// The base `Generic[…]` of a class with the type parameters `b`.
    SubscriptGeneric = 24,
    /// A type alias: `b` is a tuple of its name, its type parameters, and what evaluates its value.
    TypeAlias = 25,
    /// The frame is about to return: its object, if somebody asked for one, keeps the variables.
    LeaveFrame = 26,
}

impl Intrinsic {
    /// Every intrinsic, in the order of the numbers.
    pub const ALL: [Intrinsic; 27] = [
        Intrinsic::Display,
        Intrinsic::LoadEnter,
        Intrinsic::LoadExit,
        Intrinsic::ExceptionClass,
        Intrinsic::ExceptionTraceback,
        Intrinsic::SetupAnnotations,
        Intrinsic::RaiseThrown,
        Intrinsic::GetDelegate,
        Intrinsic::GetAwaitable,
        Intrinsic::GetAwaitableEnter,
        Intrinsic::GetAwaitableExit,
        Intrinsic::GetAsyncIterator,
        Intrinsic::GetAsyncNext,
        Intrinsic::EndsAsyncIteration,
        Intrinsic::LoadAsyncEnter,
        Intrinsic::LoadAsyncExit,
        Intrinsic::WrapYielded,
        Intrinsic::IsSequence,
        Intrinsic::IsMapping,
        Intrinsic::Length,
        Intrinsic::MatchGroup,
        Intrinsic::EndGroup,
        Intrinsic::TypeParameter,
        Intrinsic::SetTypeParameters,
        Intrinsic::SubscriptGeneric,
        Intrinsic::TypeAlias,
        Intrinsic::LeaveFrame,
    ];

    /// The intrinsic with this number.
    pub fn from_number(number: u16) -> Option<Intrinsic> {
        Intrinsic::ALL.get(usize::from(number)).copied()
    }
}
