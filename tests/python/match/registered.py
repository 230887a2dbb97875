# Patterns and the abstract classes of containers: what derives from them and what is registered.
import array
import collections
from collections import UserDict, UserList, deque
from collections.abc import Mapping, MutableSequence, Sequence

def m(x):
    match x:
        case [a, *b]: return 'seq', a, list(b)
        case {1: v, **r}: return 'map', v, r
        case _: return 'no'
class S(Sequence):
    def __getitem__(s, i): return (1,2,3)[i]
    def __len__(s): return 3
class R:
    def __getitem__(s, i): return (1,2,3)[i]
    def __len__(s): return 3
class R2(R): pass
Sequence.register(R)
class M(Mapping):
    def __getitem__(s, k): return {1: 2, 3: 4}[k]
    def __iter__(s): return iter({1: 2, 3: 4})
    def __len__(s): return 2
    def keys(s): return [1, 3]
class MM:
    def __len__(s): return 1
    def get(s, k, d=None): return 5
    def keys(s): return [1]
    def __getitem__(s, k): return 5
Mapping.register(MM)
for x in [array.array('b', b'abc'), memoryview(b'abc'), deque([1,2]), UserList([1,2]), UserDict({1:2}), S(), R(), R2(), M(), MM(), 'abc', b'abc', bytearray(b'ab'), {1,2}, collections.ChainMap({1: 3}), collections.OrderedDict({1: 3}), collections.Counter({1: 2}), collections.defaultdict(int, {1: 3}), collections.UserString('abc'), range(3), iter([1])]:
    print(type(x).__name__, m(x))
class C:
    __attr = "eggs"
    _Outer__attr = "bacon"
class Outer:
    def f(self, x):
        match x:
            case C(__attr=y): return y
c = C(); setattr(c, "__attr", "spam"); print(Outer().f(c))
print(isinstance(array.array('i'), MutableSequence), isinstance(deque(), MutableSequence), collections.abc is __import__('collections.abc').abc)
