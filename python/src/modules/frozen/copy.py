"""Copies of objects, of one level or of all."""

from copyreg import dispatch_table
from weakref import ref

__all__ = ["copy", "deepcopy", "Error", "replace"]


class Error(Exception):
    """An object that cannot be copied."""


error = Error

_function, _builtin = type(lambda: 0), type(len)
_code = (lambda: 0).__code__
_unchanged = {
    type(None), int, float, bool, complex, str, tuple, bytes, frozenset, type, range, slice, property, type(Ellipsis),
    type(NotImplemented), _function, _builtin, ref, super, type(_code),
}
_atoms = _unchanged - {tuple, frozenset, slice, super}
_shallow = {list: list.copy, dict: dict.copy, set: set.copy, bytearray: bytearray.copy}


def _taken_apart(x, cls):
    """What an object says about how it is made anew."""
    reducer = dispatch_table.get(cls)
    if reducer is not None:
        return reducer(x)
    reducer = getattr(x, "__reduce_ex__", None)
    if reducer is not None:
        return reducer(4)
    reducer = getattr(x, "__reduce__", None)
    if reducer:
        return reducer()
    return None


def copy(x):
    """A copy that shares what the object holds."""
    cls = type(x)
    if cls in _unchanged:
        return x
    if cls in _shallow:
        return _shallow[cls](x)
    if issubclass(cls, type):
        return x
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    parts = _taken_apart(x, cls)
    if parts is None:
        raise Error("un(shallow)copyable object of type %s" % cls)
    if isinstance(parts, str):
        return x
    return _made(x, None, *parts)


def deepcopy(x, memo=None, _nil=[]):
    """A copy that shares nothing that can change."""
    cls = type(x)
    if cls in _atoms:
        return x
    key = id(x)
    if memo is None:
        memo = {}
    else:
        known = memo.get(key, _nil)
        if known is not _nil:
            return known
    copier = _deep.get(cls)
    if copier is not None:
        made = copier(x, memo)
    elif issubclass(cls, type):
        return x
    else:
        copier = getattr(x, "__deepcopy__", None)
        if copier is not None:
            made = copier(memo)
        else:
            parts = _taken_apart(x, cls)
            if parts is None:
                raise Error("un(deep)copyable object of type %s" % cls)
            made = x if isinstance(parts, str) else _made(x, memo, *parts)
    if made is not x:
        memo[key] = made
        _keep(x, memo)
    return made


def _keep(x, memo):
    """The original must live as long as the memo: its id is a key."""
    memo.setdefault(id(memo), []).append(x)


def _deep_list(x, memo):
    made = []
    memo[id(x)] = made
    for item in x:
        made.append(deepcopy(item, memo))
    return made


def _deep_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    # Copying the items may have copied the tuple: it can hold itself through one of them.
    if id(x) in memo:
        return memo[id(x)]
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def _deep_dict(x, memo):
    made = {}
    memo[id(x)] = made
    for key, value in x.items():
        made[deepcopy(key, memo)] = deepcopy(value, memo)
    return made


def _deep_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


class _Methods:
    def one(self):
        pass


_deep = {list: _deep_list, tuple: _deep_tuple, dict: _deep_dict, type(_Methods().one): _deep_method}


def _made(x, memo, function, arguments, state=None, items=None, pairs=None, *, deepcopy=deepcopy):
    """An object from what an old one said; deeply with a memo."""
    deep = memo is not None
    if deep and arguments:
        arguments = [deepcopy(argument, memo) for argument in arguments]
    made = function(*arguments)
    if deep:
        memo[id(x)] = made
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(made, "__setstate__"):
            made.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                made.__dict__.update(state)
            if slots is not None:
                for name, value in slots.items():
                    setattr(made, name, value)
    if items is not None:
        for item in items:
            made.append(deepcopy(item, memo) if deep else item)
    if pairs is not None:
        for key, value in pairs:
            if deep:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            made[key] = value
    return made


def replace(obj, /, **changes):
    """A copy with other values in some fields."""
    cls = obj.__class__
    function = getattr(cls, "__replace__", None)
    if function is None:
        raise TypeError(f"replace() does not support {cls.__name__} objects")
    return function(obj, **changes)
