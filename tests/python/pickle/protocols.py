"""Objects of many kinds in every protocol, byte for byte, and read again."""

import collections
import functools
import pickle


class Plain:
    def __init__(self):
        self.x = 1


class Slots:
    __slots__ = ("a", "b")


class Pair(tuple):
    pass


class Numbers(list):
    pass


class WithKeywords:
    def __new__(cls, *a, **k):
        return object.__new__(cls)

    def __getnewargs_ex__(self):
        return (1, 2), {"k": 3}


class State:
    def __getstate__(self):
        return {"q": 2}

    def __setstate__(self, state):
        self.state = state


slots = Slots()
slots.a, slots.b = 1, [2]
endless = [1]
endless.append(endless)
inside = ([],)
inside[0].append(inside)
numbers = Numbers([1, 2])
numbers.name = "n"
Point = collections.namedtuple("Point", "x y")

OBJECTS = [
    None, True, False, 0, -1, 255, 256, 65535, 65536, -128, -129, 2**31 - 1, 2**31, -(2**31) - 1, 2**63, -(10**30), 0.0, -0.0, 1.5, 1e300,
    "", "abc", "é\n\\\0", "\ud800", "x" * 300, b"", b"abc", b"\xff" * 300, bytearray(b"abc"), (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [],
    [1], [1, 2], {}, {1: 2}, {1: 2, 3: 4}, set(), {1}, frozenset(), frozenset([1]), Plain(), slots, Pair((1, 2)), numbers, WithKeywords(), State(),
    endless, inside, int, len, Plain, type(None), ..., NotImplemented, 1 + 2j, range(3), slice(1, 2, 3), collections.OrderedDict(a=1),
    collections.deque([1, 2], 5), collections.Counter("aab"), Point(1, 2), functools.partial(len, 1), ValueError("x"), OSError(2, "x"),
    ["a", "a"], iter([1, 2]), reversed([1, 2]),
]
for place, thing in enumerate(OBJECTS):
    for protocol in range(6):
        try:
            data = pickle.dumps(thing, protocol)
        except Exception as error:
            print(place, protocol, type(error).__name__, str(error)[:60])
            continue
        print(place, protocol, data if len(data) < 100 else (len(data), data[:20]), type(pickle.loads(data)).__name__)

for many in list(range(2001)), {number: number for number in range(1001)}, [bytes(70000)]:
    for protocol in range(6):
        data = pickle.dumps(many, protocol)
        print(len(data), pickle.loads(data) == many)
