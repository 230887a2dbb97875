from collections import deque
import collections


class Recent(deque):
    def __init__(self, items=(), limit=3):
        super().__init__(items, limit)
        self.label = "recent"

    def append(self, item):
        super().append(item * 2)


r = Recent([1, 2])
r.append(5)
r.append(6)
print(r, r.label, len(r), r == deque([2, 10, 12]), isinstance(r, deque), r.maxlen)
print(type(r.copy()).__name__, type(r + r).__name__, r * 2)


class Plain(deque):
    pass


p = Plain([1, 2, 3], 2)
p.note = "n"
print(p, p.note, p.__dict__, p.copy(), p + p, type(p * 2))
try:
    class Both(deque, dict):
        pass
except TypeError as e:
    print(e)
try:
    class Mixed(deque, collections.OrderedDict):
        pass
except TypeError as e:
    print(e)


class Slots(deque):
    __slots__ = ("a",)


s = Slots([1])
s.a = 3
print(s, s.a, hasattr(s, "__dict__"))
print(deque.__name__, deque.__module__, deque, Plain.__mro__[1] is deque)
q = deque()
q.__init__([1, 2], 1)
q.__init__("abc")
print(q)
