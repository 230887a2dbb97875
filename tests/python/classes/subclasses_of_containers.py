# Subclasses of containers, and iterables of every kind.
class L(list):
    def __init__(self, *a, tag=None):
        super().__init__(*a)
        self.tag = tag
l = L([3,1,2], tag="x")
print(l, l.tag, sorted(l), len(l), l[0], l[1:], type(l[1:]), l == [3,1,2], [3,1,2] == l, l + [1], isinstance(l, list))
l.append(4); l.sort(); print(l, l.tag); l[0] = 9; del l[1]; print(l)
class M(dict):
    def __missing__(self, k): return k * 2
m = M(a=1); m.x = 5
print(m["a"], m["zz"], m.get("q"), m.x, m, {**m}, dict(m), m | {"b": 2}, type(m | {}))
class T(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    @property
    def first(self): return self[0]
t = T(1, 2); print(t, t.first, t == (1,2), hash(t) == hash((1,2)), t + (3,), {t: 1}[(1,2)])
class S(set): pass
s = S([1,2]); s.name = "n"; print(s.name, s | {3}, s == {1,2}, len(s), sorted(s))
class F(frozenset):
    def __hash__(self): return 5
f = F([1]); print(hash(f), f == {1}, f in {f})
class E(enumerate): pass
print(list(E("ab", 5)))
class I:
    def __init__(self, n): self.n = n
    def __getitem__(self, i):
        if i >= self.n: raise IndexError
        return i * i
    def __len__(self): return self.n
print(list(I(5)), 16 in I(5), 17 in I(5), list(reversed(I(4))), tuple(I(2)), [*I(3)], list(zip(I(3), I(2))), sum(I(4)), max(I(4)))
class N:
    def __init__(self): self.i = 0
    def __iter__(self): return self
    def __next__(self):
        self.i += 1
        if self.i > 3: raise StopIteration
        return self.i
print(list(N()), set(N()) == {1,2,3}, dict(zip(N(), N())), list(map(lambda a, b: a * b, N(), N())), list(filter(None, [0,1,2,""])), list(filter(lambda x: x % 2, N())))
a, *b = N(); print(a, b)
class K:
    def keys(self): return ["p", "q"]
    def __getitem__(self, k): return k + "!"
print(dict(K()), {**K()}, (lambda **k: k)(**K()))
d = {}; d.update(K(), z=1); print(d)
class OL(list):
    def __iter__(self): return iter("xyz")
print(list(OL([1,2])), tuple(OL([1])), [*OL([1])], list.__iter__(OL([7])).__next__())
x, y, z = OL([1]); print(x, y, z)
class OD(dict):
    def keys(self): return ["k"]
    def __getitem__(self, k): return "v"
print(dict(OD(a=1)), {**OD(a=1)})
class R:
    def __reversed__(self): return iter([9])
print(list(reversed(R())))
it = iter([1,2,3]); print(next(it), it.__length_hint__(), list(it), list(it), next(it, "end"))
n = [0]
def g():
    n[0] += 1
    return n[0]
print(list(iter(g, 4)))
class BadIter:
    def __iter__(self): return 5
for f in (lambda: iter(BadIter()), lambda: [*BadIter()], lambda: list(BadIter()), lambda: next(5), lambda: next(iter([]))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class NI:
    __iter__ = None
    def __getitem__(self, i): return 1
try: iter(NI())
except TypeError as e: print(e)
class H(list):
    __hash__ = lambda self: 7
print({H([1]): 2}, hash(H()))
class Idx:
    def __index__(self): return 1
print([1,2,3][Idx()], (4,5)[Idx()], range(9)[Idx()], [1,2,3][Idx():], [0]*Idx(), range(Idx(), 3), [1,2,3].pop(Idx()))
print([1,2,3][True], [1,2][False:True], range(True, 5, True), range(True))
class RA:
    def __radd__(self, o): return "radd"
    def __rmul__(self, o): return "rmul"
print([1] + RA(), (1,) + RA(), [1] * RA(), "a" + RA(), "a" * RA())
l = [1]; l += RA.__mro__[:1]; print(len(l))
