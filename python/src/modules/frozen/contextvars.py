"""Variables that have a value of their own in each context."""

__all__ = ("Context", "ContextVar", "Token", "copy_context")


class _Missing:
    def __repr__(self):
        return "<Token.MISSING>"


_MISSING = _Missing()
_NOTHING = object()


class ContextVar:
    """A variable."""

    __slots__ = ("__name", "__default", "__weakref__")

    def __init__(self, name, *, default=_NOTHING):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self.__name = name
        self.__default = default

    name = property(lambda self: self.__name)

    def __class_getitem__(cls, item):
        from types import GenericAlias

        return GenericAlias(cls, item)

    def get(self, default=_NOTHING, /):
        values = _current._Context__values
        if self in values:
            return values[self]
        if default is not _NOTHING:
            return default
        if self.__default is not _NOTHING:
            return self.__default
        raise LookupError(self)

    def set(self, value, /):
        old = _current._Context__values.get(self, _MISSING)
        token = object.__new__(Token)
        token._Token__parts = [_current, self, old, False]
        _current._Context__values = {**_current._Context__values, self: value}
        return token

    def reset(self, token, /):
        if not isinstance(token, Token):
            raise TypeError(f"expected an instance of Token, got {token!r}")
        context, var, old, used = token._Token__parts
        if used:
            raise RuntimeError(f"{token!r} has already been used once")
        if var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        if context is not _current:
            raise ValueError(f"{token!r} was created in a different Context")
        token._Token__parts[3] = True
        values = dict(_current._Context__values)
        if old is _MISSING:
            values.pop(self, None)
        else:
            values[self] = old
        _current._Context__values = values

    def __repr__(self):
        default = "" if self.__default is _NOTHING else f" default={self.__default!r}"
        return f"<ContextVar name={self.__name!r}{default} at {id(self):#x}>"


class Token:
    """What `set` gives, for `reset`."""

    __slots__ = ("__parts",)
    MISSING = _MISSING
    __hash__ = None

    def __new__(cls, *args, **kwargs):
        raise RuntimeError("Tokens can only be created by ContextVars")

    var = property(lambda self: self.__parts[1])
    old_value = property(lambda self: self.__parts[2])

    def __class_getitem__(cls, item):
        from types import GenericAlias

        return GenericAlias(cls, item)

    def __eq__(self, other):
        return self is other

    def __repr__(self):
        used = " used" if self.__parts[3] else ""
        return f"<Token{used} var={self.__parts[1]!r} at {id(self):#x}>"


class Context:
    """The values of variables."""

    __slots__ = ("__values", "__entered", "__weakref__")

    def __init__(self):
        self.__values = {}
        self.__entered = False

    def __init_subclass__(cls, **kwargs):
        raise TypeError("type '_contextvars.Context' is not an acceptable base type")

    def run(self, callable, /, *args, **kwargs):
        """Calls a function with this context as the current one."""
        global _current
        if self.__entered:
            raise RuntimeError(f"cannot enter context: {self!r} is already entered")
        before = _current
        self.__entered = True
        _current = self
        try:
            return callable(*args, **kwargs)
        finally:
            _current = before
            self.__entered = False

    def copy(self):
        """A context with the same values."""
        made = Context()
        made.__values = self.__values
        return made

    def __getitem__(self, var):
        _check(var)
        return self.__values[var]

    def __contains__(self, var):
        _check(var)
        return var in self.__values

    def get(self, var, default=None, /):
        _check(var)
        return self.__values.get(var, default)

    def __iter__(self):
        return iter(self.__values)

    def __len__(self):
        return len(self.__values)

    def keys(self):
        return self.__values.keys()

    def values(self):
        return self.__values.values()

    def items(self):
        return self.__values.items()

    def __eq__(self, other):
        if not isinstance(other, Context):
            return NotImplemented
        return self.__values == other.__values

    __hash__ = None

    def __repr__(self):
        return f"<_contextvars.Context object at {id(self):#x}>"


def _check(var):
    if not isinstance(var, ContextVar):
        raise TypeError(f"a ContextVar key was expected, got {var!r}")


_current = Context()


def copy_context():
    """A context with the values of the current one."""
    return _current.copy()
