"""Type hints: what programs write in annotations, and what they ask about them at run time."""

import collections
import collections.abc
import contextlib
import functools
import operator
import sys
import types
from abc import ABCMeta, abstractmethod
from types import GenericAlias

from _typing import NoDefault, ParamSpec, ParamSpecArgs, ParamSpecKwargs, TypeAliasType, TypeVar, TypeVarTuple

__all__ = [
    "Annotated", "Any", "Callable", "ClassVar", "Concatenate", "Final", "ForwardRef", "Generic", "Literal", "Optional",
    "ParamSpec", "Protocol", "Tuple", "Type", "TypeVar", "TypeVarTuple", "Union", "AbstractSet", "ByteString", "Container",
    "ContextManager", "Hashable", "ItemsView", "Iterable", "Iterator", "KeysView", "Mapping", "MappingView", "MutableMapping",
    "MutableSequence", "MutableSet", "Sequence", "Sized", "ValuesView", "Awaitable", "AsyncIterator", "AsyncIterable",
    "Coroutine", "Collection", "AsyncGenerator", "AsyncContextManager", "Reversible", "SupportsAbs", "SupportsBytes",
    "SupportsComplex", "SupportsFloat", "SupportsIndex", "SupportsInt", "SupportsRound", "ChainMap", "Counter", "Deque", "Dict",
    "DefaultDict", "List", "OrderedDict", "Set", "FrozenSet", "NamedTuple", "TypedDict", "Generator", "BinaryIO", "IO", "Match",
    "Pattern", "TextIO", "AnyStr", "assert_type", "assert_never", "cast", "clear_overloads", "dataclass_transform", "final",
    "get_args", "get_origin", "get_overloads", "get_protocol_members", "get_type_hints", "is_protocol", "is_typeddict",
    "LiteralString", "Never", "NewType", "no_type_check", "no_type_check_decorator", "NoDefault", "NoReturn", "NotRequired",
    "overload", "override", "ParamSpecArgs", "ParamSpecKwargs", "ReadOnly", "Required", "reveal_type", "runtime_checkable",
    "Self", "Text", "TYPE_CHECKING", "TypeAlias", "TypeGuard", "TypeIs", "TypeAliasType", "Unpack",
]  # fmt: skip

TYPE_CHECKING = False


# What may stand where a type is wanted


def _convert(value, module=None, is_class=False):
    if value is None:
        return type(None)
    if isinstance(value, str):
        return ForwardRef(value, module=module, is_class=is_class)
    return value


def _type_check(value, what, is_argument=True, module=None, *, allow_special_forms=False):
    """A type, or TypeError: names become forward references, None its type."""
    refused = (Generic, Protocol)
    if not allow_special_forms:
        refused += (ClassVar,)
        if is_argument:
            refused += (Final,)
    value = _convert(value, module, allow_special_forms)
    if isinstance(value, _GenericAlias) and value.__origin__ in refused:
        raise TypeError(f"{value} is not valid as type argument")
    if value in (Any, LiteralString, NoReturn, Never, Self, TypeAlias):
        return value
    if allow_special_forms and value in (ClassVar, Final):
        return value
    if isinstance(value, _SpecialForm) or value in (Generic, Protocol):
        raise TypeError(f"Plain {value} is not valid as type argument")
    if type(value) is tuple:
        raise TypeError(f"{what} Got {value!r:.100}.")
    return value


def _type_repr(value):
    """How a type is written inside another one."""
    if isinstance(value, GenericAlias):
        return repr(value)
    if isinstance(value, type):
        if value.__module__ == "builtins":
            return value.__qualname__
        return f"{value.__module__}.{value.__qualname__}"
    if value is ...:
        return "..."
    if isinstance(value, types.FunctionType):
        return value.__name__
    if isinstance(value, tuple):
        return "[" + ", ".join(_type_repr(item) for item in value) + "]"
    return repr(value)


def _parameters_in(values):
    """The type parameters in some types, each once."""
    found = []
    for value in values:
        if isinstance(value, type):
            continue
        if isinstance(value, tuple):
            inner = _parameters_in(value)
        elif hasattr(value, "__typing_subst__"):
            inner = (value,)
        else:
            inner = getattr(value, "__parameters__", ())
        for parameter in inner:
            if parameter not in found:
                found.append(parameter)
    return tuple(found)


def _check_defaults(parameters):
    """Refuses a parameter without default behind one with a default."""
    seen = False
    row = False
    for parameter in parameters:
        if isinstance(parameter, TypeVarTuple):
            row = True
        if parameter.has_default():
            if row and isinstance(parameter, TypeVar):
                raise TypeError("Type parameter with a default follows TypeVarTuple")
            seen = True
        elif seen:
            raise TypeError(f"Type parameter {parameter!r} without a default follows type parameter with a default")


def _unpack_arguments(values):
    """The arguments with `*tuple[...]` taken apart where its length is known."""
    result = []
    for value in values:
        inside = None if isinstance(value, type) else getattr(value, "__typing_unpacked_tuple_args__", None)
        if inside is not None and not (inside and inside[-1] is ...):
            result.extend(inside)
        else:
            result.append(value)
    return tuple(result)


def _without_duplicates(values):
    result = []
    for value in values:
        if value not in result:
            result.append(value)
    return result


def _flatten_union(values):
    flat = []
    for value in values:
        if isinstance(value, (_UnionGenericAlias, types.UnionType)):
            flat.extend(value.__args__)
        else:
            flat.append(value)
    return tuple(_without_duplicates(flat))


def _flatten_literal(values):
    flat = []
    for value in values:
        if isinstance(value, _LiteralGenericAlias):
            flat.extend(value.__args__)
        else:
            flat.append(value)
    return tuple(flat)


_cleanups = []


def _cached(function):
    """Keeps what was made of hashable arguments, so that equal types are identical."""
    known = {}
    _cleanups.append(known.clear)

    @functools.wraps(function)
    def look_up(*arguments):
        try:
            key = (arguments, tuple(map(type, arguments)), tuple(map(_types_inside, arguments)))
            return known[key]
        except KeyError:
            pass
        except TypeError:
            return function(*arguments)
        if len(known) >= 256:
            known.clear()
        result = known[key] = function(*arguments)
        return result

    return look_up


def _types_inside(value):
    return tuple(map(type, value)) if type(value) is tuple else None


# What type parameters do when they are replaced


def _substitute_variable(variable, argument):
    argument = _type_check(argument, "Parameters to generic types must be types.")
    if (isinstance(argument, _GenericAlias) and argument.__origin__ is Unpack) or (
        isinstance(argument, GenericAlias) and argument.__unpacked__
    ):
        raise TypeError(f"{argument} is not valid as type argument")
    return argument


