"""Weak references and containers that hold their keys or values weakly."""

import operator as _operator
import sys as _sys
from _weakref import ReferenceType, getweakrefcount, getweakrefs, ref

__all__ = [
    "ref", "proxy", "getweakrefcount", "getweakrefs", "WeakKeyDictionary", "ReferenceType", "ProxyType",
    "CallableProxyType", "ProxyTypes", "WeakValueDictionary", "WeakSet", "WeakMethod", "finalize",
]


class WeakMethod(ref):
    """A weak reference to a bound method, which is an object made for the occasion."""

    __slots__ = "_function", "_type", "_alive", "__weakref__"

    def __new__(cls, method, callback=None):
        try:
            receiver = method.__self__
            function = method.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(method)}") from None

        def gone(_):
            self = own()
            if self is not None and self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, receiver, gone)
        self._function = ref(function, gone)
        self._type = type(method)
        self._alive = True
        own = ref(self)
        return self

    def __call__(self):
        receiver = ref.__call__(self)
        function = self._function()
        if receiver is None or function is None:
            return None
        return self._type(function, receiver)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._function == other._function

    def __ne__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        return not self.__eq__(other)

    __hash__ = ref.__hash__


class _KeyedReference(ref):
    """A reference that knows under which key it is kept."""

    __slots__ = ("key",)

    def __new__(cls, value, callback, key):
        self = ref.__new__(cls, value, callback)
        self.key = key
        return self

    def __init__(self, value, callback, key):
        pass


class _WeakMapping:
    """What the two mappings have in common."""

    def __eq__(self, other):
        if not isinstance(other, (_WeakMapping, dict)):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None

    def __ror__(self, other):
        if not hasattr(other, "items"):
            return NotImplemented
        fresh = self.__class__()
        fresh.update(other)
        fresh.update(self)
        return fresh

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not hasattr(other, "items"):
            return NotImplemented
        fresh = self.copy()
        fresh.update(other)
        return fresh


class WeakValueDictionary(_WeakMapping):
    """A mapping whose entries go when their values do."""

    def __init__(self, other=(), /, **keywords):
        self.data = data = {}
        own = ref(self)

        def forget(reference):
            self = own()
            if self is not None and data.get(reference.key) is reference:
                del data[reference.key]

        self._forget = forget
        self.update(other, **keywords)

    def _live(self):
        found = []
        for key, reference in list(self.data.items()):
            value = reference()
            if value is not None:
                found.append((key, value))
        return found

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = _KeyedReference(value, self._forget, key)

    def __delitem__(self, key):
        del self.data[key]

    def __contains__(self, key):
        reference = self.data.get(key)
        return reference is not None and reference() is not None

    def __len__(self):
        return len(self._live())

    def __iter__(self):
        return iter([key for key, value in self._live()])

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def keys(self):
        return iter([key for key, value in self._live()])

    def values(self):
        return iter([value for key, value in self._live()])

    def items(self):
        return iter(self._live())

    def itervaluerefs(self):
        return iter(list(self.data.values()))

    def valuerefs(self):
        return list(self.data.values())

    def get(self, key, default=None):
        reference = self.data.get(key)
        value = None if reference is None else reference()
        return default if value is None else value

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def pop(self, key, *default):
        reference = self.data.pop(key, None)
        value = None if reference is None else reference()
        if value is None:
            if default:
                return default[0]
            raise KeyError(key)
        return value

    def popitem(self):
        while True:
            key, reference = self.data.popitem()
            value = reference()
            if value is not None:
                return key, value

    def clear(self):
        self.data.clear()

    def update(self, other=(), /, **keywords):
        pairs = other.items() if hasattr(other, "items") else other
        for key, value in pairs:
            self[key] = value
        for key, value in keywords.items():
            self[key] = value

    def copy(self):
        fresh = WeakValueDictionary()
        fresh.update(self)
        return fresh

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy

        fresh = self.__class__()
        for key, value in self._live():
            fresh[deepcopy(key, memo)] = value
        return fresh


