"""Type variables and type aliases: what `def f[T]`, `class A[T]` and `type X = ...` make."""

from _types import unite


class NoDefaultType:
    """The type of NoDefault, which says that a type parameter has no default."""

    __slots__ = ()
    __module__ = "typing"

    def __new__(cls, /, *arguments, **keywords):
        if arguments or keywords:
            raise TypeError("NoDefaultType takes no arguments")
        return NoDefault

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"

    def __init_subclass__(cls, /, **keywords):
        raise TypeError("type 'NoDefaultType' is not an acceptable base type")


NoDefault = object.__new__(NoDefaultType)

_UNKNOWN = object()


def _typing():
    import typing

    return typing


def _check(value, what):
    """A bound, constraint or default as a type."""
    return _typing()._type_check(value, what)


class _Parameter:
    """What the three kinds of type parameters have in common."""

    __module__ = "typing"

    def __init_subclass__(cls, /, final=False, **keywords):
        if not final:
            raise TypeError(f"type 'typing.{cls.__base__.__name__}' is not an acceptable base type")

    def __setattr__(self, name, value):
        if name in _READ_ONLY and hasattr(type(self), name):
            kind = type(self).__name__
            if name == "__name__":
                raise AttributeError("readonly attribute")
            if name in _COMPUTED:
                raise AttributeError(f"attribute '{name}' of 'typing.{kind}' objects is not writable")
            raise AttributeError("readonly attribute")
        self.__dict__[name] = value

    @property
    def __name__(self):
        return self.__dict__[" name"]

    @property
    def __default__(self):
        default = self.__dict__[" default"]
        if default is _UNKNOWN:
            default = self.__dict__[" default"] = self.__dict__[" evaluate_default"]()
        return default

    def has_default(self):
        """Whether there is a default."""
        return self.__dict__[" default"] is not NoDefault

    def __reduce__(self):
        return self.__name__

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __dir__(self):
        return [name for name in object.__dir__(self) if name[:1] != " " and name not in _UNSEEN]


_COMPUTED = ("__bound__", "__constraints__", "__default__")
_READ_ONLY = _COMPUTED + ("__name__", "__covariant__", "__contravariant__", "__infer_variance__", "args", "kwargs")


def _set(parameter, name, default, evaluate_default=None):
    values = parameter.__dict__
    values[" name"] = name
    values[" default"] = default if evaluate_default is None else _UNKNOWN
    values[" evaluate_default"] = evaluate_default


def _set_variance(parameter, covariant, contravariant, infer_variance):
    if covariant and contravariant:
        raise ValueError("Bivariant types are not supported.")
    if infer_variance and (covariant or contravariant):
        raise ValueError("Variance cannot be specified with infer_variance.")
    values = parameter.__dict__
    values[" variance"] = (bool(covariant), bool(contravariant), bool(infer_variance))


def _set_module(parameter, module):
    if module != "typing":
        parameter.__dict__["__module__"] = module


def _caller():
    """The name of the module whose code called the constructor."""
    import sys

    frame = sys._getframe(1)
    return frame.f_globals.get("__name__")


def _sign(parameter):
    covariant, contravariant, infer_variance = parameter.__dict__[" variance"]
    if infer_variance:
        return ""
    return "+" if covariant else "-" if contravariant else "~"


def _check_name(kind, name):
    if not isinstance(name, str):
        raise TypeError(f"{kind}() argument 'name' must be str, not {type(name).__name__}")