def _prepare_default(variable, alias, arguments):
    place, given = alias.__parameters__.index(variable), len(arguments)
    if place < given:
        return arguments
    if place == given and variable.has_default():
        return (*arguments, variable.__default__)
    raise TypeError(f"Too few arguments for {alias}; actual {given}, expected at least {place + 1}")


def _substitute_specification(variable, argument):
    if isinstance(argument, (list, tuple)):
        return tuple(_type_check(item, "Expected a type.") for item in argument)
    if not _is_parameter_list(argument):
        raise TypeError(f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {argument}")
    return argument


def _prepare_specification(variable, alias, arguments):
    parameters = alias.__parameters__
    place = parameters.index(variable)
    if place == len(arguments) and variable.has_default():
        arguments = (*arguments, variable.__default__)
    if place >= len(arguments):
        raise TypeError(f"Too few arguments for {alias}")
    # With one parameter only the list needs no brackets of its own.
    if len(parameters) == 1 and not _is_parameter_list(arguments[0]):
        return (arguments,)
    if isinstance(arguments[place], list):
        return (*arguments[:place], tuple(arguments[place]), *arguments[place + 1 :])
    return arguments


def _is_row(value):
    return getattr(value, "__typing_is_unpacked_typevartuple__", False)


def _prepare_tuple(variable, alias, arguments):
    parameters = alias.__parameters__
    place = parameters.index(variable)
    if any(isinstance(other, TypeVarTuple) for other in parameters[place + 1 :]):
        raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
    given, wanted = len(arguments), len(parameters)
    before, behind = place, wanted - place - 1
    unpacked = None
    for number, argument in enumerate(arguments):
        if isinstance(argument, type):
            continue
        inside = getattr(argument, "__typing_unpacked_tuple_args__", None)
        if inside and len(inside) == 2 and inside[-1] is ...:
            if unpacked is not None:
                raise TypeError("More than one unpacked arbitrary-length tuple argument")
            unpacked, filler = number, inside[0]
    if unpacked is not None:
        before = min(before, unpacked)
        behind = min(behind, given - unpacked - 1)
    elif before + behind > given:
        raise TypeError(f"Too few arguments for {alias}; actual {given}, expected at least {wanted - 1}")
    if before == given - behind and variable.has_default():
        replacement = _unpack_arguments((variable.__default__,))
    else:
        replacement = arguments[before : given - behind]
    fill = lambda number: (filler,) * number if unpacked is not None else ()
    return (
        *arguments[:before],
        *fill(place - before),
        tuple(replacement),
        *fill(wanted - behind - place - 1),
        *arguments[given - behind :],
    )


def _is_parameter_list(value):
    """Whether it can stand for a ParamSpec."""
    return (
        value is ...
        or isinstance(value, (tuple, list, ParamSpec, _ConcatenateGenericAlias))
        or (isinstance(value, _GenericAlias) and value.__origin__ is Concatenate)
    )


# Special forms


class _NotSubclassable:
    __slots__ = ()

    def __init_subclass__(cls, /, *arguments, **keywords):
        if "_root" not in keywords:
            raise TypeError("Cannot subclass special typing classes")


class _SpecialForm(_NotSubclassable, _root=True):
    # A name that is a type only with something in brackets, or by itself.
    __slots__ = ("_name", "_getitem", "__dict__", "__weakref__")

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __getattr__(self, item):
        if item in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *arguments, **keywords):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, instance):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        return self._getitem(self, parameters)

    __iter__ = None


class _TypedCacheSpecialForm(_SpecialForm, _root=True):
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        return self._getitem(self, *parameters)


class _AnyMeta(type):
    def __instancecheck__(self, instance):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(instance)

    def __repr__(self):
        if self is Any:
            return "typing.Any"
        return super().__repr__()


class Any(metaclass=_AnyMeta):
    """Any type at all."""

    def __new__(cls, *arguments, **keywords):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


def _bare(name, text):
    """A special form that takes nothing in brackets."""

    def getitem(self, parameters):
        raise TypeError(f"{self} is not subscriptable")

    getitem.__name__ = name
    getitem.__doc__ = text
    return _SpecialForm(getitem)


def _one(name, text, what="{} accepts only single type.", special=False):
    """A special form with one type in brackets."""

    def getitem(self, parameters):
        item = _type_check(parameters, what.format(self), allow_special_forms=special)
        return _GenericAlias(self, (item,))

    getitem.__name__ = name
    getitem.__doc__ = text
    return _SpecialForm(getitem)


NoReturn = _bare("NoReturn", "What a function that never returns returns.")
Never = _bare("Never", "The type that nothing has.")
Self = _bare("Self", "The class of the instance.")
LiteralString = _bare("LiteralString", "A str that stands in the program.")
TypeAlias = _bare("TypeAlias", "Says that an assignment makes a type alias.")
ClassVar = _one("ClassVar", "An attribute of the class.", special=True)
Final = _one("Final", "A name that is bound once.", special=True)
TypeGuard = _one("TypeGuard", "What a function returns that narrows its argument's type.")
TypeIs = _one("TypeIs", "What a function returns that tells whether its argument has the type.")
Required = _one("Required", "A key of a TypedDict that must be there.", "{0._name} accepts only a single type.", True)
NotRequired = _one("NotRequired", "A key of a TypedDict that may be missing.", "{0._name} accepts only a single type.", True)
ReadOnly = _one("ReadOnly", "A key of a TypedDict that does not change.", "{0._name} accepts only a single type.", True)


@_SpecialForm
@_cached
def Union(self, parameters):
    """One of several types."""
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    what = "Union[arg, ...]: each arg must be a type."
    parameters = _flatten_union(tuple(_type_check(item, what) for item in parameters))
    if len(parameters) == 1:
        return parameters[0]
    if len(parameters) == 2 and type(None) in parameters:
        return _UnionGenericAlias(self, parameters, name="Optional")
    return _UnionGenericAlias(self, parameters)


@_SpecialForm
def Optional(self, parameters):
    """A type or None."""
    item = _type_check(parameters, f"{self} requires a single type.")
    return Union[item, type(None)]


def _typed_key(value):
    return [(type(item), item) for item in value]


@_TypedCacheSpecialForm
@_cached
def Literal(self, *parameters):
    """One of some values."""
    parameters = _flatten_literal(parameters)
    try:
        seen = []
        for item in parameters:
            hash(item)
            if (item, type(item)) not in seen:
                seen.append((item, type(item)))
        parameters = tuple(item for item, _ in seen)
    except TypeError:
        pass
    return _LiteralGenericAlias(self, parameters)


@_SpecialForm
@_cached
def Concatenate(self, parameters):
    """Parameters in front of those of a ParamSpec."""
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    what = "Concatenate[arg, ...]: each arg must be a type."
    parameters = (*(_type_check(item, what) for item in parameters[:-1]), parameters[-1])
    return _ConcatenateGenericAlias(self, parameters)