class WeakKeyDictionary(_WeakMapping):
    """A mapping whose entries go when their keys do."""

    def __init__(self, dict=None):
        self.data = data = {}
        own = ref(self)

        def forget(reference):
            if own() is not None:
                data.pop(reference, None)

        self._forget = forget
        if dict is not None:
            self.update(dict)

    def _live(self):
        found = []
        for reference, value in list(self.data.items()):
            key = reference()
            if key is not None:
                found.append((key, value))
        return found

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._forget)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            reference = ref(key)
        except TypeError:
            return False
        return reference in self.data

    def __len__(self):
        return len(self._live())

    def __iter__(self):
        return iter([key for key, value in self._live()])

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def keys(self):
        return iter([key for key, value in self._live()])

    def values(self):
        return iter([value for key, value in self._live()])

    def items(self):
        return iter(self._live())

    def keyrefs(self):
        return list(self.data)

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._forget), default)

    def pop(self, key, *default):
        return self.data.pop(ref(key), *default)

    def popitem(self):
        while True:
            reference, value = self.data.popitem()
            key = reference()
            if key is not None:
                return key, value

    def clear(self):
        self.data.clear()

    def update(self, dict=None, /, **keywords):
        if dict is not None:
            pairs = dict.items() if hasattr(dict, "items") else dict
            for key, value in pairs:
                self[key] = value
        for key, value in keywords.items():
            self[key] = value

    def copy(self):
        fresh = WeakKeyDictionary()
        fresh.update(self)
        return fresh

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy

        fresh = self.__class__()
        for key, value in self._live():
            fresh[key] = deepcopy(value, memo)
        return fresh


class WeakSet:
    """A set whose members go when nothing else refers to them."""

    def __init__(self, data=None):
        self.data = members = set()
        own = ref(self)

        def forget(reference):
            if own() is not None:
                members.discard(reference)

        self._forget = forget
        if data is not None:
            self.update(data)

    def _live(self):
        return [member for member in [reference() for reference in list(self.data)] if member is not None]

    def __iter__(self):
        return iter(self._live())

    def __len__(self):
        return len(self._live())

    def __contains__(self, item):
        try:
            reference = ref(item)
        except TypeError:
            return False
        return reference in self.data

    def __repr__(self):
        return repr({reference for reference in self.data}) if self.data else "set()"

    def add(self, item):
        self.data.add(ref(item, self._forget))

    def clear(self):
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def pop(self):
        while True:
            try:
                reference = self.data.pop()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            item = reference()
            if item is not None:
                return item

    def remove(self, item):
        self.data.remove(ref(item))

    def discard(self, item):
        self.data.discard(ref(item))

    def update(self, other):
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def _members(self, other):
        return {ref(item) for item in other}

    def difference(self, other):
        others = self._members(other)
        return self.__class__([item for item in self._live() if ref(item) not in others])

    def difference_update(self, other):
        for item in list(other):
            self.discard(item)

    def intersection(self, other):
        return self.__class__([item for item in other if item in self])

    def intersection_update(self, other):
        others = self._members(other)
        for item in self._live():
            if ref(item) not in others:
                self.discard(item)

    def union(self, other):
        fresh = self.copy()
        fresh.update(other)
        return fresh

    def symmetric_difference(self, other):
        fresh = self.difference(other)
        fresh.update([item for item in other if item not in self])
        return fresh

    def symmetric_difference_update(self, other):
        for item in list(other):
            if item in self:
                self.discard(item)
            else:
                self.add(item)

    def issubset(self, other):
        return self.data <= self._members(other)

    def issuperset(self, other):
        return self.data >= self._members(other)

    def isdisjoint(self, other):
        return len(self.intersection(other)) == 0

    __sub__, __and__, __or__, __xor__ = difference, intersection, union, symmetric_difference

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def __iand__(self, other):
        self.intersection_update(other)
        return self

    def __ixor__(self, other):
        self.symmetric_difference_update(other)
        return self

    __le__, __ge__ = issubset, issuperset

    def __lt__(self, other):
        return self.data < self._members(other)

    def __gt__(self, other):
        return self.data > self._members(other)

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.data == self._members(other)

    __hash__ = None


class ProxyType:
    """Stands for an object without keeping it alive."""

    __slots__ = ("_reference", "__weakref__")

    def __new__(cls, object, callback=None):
        self = super().__new__(cls)
        own = ref(self)
        called = None if callback is None else lambda _: callback(own())
        _set(self, "_reference", ref(object, called) if called else ref(object))
        return self

    def __init__(self, object, callback=None):
        pass

    def __getattribute__(self, name):
        return getattr(_target(self), name)

    def __setattr__(self, name, value):
        setattr(_target(self), name, value)

    def __delattr__(self, name):
        delattr(_target(self), name)

    def __repr__(self):
        target = _get(self, "_reference")()
        return f"<weakproxy at {id(self):#x} to {type(target).__name__} at {id(target):#x}>"

    def __str__(self):
        return str(_target(self))

    def __bool__(self):
        return bool(_target(self))

    __hash__ = None


_get = object.__getattribute__
_set = object.__setattr__