class TypeVar(_Parameter, final=True):
    """A type variable."""

    __module__ = "typing"

    def __new__(cls, name, *constraints, bound=None, default=NoDefault, covariant=False, contravariant=False, infer_variance=False):
        _check_name("typevar", name)
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        if bound is not None:
            if constraints:
                raise TypeError("Constraints cannot be combined with bound=...")
            bound = _check(bound, "Bound must be a type.")
        self = object.__new__(cls)
        _set_variance(self, covariant, contravariant, infer_variance)
        _set(self, name, default)
        values = self.__dict__
        values[" bound"] = bound
        values[" constraints"] = tuple(_check(item, "TypeVar(name, constraint, ...): constraints must be types.") for item in constraints)
        _set_module(self, _caller())
        return self

    __covariant__ = property(lambda self: self.__dict__[" variance"][0])
    __contravariant__ = property(lambda self: self.__dict__[" variance"][1])
    __infer_variance__ = property(lambda self: self.__dict__[" variance"][2])

    @property
    def __bound__(self):
        bound = self.__dict__[" bound"]
        if bound is _UNKNOWN:
            bound = self.__dict__[" bound"] = self.__dict__[" evaluate_bound"]()
        return bound

    @property
    def __constraints__(self):
        constraints = self.__dict__[" constraints"]
        if constraints is _UNKNOWN:
            constraints = self.__dict__[" constraints"] = self.__dict__[" evaluate_bound"]()
        return constraints

    def __repr__(self):
        return _sign(self) + self.__name__

    def __or__(self, right):
        return _typing().Union[self, right]

    def __ror__(self, left):
        return _typing().Union[left, self]

    def __typing_subst__(self, argument, /):
        return _typing()._substitute_variable(self, argument)

    def __typing_prepare_subst__(self, alias, arguments, /):
        return _typing()._prepare_default(self, alias, arguments)


class ParamSpec(_Parameter, final=True):
    """The parameters of a callable as a type variable."""

    __module__ = "typing"

    def __new__(cls, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False, infer_variance=False):
        _check_name("paramspec", name)
        if bound is not None:
            bound = _check(bound, "Bound must be a type.")
        self = object.__new__(cls)
        _set_variance(self, covariant, contravariant, infer_variance)
        _set(self, name, default)
        self.__dict__[" bound"] = bound
        _set_module(self, _caller())
        return self

    __covariant__ = property(lambda self: self.__dict__[" variance"][0])
    __contravariant__ = property(lambda self: self.__dict__[" variance"][1])
    __infer_variance__ = property(lambda self: self.__dict__[" variance"][2])
    __bound__ = property(lambda self: self.__dict__[" bound"])
    args = property(lambda self: ParamSpecArgs(self))
    kwargs = property(lambda self: ParamSpecKwargs(self))

    def __repr__(self):
        return _sign(self) + self.__name__

    def __or__(self, right):
        return _typing().Union[self, right]

    def __ror__(self, left):
        return _typing().Union[left, self]

    def __typing_subst__(self, argument, /):
        return _typing()._substitute_specification(self, argument)

    def __typing_prepare_subst__(self, alias, arguments, /):
        return _typing()._prepare_specification(self, alias, arguments)


class _SpecificationPart:
    __module__ = "typing"

    def __init__(self, origin):
        self.__origin__ = origin

    def __init_subclass__(cls, /, final=False, **keywords):
        if not final:
            raise TypeError(f"type 'typing.{cls.__base__.__name__}' is not an acceptable base type")

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return self.__origin__ == other.__origin__

    __hash__ = None

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")


class ParamSpecArgs(_SpecificationPart, final=True):
    """The positional arguments of a ParamSpec: `P.args`."""

    __module__ = "typing"

    def __repr__(self):
        origin = self.__origin__
        return f"{origin.__name__ if isinstance(origin, ParamSpec) else repr(origin)}.args"


class ParamSpecKwargs(_SpecificationPart, final=True):
    """The keyword arguments of a ParamSpec: `P.kwargs`."""

    __module__ = "typing"

    def __repr__(self):
        origin = self.__origin__
        return f"{origin.__name__ if isinstance(origin, ParamSpec) else repr(origin)}.kwargs"


class TypeVarTuple(_Parameter, final=True):
    """A row of types as a type variable."""

    __module__ = "typing"

    def __new__(cls, name, *, default=NoDefault):
        _check_name("typevartuple", name)
        self = object.__new__(cls)
        _set(self, name, default)
        _set_module(self, _caller())
        return self

    def __repr__(self):
        return self.__name__

    def __iter__(self):
        yield _typing().Unpack[self]

    def __typing_subst__(self, argument, /):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")

    def __typing_prepare_subst__(self, alias, arguments, /):
        return _typing()._prepare_tuple(self, alias, arguments)


