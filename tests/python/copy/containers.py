# Copies of containers that are built in and of subclasses with attributes.
import array
import copy
from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, defaultdict, deque


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


shared = [2]
for o in [
    deque([1, shared], 5), deque([shared]), OrderedDict(a=shared), defaultdict(list, a=shared), Counter("abca"), array.array("i", [1, 2]),
    UserDict(a=shared), UserList([1, shared]), ChainMap({"a": shared}), range(3), bytearray(b"ab"), {1, 2}, frozenset([1]),
]:
    shallow, deep = copy.copy(o), copy.deepcopy(o)
    print(type(o).__name__, shallow == o, deep == o, type(deep) is type(o), getattr(deep, "maxlen", None))
    items = list(deep.values() if hasattr(deep, "values") else deep)
    print(any(item is shared for item in items), any(item is shared for item in (o.values() if hasattr(o, "values") else o)))
class D(deque):
    def __init__(self, *a): super().__init__(*a); self.x = [1]
d = D([1]); e = copy.deepcopy(d); t(lambda: (e, e.x, e.x is d.x))
class O(OrderedDict): pass
o = O(a=1); o.z = 3
t(lambda: (copy.copy(o).z, copy.deepcopy(o).z, type(copy.deepcopy(o))))
class L(list): pass
l = L([1]); l.q = 1
t(lambda: (copy.deepcopy(l), copy.copy(l).q))
class S(set): pass
s = S([1]); s.q = 2
t(lambda: (copy.deepcopy(s), copy.copy(s).q))
class E(Exception):
    def __init__(self, a, b): super().__init__(a, b); self.c = a
t(lambda: copy.copy(E(1,2)).c)
class F(float): pass
f = F(1.5); f.u = 1
t(lambda: (copy.deepcopy(f), copy.deepcopy(f).u))
print(deque([1], 3).__reduce__()[:2], OrderedDict(a=1).__reduce__()[:4])