@_SpecialForm
@_cached
def Unpack(self, parameters):
    """A row of types in the place of one."""
    item = _type_check(parameters, f"{self} accepts only single type.")
    return _UnpackGenericAlias(self, (item,))


@_TypedCacheSpecialForm
def Annotated(self, *parameters):
    """A type with something to say about it."""
    if len(parameters) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    if _is_row(parameters[0]) or (isinstance(parameters[0], _GenericAlias) and parameters[0].__origin__ is Unpack):
        raise TypeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
    origin = _type_check(parameters[0], "Annotated[t, ...]: t must be a type.", allow_special_forms=True)
    return _AnnotatedAlias(origin, parameters[1:])


class ForwardRef(_NotSubclassable, _root=True):
    """A type that is given by its text."""

    __slots__ = (
        "__forward_arg__", "__forward_code__", "__forward_evaluated__", "__forward_value__", "__forward_is_argument__",
        "__forward_is_class__", "__forward_module__",
    )  # fmt: skip

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        text = f"({arg},)[0]" if arg.startswith("*") else arg
        try:
            code = compile(text, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}") from None
        self.__forward_arg__ = arg
        self.__forward_code__ = code
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns, type_params=(), *, recursive_guard=frozenset()):
        if self.__forward_arg__ in recursive_guard:
            return self
        if not self.__forward_evaluated__ or localns is not globalns:
            if globalns is None and localns is None:
                globalns = localns = {}
            elif globalns is None:
                globalns = localns
            elif localns is None:
                localns = globalns
            if self.__forward_module__ is not None:
                globalns = getattr(sys.modules.get(self.__forward_module__), "__dict__", globalns)
            if type_params:
                globalns, localns = dict(globalns), dict(localns)
                for parameter in type_params:
                    name = parameter.__name__
                    if not self.__forward_is_class__ or name not in globalns:
                        globalns[name] = parameter
                        localns.pop(name, None)
            value = _type_check(
                eval(self.__forward_code__, globalns, localns),
                "Forward references must evaluate to types.",
                is_argument=self.__forward_is_argument__,
                allow_special_forms=self.__forward_is_class__,
            )
            self.__forward_value__ = _eval_type(
                value, globalns, localns, type_params, recursive_guard=recursive_guard | {self.__forward_arg__}
            )
            self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return self.__forward_arg__ == other.__forward_arg__ and self.__forward_value__ == other.__forward_value__
        return self.__forward_arg__ == other.__forward_arg__ and self.__forward_module__ == other.__forward_module__

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        module = "" if self.__forward_module__ is None else f", module={self.__forward_module__!r}"
        return f"ForwardRef({self.__forward_arg__!r}{module})"


# Aliases: what stands in front of brackets, with what stands in them


class _BaseGenericAlias(_NotSubclassable, _root=True):
    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin
        self.__slots__ = None

    def __call__(self, *arguments, **keywords):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        result = self.__origin__(*arguments, **keywords)
        try:
            result.__orig_class__ = self
        except Exception:
            pass
        return result

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        result = []
        if self.__origin__ not in bases:
            result.append(self.__origin__)
        # Generic comes in once, with the last base that needs it.
        behind = bases[_place(self, bases) + 1 :]
        if not any(isinstance(base, _BaseGenericAlias) or (isinstance(base, type) and issubclass(base, Generic)) for base in behind):
            result.append(Generic)
        return tuple(result)

    def __getattr__(self, name):
        if name in ("__origin__", "__args__"):
            return super().__getattr__(name) if hasattr(super(), "__getattr__") else _missing(self, name)
        if "__origin__" in self.__dict__ and (not _is_dunder(name) or name in ("__doc__", "__module__")):
            return getattr(self.__origin__, name)
        if name in ("__name__", "__qualname__"):
            return self._name or self.__origin__.__name__
        raise AttributeError(name)

    def __setattr__(self, name, value):
        if _is_dunder(name) or name in ("_name", "_inst", "_nparams", "_paramspec_tvars", "_typevar_types", "_defaults"):
            super().__setattr__(name, value)
        else:
            setattr(self.__origin__, name, value)

    def __instancecheck__(self, instance):
        return self.__subclasscheck__(type(instance))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __dir__(self):
        return list(set(super().__dir__()) | {name for name in dir(self.__origin__) if not _is_dunder(name)})


def _place(value, values):
    return next(number for number, other in enumerate(values) if other is value)


def _missing(value, name):
    raise AttributeError(f"{type(value).__name__!r} object has no attribute {name!r}")


def _is_dunder(name):
    return name.startswith("__") and name.endswith("__")


class _GenericAlias(_BaseGenericAlias, _root=True):
    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        if not isinstance(args, tuple):
            args = (args,)
        self.__args__ = tuple(... if item is _ELLIPSIS else item for item in args)
        self.__parameters__ = _parameters_in(self.__args__)
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]

    @_cached
    def __getitem__(self, arguments):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        if not isinstance(arguments, tuple):
            arguments = (arguments,)
        arguments = _unpack_arguments(tuple(_convert(item) for item in arguments))
        return self.copy_with(self._replace(arguments))

    def _replace(self, arguments):
        parameters = self.__parameters__
        for parameter in parameters:
            prepare = getattr(parameter, "__typing_prepare_subst__", None)
            if prepare is not None:
                arguments = prepare(self, arguments)
        given, wanted = len(arguments), len(parameters)
        if given != wanted:
            word = "many" if given > wanted else "few"
            raise TypeError(f"Too {word} arguments for {self}; actual {given}, expected {wanted}")
        values = dict(zip(parameters, arguments))
        result = self._replaced(self.__args__, values)
        # The list of a callable's parameters lies flat in front of its result.
        if self.__origin__ is collections.abc.Callable and len(result) == 2 and isinstance(result[0], tuple):
            result = (*result[0], result[1])
        return tuple(result)

    def _replaced(self, arguments, values):
        result = []
        for old in arguments:
            if isinstance(old, type):
                result.append(old)
                continue
            replace = getattr(old, "__typing_subst__", None)
            if replace is not None:
                new = replace(values[old])
            elif isinstance(old, tuple):
                new = tuple(self._replaced(old, values))
                result.append(new)
                continue
            else:
                inner = getattr(old, "__parameters__", ())
                if not inner:
                    new = old
                else:
                    chosen = []
                    for parameter in inner:
                        if isinstance(parameter, TypeVarTuple):
                            chosen.extend(values[parameter])
                        else:
                            chosen.append(values[parameter])
                    new = old[tuple(chosen)]
            if self.__origin__ is collections.abc.Callable and isinstance(new, tuple):
                result.extend(new)
            elif _is_row(old):
                result.extend(new if isinstance(new, tuple) else (new,))
            else:
                result.append(new)
        return result

    def copy_with(self, args):
        """The same with other types in its brackets."""
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        name = "typing." + self._name if self._name else _type_repr(self.__origin__)
        inside = ", ".join(_type_repr(item) for item in self.__args__) if self.__args__ else "()"
        return f"{name}[{inside}]"

    def __reduce__(self):
        origin = globals()[self._name] if self._name else self.__origin__
        arguments = tuple(self.__args__)
        if len(arguments) == 1 and not isinstance(arguments[0], tuple):
            (arguments,) = arguments
        return operator.getitem, (origin, arguments)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            for base in bases[_place(self, bases) + 1 :]:
                if isinstance(base, _BaseGenericAlias) and base is not self:
                    return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]