class TypeAliasType:
    """A type alias: what `type X = ...` makes."""

    __module__ = "typing"
    __slots__ = ("__hidden", "__weakref__")

    def __new__(cls, name, value, *, type_params=()):
        if not isinstance(name, str):
            raise TypeError(f"typealias() argument 'name' must be str, not {type(name).__name__}")
        if not isinstance(type_params, tuple):
            raise TypeError("type_params must be a tuple")
        return _alias(name, type_params, value, None, _caller())

    def __init_subclass__(cls, /, **keywords):
        raise TypeError("type 'typing.TypeAliasType' is not an acceptable base type")

    __name__ = property(lambda self: self.__hidden[0])
    __type_params__ = property(lambda self: self.__hidden[1])

    @property
    def __value__(self):
        hidden = self.__hidden
        if hidden[3] is not None:
            hidden[2] = hidden[3]()
            hidden[3] = None
        return hidden[2]

    @property
    def __parameters__(self):
        result = []
        for parameter in self.__hidden[1]:
            if isinstance(parameter, TypeVarTuple):
                result.extend(parameter)
            else:
                result.append(parameter)
        return tuple(result)

    __type_alias__ = True

    def __getattribute__(self, name):
        return _hidden.__get__(self)[4] if name == "__module__" else object.__getattribute__(self, name)

    def __dir__(self):
        return [name for name in object.__dir__(self) if name not in _UNSEEN]

    def __setattr__(self, name, value):
        if name == "__name__":
            raise AttributeError("readonly attribute")
        if name in ("__value__", "__parameters__", "__type_params__", "__module__"):
            raise AttributeError(f"attribute '{name}' of 'typing.TypeAliasType' objects is not writable")
        if hasattr(type(self), name):
            raise AttributeError(f"'typing.TypeAliasType' object attribute '{name}' is read-only")
        raise AttributeError(
            f"'typing.TypeAliasType' object has no attribute '{name}' and no __dict__ for setting new attributes"
        )

    def __repr__(self):
        return self.__hidden[0]

    def __reduce__(self):
        return self.__hidden[0]

    def __getitem__(self, arguments):
        from types import GenericAlias

        if not self.__hidden[1]:
            raise TypeError("Only generic type aliases are subscriptable")
        return GenericAlias(self, arguments)

    def __or__(self, right):
        return unite(self, right)

    def __ror__(self, left):
        return unite(left, self)


_UNSEEN = ("__firstlineno__", "__static_attributes__", "__dict__", "__weakref__", "__type_alias__", "_TypeAliasType__hidden", "__slots__")
_hidden = TypeAliasType.__dict__["_TypeAliasType__hidden"]


def _alias(name, parameters, value, evaluate, module):
    alias = object.__new__(TypeAliasType)
    _hidden.__set__(alias, [name, parameters, value, evaluate, module])
    return alias


def _make_parameter(parts, module):
    """What a `T`, `*Ts` or `**P` in brackets makes."""
    kind, name, bound, default = parts
    if kind == "tuple":
        parameter = object.__new__(TypeVarTuple)
    elif kind == "specification":
        parameter = object.__new__(ParamSpec)
        _set_variance(parameter, False, False, True)
        parameter.__dict__[" bound"] = None
    else:
        parameter = object.__new__(TypeVar)
        _set_variance(parameter, False, False, True)
        values = parameter.__dict__
        values[" evaluate_bound"] = bound
        constrained = kind == "constraints"
        values[" bound"] = None if bound is None or constrained else _UNKNOWN
        values[" constraints"] = _UNKNOWN if constrained else ()
    _set(parameter, name, NoDefault, default)
    return parameter


def _make_alias(parts, module):
    """What `type X = ...` makes."""
    name, parameters, evaluate = parts
    return _alias(name, parameters, None, evaluate, module)


def _subscript_generic(parameters, module):
    """The base of a class with type parameters that is not written."""
    typing = _typing()
    unpacked = [typing.Unpack[item] if isinstance(item, TypeVarTuple) else item for item in parameters]
    return typing._GenericAlias(typing.Generic, tuple(unpacked))
