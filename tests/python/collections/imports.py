from collections import *
import collections
import collections.abc
import sys

print(sorted(collections.__all__), collections.abc.__name__, collections.abc is sys.modules["collections.abc"], collections.abc.Mapping.__module__)
for cls in (ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque):
    print(cls, cls.__name__, cls.__qualname__, cls.__module__, [b.__name__ for b in cls.__mro__])
print(namedtuple("N", "a").__module__, "ChainMap" in dir(collections), collections.UserDict is UserDict)
try:
    collections.Mapping
except AttributeError as e:
    print(e)
try:
    from collections import Nothing
except ImportError as e:
    print(str(e).split("(")[0])
from collections.abc import Callable, Iterable as I

print(isinstance([], I), Callable.__name__, isinstance(deque(), collections.abc.MutableSequence), isinstance(OrderedDict(), collections.abc.MutableMapping), isinstance(ChainMap(), collections.abc.Mapping), isinstance(UserString(""), collections.abc.Sequence))