_ELLIPSIS = object()


class _SpecialGenericAlias(_BaseGenericAlias, _root=True):
    """`List`, `Dict` and so on, without brackets."""

    __iter__ = None

    def __init__(self, origin, nparams, *, inst=True, name=None, defaults=()):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._nparams = nparams
        self._defaults = defaults
        self.__doc__ = f"A generic version of {origin.__module__}.{origin.__qualname__}."

    @_cached
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        what = "Parameters to generic types must be types."
        parameters = tuple(_type_check(item, what) for item in parameters)
        missing = self._nparams - len(parameters)
        if self._defaults and 0 < missing <= len(self._defaults):
            parameters += self._defaults[len(self._defaults) - missing :]
        _check_count(self, len(parameters), self._nparams, len(self._defaults))
        return self.copy_with(parameters)

    def copy_with(self, parameters):
        """With types in its brackets."""
        return _GenericAlias(self.__origin__, parameters, name=self._name, inst=self._inst)

    def __repr__(self):
        return "typing." + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if not isinstance(cls, _GenericAlias):
            return issubclass(cls, self.__origin__)
        return super().__subclasscheck__(cls)

    def __reduce__(self):
        return self._name

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]


def _check_count(alias, given, wanted, optional=0):
    if given == wanted:
        return
    if not wanted:
        raise TypeError(f"{alias} is not a generic class")
    word = "many" if given > wanted else "few"
    least = f"at least {wanted - optional}" if optional else wanted
    raise TypeError(f"Too {word} arguments for {alias}; actual {given}, expected {least}")


class _DeprecatedGenericAlias(_SpecialGenericAlias, _root=True):
    pass


class _CallableGenericAlias(_GenericAlias, _root=True):
    __iter__ = None

    def __repr__(self):
        arguments = self.__args__
        if len(arguments) == 2 and _is_parameter_list(arguments[0]):
            return super().__repr__()
        inside = ", ".join(_type_repr(item) for item in arguments[:-1])
        return f"typing.Callable[[{inside}], {_type_repr(arguments[-1])}]"

    def __reduce__(self):
        arguments = self.__args__
        if not (len(arguments) == 2 and _is_parameter_list(arguments[0])):
            arguments = list(arguments[:-1]), arguments[-1]
        return operator.getitem, (Callable, arguments)


class _CallableType(_SpecialGenericAlias, _root=True):
    def copy_with(self, parameters):
        return _CallableGenericAlias(self.__origin__, parameters, name=self._name, inst=self._inst)

    @_cached
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple) or len(parameters) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        arguments, result = parameters
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        if isinstance(arguments, list):
            arguments = tuple(_convert(item) for item in arguments)
            return self.copy_with((*arguments, result))
        if arguments is ...:
            return self.copy_with((_ELLIPSIS, result))
        if isinstance(arguments, tuple):
            return self.copy_with((*arguments, result))
        return self.copy_with((_convert(arguments), result))


class _TupleType(_SpecialGenericAlias, _root=True):
    @_cached
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        if len(parameters) >= 2 and parameters[-1] is ...:
            what = "Tuple[t, ...]: t must be a type."
            return self.copy_with((*(_type_check(item, what) for item in parameters[:-1]), _ELLIPSIS))
        what = "Tuple[t0, t1, ...]: each t must be a type."
        return self.copy_with(tuple(_type_check(item, what) for item in parameters))


class _UnionGenericAlias(_GenericAlias, _root=True):
    __iter__ = None

    def copy_with(self, parameters):
        return Union[parameters]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, types.UnionType)):
            return NotImplemented
        try:
            return set(self.__args__) == set(other.__args__)
        except TypeError:
            return all(item in other.__args__ for item in self.__args__) and len(self.__args__) == len(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        arguments = self.__args__
        if len(arguments) == 2:
            if arguments[0] is type(None):
                return f"typing.Optional[{_type_repr(arguments[1])}]"
            if arguments[1] is type(None):
                return f"typing.Optional[{_type_repr(arguments[0])}]"
        return f"typing.Union[{', '.join(_type_repr(item) for item in arguments)}]"

    def __instancecheck__(self, instance):
        return any(isinstance(instance, item) for item in self.__args__)

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, item) for item in self.__args__)

    def __reduce__(self):
        return operator.getitem, (Union, self.__args__)


class _LiteralGenericAlias(_GenericAlias, _root=True):
    __iter__ = None

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        mine, others = _typed_key(self.__args__), _typed_key(other.__args__)
        return len(mine) == len(others) and all(item in others for item in mine)

    def __hash__(self):
        return hash(frozenset((type(item), item) for item in self.__args__))

    def __repr__(self):
        return f"typing.Literal[{', '.join(map(_type_repr, self.__args__))}]"


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    __iter__ = None

    def copy_with(self, parameters):
        last = parameters[-1]
        if isinstance(last, (list, tuple)):
            return (*parameters[:-1], *last)
        if isinstance(last, _ConcatenateGenericAlias):
            parameters = (*parameters[:-1], *last.__args__)
        return super().copy_with(parameters)


class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        return "typing.Unpack[" + _type_repr(self.__args__[0]) + "]"

    def __getitem__(self, arguments):
        if self.__typing_is_unpacked_typevartuple__:
            return arguments
        return super().__getitem__(arguments)

    @property
    def __typing_unpacked_tuple_args__(self):
        (inner,) = self.__args__
        if not isinstance(inner, (_GenericAlias, GenericAlias)):
            return None
        if inner.__origin__ is not tuple:
            raise TypeError("Unpack[...] must be used with a tuple type")
        return inner.__args__

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _AnnotatedAlias(_GenericAlias, _root=True):
    __iter__ = None

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin, name="Annotated")
        self.__metadata__ = metadata

    def copy_with(self, parameters):
        (origin,) = parameters
        return _AnnotatedAlias(origin, self.__metadata__)

    def __repr__(self):
        metadata = ", ".join(map(repr, self.__metadata__))
        return f"typing.Annotated[{_type_repr(self.__origin__)}, {metadata}]"

    def __reduce__(self):
        return operator.getitem, (Annotated, (self.__origin__, *self.__metadata__))

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return "Annotated"
        return super().__getattr__(name)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


