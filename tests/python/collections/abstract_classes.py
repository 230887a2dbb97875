import collections.abc as abc
from collections.abc import *

values = {"int": 1, "str": "a", "bytes": b"", "list": [], "tuple": (), "dict": {}, "set": set(), "frozenset": frozenset(), "range": range(3), "generator": (x for x in ()), "iterator": iter([]),
          "function": len, "lambda": lambda: 0, "keys": {}.keys(), "values": {}.values(), "items": {}.items(), "class": int, "none": None, "zip": zip(), "map": map(len, [])}
for name in ("Hashable", "Iterable", "Iterator", "Reversible", "Generator", "Sized", "Container", "Collection", "Callable", "Sequence", "MutableSequence", "Set", "MutableSet", "Mapping", "MutableMapping", "KeysView", "ItemsView", "ValuesView"):
    cls = getattr(abc, name)
    print(name, [n for n, v in values.items() if isinstance(v, cls)], sorted(cls.__abstractmethods__))
print(issubclass(list, Sequence), issubclass(dict, Sequence), issubclass(bool, Hashable), Mapping.__mro__, Sequence, abc.__name__)
for cls in (Sequence, Mapping, Iterator, Sized):
    try:
        cls()
    except TypeError as e:
        print(e)


class Squares(Sequence):
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if not 0 <= i < self.n:
            raise IndexError(i)
        return i * i


s = Squares(5)
print(list(s), 9 in s, 8 in s, list(reversed(s)), s.index(9), s.count(4), isinstance(s, Collection))
try:
    s.index(7)
except ValueError as e:
    print(repr(e))


class Low(MutableMapping):
    def __init__(self):
        self.d = {}

    def __getitem__(self, k):
        return self.d[k.lower()]

    def __setitem__(self, k, v):
        self.d[k.lower()] = v

    def __delitem__(self, k):
        del self.d[k.lower()]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)


m = Low()
m["A"] = 1
m.update({"B": 2}, C=3)
print(dict(m), "a" in m, m.get("x"), m.pop("A"), m.setdefault("D", 4), list(m.keys()), list(m.items()), list(m.values()), m == {"b": 2, "c": 3, "d": 4}, m.popitem(), len(m), m.keys() & {"b", "x"}, 2 in m.values(), ("b", 2) in m.items())
m.clear()
print(len(m), m.pop("q", "default"))


class Bits(MutableSet):
    def __init__(self, items=()):
        self.items = list(dict.fromkeys(items))

    def __contains__(self, x):
        return x in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def add(self, x):
        if x not in self.items:
            self.items.append(x)

    def discard(self, x):
        if x in self.items:
            self.items.remove(x)


b = Bits([1, 2, 3])
print(list(b & [2, 3, 4]), list(b | [9]), list(b - [1]), list(b ^ [3, 4]), b == {1, 2, 3}, b <= {1, 2, 3, 4}, b < b, b.isdisjoint([7]), b.pop(), len(b))
b |= [5]
b -= [2]
b ^= [5, 6]
b &= [3, 6]
print(list(b), sorted({1} | b))
try:
    b.remove(77)
except KeyError as e:
    print(e)


class Stack(MutableSequence):
    def __init__(self):
        self.l = []

    def __getitem__(self, i):
        return self.l[i]

    def __setitem__(self, i, v):
        self.l[i] = v

    def __delitem__(self, i):
        del self.l[i]

    def __len__(self):
        return len(self.l)

    def insert(self, i, v):
        self.l.insert(i, v)


k = Stack()
k.append(1)
k.extend([2, 3])
k += [4]
k.reverse()
print(k.l, k.pop(), k.pop(0), list(k), k.remove(2), k.l, k.clear(), k.l)


class Duck:
    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0

    def __contains__(self, x):
        return False


print(isinstance(Duck(), Collection), issubclass(Duck, Sized), isinstance(Duck(), Sequence))


class NoHash:
    __hash__ = None


print(isinstance(NoHash(), Hashable), issubclass(NoHash, Hashable))
Sequence.register(Duck)
print(isinstance(Duck(), Sequence))
