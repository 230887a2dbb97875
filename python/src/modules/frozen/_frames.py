"""What `f_locals` of a function's frame is: its variables, read and written in place."""

import sys
from _frames_native import assign, more, variables


class FrameLocalsProxy:
    """The variables of a frame."""

    __module__ = "builtins"
    __slots__ = ("__frame", "__more")

    def __init__(self, frame, /):
        self.__frame = frame
        self.__more = more(frame)

    def __all(self):
        result = variables(self.__frame)
        more = self.__more
        return {**result, **more} if more else result

    def __getitem__(self, name):
        try:
            return self.__all()[name]
        except KeyError:
            raise KeyError(f"local variable '{name!r}' is not defined") from None

    def __setitem__(self, name, value):
        if not assign(self.__frame, name, value):
            self.__more[name] = value

    def __delitem__(self, name):
        raise TypeError("cannot remove variables from FrameLocalsProxy")

    def __contains__(self, name):
        return name in self.__all()

    def __iter__(self):
        return iter(self.__all())

    def __reversed__(self):
        return list(reversed(self.__all()))

    def __len__(self):
        return len(self.__all())

    def __repr__(self):
        if any(shown is self.__frame for shown in _shown):
            return "{...}"
        _shown.append(self.__frame)
        try:
            return repr(self.__all())
        finally:
            _shown.pop()

    def __eq__(self, other):
        if isinstance(other, FrameLocalsProxy):
            return self.__frame == other.__frame
        if isinstance(other, dict):
            return self.__all() == other
        return NotImplemented

    __hash__ = None

    def __or__(self, other):
        if not isinstance(other, (dict, FrameLocalsProxy)):
            return NotImplemented
        return {**self.__all(), **other}

    def __ror__(self, other):
        if not isinstance(other, (dict, FrameLocalsProxy)):
            return NotImplemented
        return {**other, **self.__all()}

    def __ior__(self, other):
        self.update(other)
        return self

    def keys(self):
        return list(self.__all())

    def values(self):
        return list(self.__all().values())

    def items(self):
        return list(self.__all().items())

    def get(self, key, default=None, /):
        return self.__all().get(key, default)

    def copy(self):
        return self.__all()

    def update(self, other, /):
        if not hasattr(other, "keys"):
            raise TypeError("update() argument must be dict or another FrameLocalsProxy")
        for name in other.keys():
            self[name] = other[name]

    def setdefault(self, key, default=None, /):
        values = self.__all()
        if key in values:
            return values[key]
        self[key] = default
        return default

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle 'FrameLocalsProxy' object")


_shown = []
if "_collections_abc" in sys.modules:
    sys.modules["_collections_abc"].Mapping.register(FrameLocalsProxy)
