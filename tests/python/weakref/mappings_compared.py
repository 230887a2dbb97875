# Weak mappings are mappings: compared, joined, copied. Proxies with augmented assignments.
import weakref
from collections.abc import Mapping, MutableMapping, MutableSet
class A:
    def __init__(s, v=0): s.v = v
    def __ifloordiv__(s, o): return 21
    def __floordiv__(s, o): return 42
    def __imatmul__(s, o): return 561
a, b = A(1), A(2)
p = weakref.proxy(a)
p //= 5; print(p)
p = weakref.proxy(a); p @= 5; print(p)
d = weakref.WeakValueDictionary({1: a, 2: b}); e = weakref.WeakValueDictionary({1: a, 2: b})
print(d == e, d != e, d == {1: a, 2: b}, d == 3, isinstance(d, MutableMapping), isinstance(weakref.WeakSet(), MutableSet), issubclass(weakref.WeakKeyDictionary, Mapping))
k = weakref.WeakKeyDictionary({a: 1}); print(k | {b: 2} == k, ({b: 2} | k) == k)
import copy
print(copy.deepcopy(d) == d, copy.copy(d) == d, copy.deepcopy(k) == k)