# Generic classes


class Generic:
    """The base of classes with type parameters."""

    __slots__ = ()

    @classmethod
    @_cached
    def __class_getitem__(cls, arguments):
        if not isinstance(arguments, tuple):
            arguments = (arguments,)
        arguments = tuple(_convert(item) for item in arguments)
        if cls in (Generic, Protocol):
            if not arguments:
                raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
            if not all(_is_parameter(item) for item in arguments):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter specification variables.")
            if len(set(arguments)) != len(arguments):
                raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
            _check_defaults([getattr(item, "__args__", (item,))[0] for item in arguments])
            return _GenericAlias(cls, arguments)
        for parameter in cls.__parameters__:
            prepare = getattr(parameter, "__typing_prepare_subst__", None)
            if prepare is not None:
                arguments = prepare(cls, arguments)
        parameters = cls.__parameters__
        if not parameters:
            raise TypeError(f"{cls} is not a generic class")
        if len(arguments) != len(parameters):
            word = "many" if len(arguments) > len(parameters) else "few"
            raise TypeError(f"Too {word} arguments for {cls}; actual {len(arguments)}, expected {len(parameters)}")
        chosen = []
        for parameter, value in zip(parameters, arguments):
            if isinstance(parameter, TypeVarTuple):
                chosen.extend(value)
            elif isinstance(value, list):
                chosen.append(tuple(value))
            else:
                chosen.append(value)
        return _GenericAlias(cls, tuple(chosen))

    def __init_subclass__(cls, *arguments, **keywords):
        super().__init_subclass__(*arguments, **keywords)
        if "__orig_bases__" in cls.__dict__:
            wrong = Generic in cls.__orig_bases__
        else:
            wrong = Generic in cls.__bases__ and cls.__name__ != "Protocol" and type(cls) is not _TypedDictMeta
        if wrong:
            raise TypeError("Cannot inherit from plain Generic")
        parameters = ()
        if "__orig_bases__" in cls.__dict__:
            parameters = _parameters_in(cls.__orig_bases__)
            _check_defaults(parameters)
            given = None
            for base in cls.__orig_bases__:
                if isinstance(base, _GenericAlias) and base.__origin__ in (Generic, Protocol):
                    if given is not None:
                        raise TypeError("Cannot inherit from Generic[...] multiple times.")
                    given = base.__parameters__
                    owner = base.__origin__.__name__
            if given is not None:
                missing = [parameter for parameter in parameters if parameter not in given]
                if missing:
                    some = ", ".join(map(str, missing))
                    all_given = ", ".join(map(str, given))
                    raise TypeError(f"Some type variables ({some}) are not listed in {owner}[{all_given}]")
                parameters = given
                _check_defaults(parameters)
        cls.__parameters__ = tuple(parameters)


def _is_parameter(value):
    return isinstance(value, (TypeVar, ParamSpec)) or _is_row(value)


# Protocols

_PROTOCOL_NAMES = frozenset(
    (
        "__abstractmethods__", "__annotations__", "__dict__", "__doc__", "__init__", "__module__", "__new__", "__slots__",
        "__subclasshook__", "__weakref__", "__class_getitem__", "__match_args__", "__static_attributes__", "__firstlineno__",
        "__parameters__", "__orig_bases__", "__orig_class__", "_is_protocol", "_is_runtime_protocol", "__protocol_attrs__",
        "__non_callable_proto_members__", "__type_params__", "__abstract_state__", "_abc_impl", "_abc_registry", "_abc_cache",
        "__classcell__", "__qualname__",
    )
)  # fmt: skip


def _members_of_protocol(cls):
    """The names that a protocol asks for."""
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        try:
            annotations = base.__annotations__
        except Exception:
            annotations = {}
        for name in (*base.__dict__, *annotations):
            if not name.startswith("_abc_") and name not in _PROTOCOL_NAMES:
                names.add(name)
    return names


def _no_init(self, *arguments, **keywords):
    if type(self)._is_protocol:
        raise TypeError("Protocols cannot be instantiated")


def _init_or_next(self, *arguments, **keywords):
    """`__init__` of a class below protocols that has none: the first one that is not a protocol's."""
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    if cls.__init__ is not _init_or_next:
        return
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _init_or_next)
        if init is not _init_or_next:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *arguments, **keywords)


def _static_lookup(instance, name):
    """An attribute as it is found without running any code; raises AttributeError."""
    values = getattr(instance, "__dict__", None) if not isinstance(instance, type) else None
    if isinstance(values, dict) and name in values:
        return values[name]
    classes = instance.__mro__ if isinstance(instance, type) else ()
    for base in (*classes, *type(instance).__mro__):
        if name in base.__dict__:
            return base.__dict__[name]
    raise AttributeError(name)


_MAY_MIX = {
    "collections.abc": [
        "Callable", "Awaitable", "Iterable", "Iterator", "AsyncIterable", "AsyncIterator", "Hashable", "Sized", "Container",
        "Collection", "Reversible", "Buffer",
    ],
    "contextlib": ["AbstractContextManager", "AbstractAsyncContextManager"],
}  # fmt: skip