def _target(proxy):
    target = _get(proxy, "_reference")()
    if target is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return target


def _next(target):
    if not hasattr(type(target), "__next__"):
        raise TypeError("Weakref proxy referenced a non-iterator")
    return next(target)


def _other(value):
    return _target(value) if isinstance(value, (ProxyType,)) or type(value) in (ProxyType, CallableProxyType) else value


def _fill():
    unary = {
        "__len__": len, "__iter__": iter, "__next__": _next, "__abs__": abs, "__reversed__": reversed,
        "__int__": int, "__float__": float, "__bytes__": bytes, "__complex__": complex,
        "__neg__": lambda x: -x, "__pos__": lambda x: +x, "__invert__": lambda x: ~x,
        "__index__": lambda x: x.__index__(),
    }
    for name, function in unary.items():
        setattr(ProxyType, name, (lambda function: lambda self: function(_target(self)))(function))
    def forward(function):
        return lambda self, other: function(_target(self), _other(other))

    def backward(function):
        return lambda self, other: function(_other(other), _target(self))

    for name in "add sub mul truediv floordiv mod pow matmul and or xor lshift rshift".split():
        setattr(ProxyType, f"__{name}__", forward(getattr(_operator, f"__{name}__")))
        setattr(ProxyType, f"__r{name}__", backward(getattr(_operator, f"__{name}__")))
        setattr(ProxyType, f"__i{name}__", forward(getattr(_operator, f"__i{name}__")))
    for name in "lt le eq ne gt ge".split():
        setattr(ProxyType, f"__{name}__", forward(getattr(_operator, name)))
    ProxyType.__hash__ = None
    ProxyType.__divmod__ = lambda self, other: divmod(_target(self), _other(other))
    ProxyType.__getitem__ = lambda self, key: _target(self)[key]

    def setitem(self, key, value):
        _target(self)[key] = value

    def delitem(self, key):
        del _target(self)[key]

    ProxyType.__setitem__ = setitem
    ProxyType.__delitem__ = delitem
    ProxyType.__contains__ = lambda self, item: item in _target(self)


_fill()


class CallableProxyType(ProxyType):
    __slots__ = ()

    def __call__(self, *arguments, **keywords):
        return _target(self)(*arguments, **keywords)


ProxyTypes = (ProxyType, CallableProxyType)


_proxies = {}


def _forget(key):
    return lambda _: _proxies.pop(key, None)


def proxy(object, callback=None, /):
    """A proxy of an object, which works like the object as long as that is there."""
    if callback is None:
        # Those without a callback are one.
        shared = _proxies.get(id(object))
        shared = shared and shared()
        if shared is not None and _get(shared, "_reference")() is object:
            return shared
    made = (CallableProxyType if callable(object) else ProxyType)(object, callback)
    if callback is None:
        _proxies[id(object)] = ref(made, _forget(id(object)))
    return made


class finalize:
    """Calls a function when an object is gone, or when asked to, once."""

    __slots__ = ("_info", "__weakref__")
    _registry = {}

    def __init__(self, object, function, /, *arguments, **keywords):
        reference = ref(object, lambda _: self())
        finalize._registry[self] = (reference, function, arguments, keywords)
        self.atexit = True

    @property
    def atexit(self):
        entry = finalize._registry.get(self)
        return False if entry is None else self._info

    @atexit.setter
    def atexit(self, value):
        self._info = bool(value)

    def __call__(self, _=None):
        entry = finalize._registry.pop(self, None)
        if entry is not None:
            return entry[1](*entry[2], **entry[3])

    def detach(self):
        entry = finalize._registry.get(self)
        object = entry and entry[0]()
        if object is not None and finalize._registry.pop(self, None):
            return (object, entry[1], entry[2], entry[3])

    def peek(self):
        entry = finalize._registry.get(self)
        object = entry and entry[0]()
        if object is not None:
            return (object, entry[1], entry[2], entry[3])

    @property
    def alive(self):
        return self in finalize._registry

    def __repr__(self):
        entry = finalize._registry.get(self)
        object = entry and entry[0]()
        if object is None:
            return f"<{type(self).__name__} object at {id(self):#x}; dead>"
        return f"<{type(self).__name__} object at {id(self):#x}; for {type(object).__name__!r} at {id(object):#x}>"


def _register():
    abc = _sys.modules["_collections_abc"]
    abc.MutableSet.register(WeakSet)
    abc.MutableMapping.register(WeakValueDictionary)
    abc.MutableMapping.register(WeakKeyDictionary)


if "_collections_abc" in _sys.modules:
    _register()
