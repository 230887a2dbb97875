"""How objects are taken apart to be copied."""

import sys
from _collections import OrderedDict, deque
from _functools import partial
from _types import GenericAlias, SimpleNamespace, UnionType

__all__ = ["pickle", "constructor", "add_extension", "remove_extension", "clear_extension_cache"]

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Says how objects of a class are taken apart."""
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    """Checks that something can be called."""
    if not callable(object):
        raise TypeError("constructors must be callable")


def pickle_complex(c):
    return complex, (c.real, c.imag)


pickle(complex, pickle_complex, complex)


def _unite(classes):
    whole = classes[0]
    for one in classes[1:]:
        whole |= one
    return whole


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _reconstructor(cls, base, state):
    if base is object:
        return object.__new__(cls)
    made = base.__new__(cls, state)
    if base.__init__ != object.__init__:
        base.__init__(made, state)
    return made


def _slotnames(cls):
    names = []
    for base in cls.__mro__:
        if "__slots__" in base.__dict__:
            slots = base.__dict__["__slots__"]
            for name in (slots,) if isinstance(slots, str) else slots:
                if name in ("__dict__", "__weakref__"):
                    continue
                if name.startswith("__") and not name.endswith("__"):
                    stripped = base.__name__.lstrip("_")
                    name = f"_{stripped}{name}" if stripped else name
                names.append(name)
    return names


class _Methods:
    def one(self):
        pass


_method, _builtin = type(_Methods().one), type(len)

# Built-in classes whose content `__new__` takes, or whose items are handed over one by one.
_plain = (object, list, dict, set, frozenset, tuple, str, bytes, int, float, complex, bool, bytearray, type(None))


def _builtin_base(cls):
    for base in cls.__mro__:
        # The body of a class statement notes the module.
        if "__module__" not in base.__dict__:
            return base
    return object


def _getstate(self):
    """What `object.__getstate__` gives."""
    try:
        state = object.__getattribute__(self, "__dict__")
    except AttributeError:
        state = None
    if not state:
        state = None
    slots = {}
    for name in _slotnames(type(self)):
        try:
            slots[name] = object.__getattribute__(self, name)
        except AttributeError:
            pass
    return (state, slots) if slots else state


def _reduce_ex(self, protocol):
    """What `object.__reduce_ex__` gives."""
    cls = type(self)
    reduce = cls.__reduce__
    if reduce is not object.__reduce__:
        return reduce(self)
    return _take_apart(self, protocol)


def _exception_parts(self, cls):
    arguments = self.args
    state = getattr(self, "__dict__", None)
    if isinstance(self, OSError) and len(arguments) == 2 and self.filename is not None:
        # The file's name is no argument any more.
        arguments += (self.filename,) if self.filename2 is None else (self.filename, None, self.filename2)
    elif isinstance(self, (ImportError, AttributeError, NameError)):
        names = ("name", "path", "name_from") if isinstance(self, ImportError) else ("name", "obj") if isinstance(self, AttributeError) else ()
        more = {name: value for name in names if (value := getattr(self, name, None)) is not None}
        if more:
            state = {**(state or {}), **more}
    return (cls, arguments, state) if state else (cls, arguments)


def _built_in_parts(self):
    owner = self.__self__
    return self.__name__ if owner is None or type(owner) is _module else (getattr, (owner, self.__name__))


def _generic_parts(self):
    made = GenericAlias, (self.__origin__, self.__args__)
    return (next, (iter(GenericAlias(*made[1])),)) if self.__unpacked__ else made


_module = type(sys)
_bounds = lambda self: (type(self), (self.start, self.stop, self.step))
_of_class = lambda self: (getattr, (self.__objclass__, self.__name__))

# Built-in classes that say in few words how an object of theirs is made anew.
_simple = {
    UnionType: lambda self: (_unite, (self.__args__,)),
    GenericAlias: _generic_parts,
    SimpleNamespace: lambda self: (type(self), (), self.__dict__),
    range: _bounds,
    slice: _bounds,
    _method: lambda self: (getattr, (self.__self__, self.__name__)),
    _builtin: _built_in_parts,
    type((1).__add__): lambda self: (getattr, (self.__self__, self.__name__)),
    type(str.upper): _of_class,
    type(int.__add__): _of_class,
    type(type(_bounds).__code__): _of_class,
    type(int.real): _of_class,
    type(...): lambda self: "Ellipsis",
    type(NotImplemented): lambda self: "NotImplemented",
}


def _take_apart(self, protocol):
    cls = type(self)
    if isinstance(self, BaseException):
        return _exception_parts(self, cls)
    parts = _simple.get(cls)
    if parts is not None:
        return parts(self)
    base = _builtin_base(cls)
    if base is OrderedDict:
        return cls, (), self.__getstate__(), None, iter(self.items())
    if base is partial:
        return cls, (self.func,), (self.func, self.args, self.keywords, self.__dict__ or None)
    if base is deque:
        arguments = () if self.maxlen is None else ((), self.maxlen)
        return cls, arguments, self.__getstate__(), iter(self)
    if base in (set, frozenset, bytearray):
        content = bytes(self) if base is bytearray else list(self)
        return cls, (content,), self.__getstate__()
    if protocol < 2:
        if base is not object and base not in _plain:
            raise TypeError(f"cannot pickle {cls.__name__!r} object")
        content = None if base is object else base(self)
        arguments = (cls, base, content)
        if cls.__getstate__ is object.__getstate__ and getattr(self, "__slots__", None):
            raise TypeError(f"a class that defines __slots__ without defining __getstate__ cannot be pickled with protocol {protocol}")
        state = self.__getstate__()
        return (_reconstructor, arguments, state) if state else (_reconstructor, arguments)
    keywords = None
    if hasattr(cls, "__getnewargs_ex__"):
        given = self.__getnewargs_ex__()
        if not isinstance(given, tuple):
            raise TypeError(f"__getnewargs_ex__ should return a tuple, not '{type(given).__name__}'")
        if len(given) != 2:
            raise ValueError(f"__getnewargs_ex__ should return a tuple of length 2, not {len(given)}")
        arguments, keywords = given
    elif hasattr(cls, "__getnewargs__"):
        arguments = self.__getnewargs__()
        if not isinstance(arguments, tuple):
            raise TypeError(f"__getnewargs__ should return a tuple, not '{type(arguments).__name__}'")
    else:
        arguments = ()
        if base not in (object, list, dict):
            if base not in _plain:
                raise TypeError(f"cannot pickle {cls.__name__!r} object")
    state = self.__getstate__()
    items = iter(self) if isinstance(self, list) else None
    pairs = iter(self.items()) if isinstance(self, dict) else None
    if keywords:
        return __newobj_ex__, (cls, arguments, keywords), state, items, pairs
    return __newobj__, (cls, *arguments), state, items, pairs


_extension_registry = {}
_inverted_registry = {}
_extension_cache = {}


def add_extension(module, name, code):
    """Gives a class a number."""
    code = int(code)
    if not 1 <= code <= 0x7FFFFFFF:
        raise ValueError("code out of range")
    key = (module, name)
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError(f"key {key} is already registered with code {_extension_registry[key]}")
    if code in _inverted_registry:
        raise ValueError(f"code {code} is already in use for key {_inverted_registry[code]}")
    _extension_registry[key] = code
    _inverted_registry[code] = key


def remove_extension(module, name, code):
    """Takes a class's number back."""
    key = (module, name)
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError(f"key {key} is not registered with code {code}")
    del _extension_registry[key]
    del _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    _extension_cache.clear()