class _ProtocolMeta(ABCMeta):
    def __new__(mcls, name, bases, namespace, /, **keywords):
        if name == "Protocol" and bases == (Generic,):
            pass
        elif {Protocol, Generic} & set(bases):
            for base in bases:
                if not (
                    base in (object, Generic)
                    or base.__name__ in _MAY_MIX.get(base.__module__, ())
                    or (issubclass(base, Generic) and getattr(base, "_is_protocol", False))
                ):
                    raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        return super().__new__(mcls, name, bases, namespace, **keywords)

    def __init__(cls, *arguments, **keywords):
        if getattr(cls, "_is_protocol", False):
            cls.__protocol_attrs__ = _members_of_protocol(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, "_is_protocol", False) and not _check_is_internal():
            if not isinstance(other, type):
                raise TypeError("issubclass() arg 1 must be a class")
            if not getattr(cls, "_is_runtime_protocol", False):
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
            data = getattr(cls, "__non_callable_proto_members__", None)
            if data and cls.__dict__.get("__subclasshook__") is _PROTOCOL_HOOK:
                members = ", ".join(map(repr, sorted(data)))
                raise TypeError(f"Protocols with non-method members don't support issubclass(). Non-method members: {members}.")
        return ABCMeta.__subclasscheck__(cls, other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_protocol", False):
            return ABCMeta.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_runtime_protocol", False) and not _check_is_internal():
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        _internal.append(True)
        try:
            if ABCMeta.__instancecheck__(cls, instance):
                return True
        finally:
            _internal.pop()
        for name in cls.__protocol_attrs__:
            try:
                value = _static_lookup(instance, name)
            except AttributeError:
                return False
            if value is None and name not in cls.__non_callable_proto_members__:
                return False
        return True


_internal = []


def _check_is_internal():
    """Whether the question comes from `abc` or `functools`, which ask about classes whatever they are."""
    return bool(_internal) or sys._getframemodulename(2) in ("abc", "functools")


@classmethod
def _protocol_hook(cls, other):
    if not cls.__dict__.get("_is_protocol", False):
        return NotImplemented
    for name in cls.__protocol_attrs__:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            annotations = getattr(base, "__annotations__", {})
            if isinstance(annotations, collections.abc.Mapping) and name in annotations:
                if issubclass(other, Generic) and getattr(other, "_is_protocol", False):
                    break
        else:
            return NotImplemented
    return True


_PROTOCOL_HOOK = _protocol_hook


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base of classes that say what others must have."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *arguments, **keywords):
        super().__init_subclass__(*arguments, **keywords)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = _PROTOCOL_HOOK
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _init_or_next


Protocol.__init__ = _init_or_next


def runtime_checkable(cls):
    """Lets isinstance() and issubclass() be asked about a protocol."""
    if not (isinstance(cls, type) and issubclass(cls, Generic)) or not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    cls.__non_callable_proto_members__ = set()
    for name in cls.__protocol_attrs__:
        try:
            is_callable = callable(getattr(cls, name, None))
        except Exception as error:
            raise TypeError(
                f"Failed to determine whether protocol member {name!r} is a method member"
            ) from error
        if not is_callable:
            cls.__non_callable_proto_members__.add(name)
    return cls


def is_protocol(tp, /):
    """Whether it is a protocol."""
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol and issubclass(tp, Generic)


def get_protocol_members(tp, /):
    """The names that a protocol asks for."""
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


# Names for the classes of the library

T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
V_co = TypeVar("V_co", covariant=True)
VT_co = TypeVar("VT_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)
CT_co = TypeVar("CT_co", covariant=True, bound=type)
AnyStr = TypeVar("AnyStr", bytes, str)
for _variable in (T, KT, VT, T_co, V_co, VT_co, T_contra, CT_co, AnyStr):
    _variable.__dict__.pop("__module__", None)
del _variable

_alias = _SpecialGenericAlias
Hashable = _alias(collections.abc.Hashable, 0)
Awaitable = _alias(collections.abc.Awaitable, 1)
Coroutine = _alias(collections.abc.Coroutine, 3)
AsyncIterable = _alias(collections.abc.AsyncIterable, 1)
AsyncIterator = _alias(collections.abc.AsyncIterator, 1)
Iterable = _alias(collections.abc.Iterable, 1)
Iterator = _alias(collections.abc.Iterator, 1)
Reversible = _alias(collections.abc.Reversible, 1)
Sized = _alias(collections.abc.Sized, 0)
Container = _alias(collections.abc.Container, 1)
Collection = _alias(collections.abc.Collection, 1)
Callable = _CallableType(collections.abc.Callable, 2)
AbstractSet = _alias(collections.abc.Set, 1, name="AbstractSet")
MutableSet = _alias(collections.abc.MutableSet, 1)
Mapping = _alias(collections.abc.Mapping, 2)
MutableMapping = _alias(collections.abc.MutableMapping, 2)
Sequence = _alias(collections.abc.Sequence, 1)
MutableSequence = _alias(collections.abc.MutableSequence, 1)
if hasattr(collections.abc, "ByteString"):
    ByteString = _DeprecatedGenericAlias(collections.abc.ByteString, 0, name="ByteString")
Tuple = _TupleType(tuple, -1, inst=False, name="Tuple")
List = _alias(list, 1, inst=False, name="List")
Deque = _alias(collections.deque, 1, name="Deque")
Set = _alias(set, 1, inst=False, name="Set")
FrozenSet = _alias(frozenset, 1, inst=False, name="FrozenSet")
MappingView = _alias(collections.abc.MappingView, 1)
KeysView = _alias(collections.abc.KeysView, 1)
ItemsView = _alias(collections.abc.ItemsView, 2)
ValuesView = _alias(collections.abc.ValuesView, 1)
Dict = _alias(dict, 2, inst=False, name="Dict")
DefaultDict = _alias(collections.defaultdict, 2, name="DefaultDict")
OrderedDict = _alias(collections.OrderedDict, 2)
Counter = _alias(collections.Counter, 1)
ChainMap = _alias(collections.ChainMap, 2)
Generator = _alias(collections.abc.Generator, 3, defaults=(types.NoneType, types.NoneType))
AsyncGenerator = _alias(collections.abc.AsyncGenerator, 2, defaults=(types.NoneType,))
Type = _alias(type, 1, inst=False, name="Type")
ContextManager = _alias(contextlib.AbstractContextManager, 2, name="ContextManager", defaults=(bool | None,))
AsyncContextManager = _alias(contextlib.AbstractAsyncContextManager, 2, name="AsyncContextManager", defaults=(bool | None,))
Text = str


def _support(name, method, result, own_parameter=None):
    """A protocol with one method."""

    def stub(self):
        pass

    stub.__name__ = method
    stub.__qualname__ = f"{name}.{method}"
    stub.__annotations__ = {"return": result}
    bases = (Protocol,) if own_parameter is None else (Protocol[own_parameter],)
    namespace = {"__slots__": (), "__module__": "typing", method: abstractmethod(stub)}
    return runtime_checkable(types.new_class(name, bases, {}, lambda target: target.update(namespace)))


SupportsInt = _support("SupportsInt", "__int__", int)
SupportsFloat = _support("SupportsFloat", "__float__", float)
SupportsComplex = _support("SupportsComplex", "__complex__", complex)
SupportsBytes = _support("SupportsBytes", "__bytes__", bytes)
SupportsIndex = _support("SupportsIndex", "__index__", int)
SupportsAbs = _support("SupportsAbs", "__abs__", T_co, T_co)
SupportsRound = _support("SupportsRound", "__round__", T_co, T_co)


# Functions


def cast(typ, val):
    """The value itself; checkers take it to be of the type."""
    return val


def assert_type(val, typ, /):
    """The value itself; checkers compare its type."""
    return val


_ASSERT_NEVER_REPR_MAX_LENGTH = 100


def assert_never(arg, /):
    """Says that this cannot be reached."""
    value = repr(arg)
    if len(value) > _ASSERT_NEVER_REPR_MAX_LENGTH:
        value = value[:_ASSERT_NEVER_REPR_MAX_LENGTH] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {value}")


def reveal_type(obj, /):
    """Prints the type of the value, and gives it back."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def _mark(value, name):
    try:
        setattr(value, name, True)
    except (AttributeError, TypeError):
        pass
    return value


def final(f):
    """Says that something is not to be overridden or inherited from."""
    return _mark(f, "__final__")


def override(method, /):
    """Says that a method overrides one of a base class."""
    return _mark(method, "__override__")


def no_type_check(arg):
    """Says that annotations are no type hints."""
    if isinstance(arg, type):
        for name in dir(arg):
            value = getattr(arg, name)
            if getattr(value, "__qualname__", None) != f"{arg.__qualname__}.{getattr(value, '__name__', None)}":
                continue
            if isinstance(value, types.FunctionType):
                value.__no_type_check__ = True
            if isinstance(value, types.MethodType):
                _mark(value.__func__, "__no_type_check__")
            if isinstance(value, type):
                no_type_check(value)
    return _mark(arg, "__no_type_check__")


def no_type_check_decorator(decorator):
    """Makes a decorator say the same."""

    @functools.wraps(decorator)
    def wrapped(*arguments, **keywords):
        return no_type_check(decorator(*arguments, **keywords))

    return wrapped


_overloads = {}


def _overload_refused(*arguments, **keywords):
    raise NotImplementedError(
        "You should not call an overloaded function. "
        "A series of @overload-decorated functions "
        "outside a stub module should always be followed "
        "by an implementation that is not @overload-ed."
    )


def overload(func):
    """One of several signatures of a function."""
    inner = getattr(func, "__func__", func)
    try:
        known = _overloads.setdefault(inner.__module__, {}).setdefault(inner.__qualname__, {})
        known[inner.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_refused


def get_overloads(func):
    """The signatures that were given for a function."""
    inner = getattr(func, "__func__", func)
    return list(_overloads.get(inner.__module__, {}).get(inner.__qualname__, {}).values())


def clear_overloads():
    """Forgets all of them."""
    _overloads.clear()


def dataclass_transform(
    *, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False, field_specifiers=(), **kwargs
):
    """Says that a decorator makes something like dataclasses."""

    def decorator(value):
        value.__dataclass_transform__ = {
            "eq_default": eq_default,
            "order_default": order_default,
            "kw_only_default": kw_only_default,
            "frozen_default": frozen_default,
            "field_specifiers": field_specifiers,
            "kwargs": kwargs,
        }
        return value

    return decorator


class NewType:
    """A name for a type that checkers keep apart from it."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        module = sys._getframe(1).f_globals.get("__name__")
        if module != "typing":
            self.__module__ = module

    def __call__(self, arg, /):
        return arg

    def __mro_entries__(self, bases):
        mine = self.__name__

        class Explanation:
            def __init_subclass__(cls):
                name = cls.__name__
                raise TypeError(
                    f"Cannot subclass an instance of NewType. Perhaps you were looking for: "
                    f"`{name} = NewType({name!r}, {mine})`"
                )

        return (Explanation,)

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


# Asking about types


def _strip_annotations(value):
    if isinstance(value, _AnnotatedAlias):
        return _strip_annotations(value.__origin__)
    if hasattr(value, "__origin__") and value.__origin__ in (Required, NotRequired, ReadOnly):
        return _strip_annotations(value.__args__[0])
    if isinstance(value, _GenericAlias):
        stripped = tuple(_strip_annotations(item) for item in value.__args__)
        return value if stripped == value.__args__ else value.copy_with(stripped)
    if isinstance(value, GenericAlias):
        stripped = tuple(_strip_annotations(item) for item in value.__args__)
        return value if stripped == value.__args__ else GenericAlias(value.__origin__, stripped)
    if isinstance(value, types.UnionType):
        stripped = tuple(_strip_annotations(item) for item in value.__args__)
        return value if stripped == value.__args__ else functools.reduce(operator.or_, stripped)
    return value


def _eval_type(value, globalns, localns, type_params=(), *, recursive_guard=frozenset()):
    if isinstance(value, ForwardRef):
        return value._evaluate(globalns, localns, type_params, recursive_guard=recursive_guard)
    if isinstance(value, (_GenericAlias, GenericAlias, types.UnionType)):
        arguments = value.__args__
        if isinstance(value, GenericAlias):
            arguments = tuple(ForwardRef(item) if isinstance(item, str) else item for item in arguments)
        unpacked = isinstance(value, GenericAlias) and value.__unpacked__
        evaluated = tuple(_eval_type(item, globalns, localns, type_params, recursive_guard=recursive_guard) for item in arguments)
        if unpacked:
            return Unpack[GenericAlias(value.__origin__, evaluated)]
        if evaluated == value.__args__:
            return value
        if isinstance(value, GenericAlias):
            return GenericAlias(value.__origin__, evaluated)
        if isinstance(value, types.UnionType):
            return functools.reduce(operator.or_, evaluated)
        return value.copy_with(evaluated)
    return value


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class, module or function as types."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    if isinstance(obj, type):
        hints = {}
        for base in reversed(obj.__mro__):
            if globalns is None:
                base_globals = getattr(sys.modules.get(base.__module__, None), "__dict__", {})
            else:
                base_globals = globalns
            annotations = base.__dict__.get("__annotations__", {})
            if isinstance(annotations, types.GetSetDescriptorType):
                annotations = {}
            base_locals = dict(vars(base)) if localns is None else localns
            if localns is None and globalns is None:
                # Names of the class hide those of the module, as where the annotation was written.
                base_globals, base_locals = base_locals, base_globals
            for name, value in annotations.items():
                if value is None:
                    value = type(None)
                if isinstance(value, str):
                    value = ForwardRef(value, is_argument=False, is_class=True)
                hints[name] = _eval_type(value, base_globals, base_locals, base.__type_params__)
        return hints if include_extras else {name: _strip_annotations(value) for name, value in hints.items()}
    if globalns is None:
        if isinstance(obj, types.ModuleType):
            globalns = obj.__dict__
        else:
            wrapped = obj
            while hasattr(wrapped, "__wrapped__"):
                wrapped = wrapped.__wrapped__
            globalns = getattr(wrapped, "__globals__", {})
        if localns is None:
            localns = globalns
    elif localns is None:
        localns = globalns
    hints = getattr(obj, "__annotations__", None)
    if hints is None:
        if isinstance(obj, _MAY_LACK_HINTS):
            return {}
        raise TypeError(f"{obj!r} is not a module, class, method, or function.")
    hints = dict(hints)
    parameters = getattr(obj, "__type_params__", ())
    for name, value in hints.items():
        if value is None:
            value = type(None)
        if isinstance(value, str):
            value = ForwardRef(value, is_argument=not isinstance(obj, types.ModuleType), is_class=False)
        hints[name] = _eval_type(value, globalns, localns, parameters)
    return hints if include_extras else {name: _strip_annotations(value) for name, value in hints.items()}


_MAY_LACK_HINTS = (
    types.BuiltinFunctionType,
    types.FunctionType,
    types.MethodType,
    types.ModuleType,
    types.WrapperDescriptorType,
    types.MethodWrapperType,
    types.MethodDescriptorType,
)


def get_origin(tp):
    """What stands in front of the brackets."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, types.UnionType):
        return types.UnionType
    return None


def get_args(tp):
    """What stands in the brackets."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        arguments = tp.__args__
        if tp.__origin__ is collections.abc.Callable and not (len(arguments) == 2 and _is_parameter_list(arguments[0])):
            arguments = (list(arguments[:-1]), arguments[-1])
        return arguments
    if isinstance(tp, types.UnionType):
        return tp.__args__
    return ()


def is_typeddict(tp):
    """Whether it was made with TypedDict."""
    return isinstance(tp, _TypedDictMeta)


# Named tuples and typed dicts


def _check_field_types(fields, what="field {} annotation must be a type"):
    return {name: _type_check(value, what.format(name)) for name, value in fields}


def _make_named_tuple(name, fields, module, defaults=()):
    annotations = _check_field_types(fields)
    result = collections.namedtuple(name, [field for field, _ in fields], defaults=defaults, module=module)
    result.__annotations__ = result.__new__.__annotations__ = annotations
    return result


_NAMED_TUPLE_OWN = frozenset(
    ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_field_types", "_make", "_replace", "_asdict", "_source")
)
_NAMED_TUPLE_SPECIAL = frozenset(("__module__", "__name__", "__annotations__", "__qualname__", "__firstlineno__", "__static_attributes__"))


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, namespace):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        bases = tuple(tuple if base is _NamedTuple else base for base in bases)
        fields = namespace.get("__annotations__", {})
        with_default = []
        for name in fields:
            if name in namespace:
                with_default.append(name)
            elif with_default:
                plural = "s" if len(with_default) > 1 else ""
                raise TypeError(
                    f"Non-default namedtuple field {name} cannot follow default field{plural} {', '.join(with_default)}"
                )
        result = _make_named_tuple(
            typename,
            list(fields.items()),
            namespace["__module__"],
            [namespace[name] for name in with_default],
        )
        result.__bases__ = bases
        if Generic in bases:
            result.__class_getitem__ = classmethod(Generic.__class_getitem__.__func__)
        for name, value in namespace.items():
            if name in _NAMED_TUPLE_OWN:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + name)
            if name in _NAMED_TUPLE_SPECIAL:
                continue
            if name not in result._fields:
                setattr(result, name, value)
            set_name = getattr(type(value), "__set_name__", None)
            if set_name is not None:
                set_name(value, result, name)
        if "__qualname__" in namespace:
            result.__qualname__ = namespace["__qualname__"]
        if Generic in bases:
            result.__init_subclass__()
        return result


def NamedTuple(typename, fields=NoDefault, /, **kwargs):
    """A named tuple with types."""
    if fields is NoDefault or fields is None:
        fields = list(kwargs.items())
    elif kwargs:
        raise TypeError("Either list of fields or keywords can be provided to NamedTuple, not both")
    result = _make_named_tuple(typename, list(fields), sys._getframe(1).f_globals.get("__name__"))
    result.__orig_bases__ = (NamedTuple,)
    return result


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {})


def _named_tuple_entries(bases):
    assert NamedTuple in bases
    return (_NamedTuple,)


NamedTuple.__mro_entries__ = _named_tuple_entries


def _qualifiers(value):
    while True:
        origin = get_origin(value)
        if origin is Annotated:
            value = value.__origin__
        elif origin in (Required, NotRequired, ReadOnly):
            yield origin
            value = value.__args__[0]
        else:
            return


class _TypedDictMeta(type):
    def __new__(cls, name, bases, namespace, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        generic = (Generic,) if any(issubclass(base, Generic) for base in bases) else ()
        result = type.__new__(_TypedDictMeta, name, (*generic, dict), namespace)
        if not hasattr(result, "__orig_bases__"):
            result.__orig_bases__ = bases
        annotations, required, optional, read_only, mutable = {}, set(), set(), set(), set()
        module = result.__module__
        own = {
            key: _type_check(value, "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type", module=module, allow_special_forms=True)
            for key, value in namespace.get("__annotations__", {}).items()
        }
        for base in bases:
            annotations.update(base.__dict__.get("__annotations__", {}))
            its_required = base.__dict__.get("__required_keys__", set())
            required |= its_required
            optional -= its_required
            its_optional = base.__dict__.get("__optional_keys__", set())
            required -= its_optional
            optional |= its_optional
            read_only |= base.__dict__.get("__readonly_keys__", set())
            mutable |= base.__dict__.get("__mutable_keys__", set())
        annotations.update(own)
        for key, value in own.items():
            qualifiers = set(_qualifiers(value))
            if Required in qualifiers:
                needed = True
            elif NotRequired in qualifiers:
                needed = False
            else:
                needed = total
            (required if needed else optional).add(key)
            (optional if needed else required).discard(key)
            if ReadOnly in qualifiers:
                if key in mutable:
                    raise TypeError(f"Cannot override mutable key {key!r} with read-only key")
                read_only.add(key)
            else:
                mutable.add(key)
                read_only.discard(key)
        result.__annotations__ = annotations
        result.__required_keys__ = frozenset(required)
        result.__optional_keys__ = frozenset(optional)
        result.__readonly_keys__ = frozenset(read_only)
        result.__mutable_keys__ = frozenset(mutable)
        result.__total__ = total
        return result

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=NoDefault, /, *, total=True):
    """A dict with known keys, each of a type of its own."""
    if fields is NoDefault or fields is None:
        fields = {}
    namespace = {"__annotations__": dict(fields)}
    module = sys._getframe(1).f_globals.get("__name__")
    if module is not None:
        namespace["__module__"] = module
    result = _TypedDictMeta(typename, (), namespace, total=total)
    result.__orig_bases__ = (TypedDict,)
    return result


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


# Files


class IO(Generic[AnyStr]):
    """Any file."""

    __slots__ = ()


class BinaryIO(IO[bytes]):
    """A file of bytes."""

    __slots__ = ()


class TextIO(IO[str]):
    """A file of text."""

    __slots__ = ()


def _pattern_type(name):
    try:
        import re

        kind = getattr(re, name)
    except ImportError:
        kind = object
    return _SpecialGenericAlias(kind, 1, name=name)


def __getattr__(name):
    if name in ("Pattern", "Match"):
        globals()[name] = found = _pattern_type(name)
        return found
    raise AttributeError(f"module 'typing' has no attribute {name!r}")
