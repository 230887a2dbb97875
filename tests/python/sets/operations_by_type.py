a, b, f = {1, 2, 3}, {2, 3, 4}, frozenset({3, 4, 5})
print(a & b, a | b, sorted(a - b), sorted(a ^ b), type(a & f).__name__, type(f & a).__name__, a < {1, 2, 3, 4}, a <= a, a > {1}, f >= {3})
print(a.union([9], "x" and (8,)) == {1, 2, 3, 8, 9}, a.intersection([1, 2], (2, 3)), a.difference([1], [2]), a.symmetric_difference([3, 7]), a.isdisjoint([0]), a.issubset(range(9)), a.issuperset([]))
c = set(a)
c |= {10}
c &= {1, 2, 10}
c -= {1}
c ^= {2, 7}
print(sorted(c))
c.update([1], {2}, "a")
c.discard("zz")
c.remove("a")
print(sorted(c), len(c), c.copy() == c, c.copy() is c, f.copy() is f)
for bad in (lambda: a | [1], lambda: [1] & a, lambda: a < [1], lambda: {[]}, lambda: c.remove("zz"), lambda: set().pop(), lambda: hash(a), lambda: a.union(1), lambda: {*1}):
    try:
        print(bad())
    except (TypeError, KeyError) as error:
        print(type(error).__name__, error)
print({frozenset({1}), frozenset({1})}, frozenset([1]) in {frozenset({1})}, {1} in {frozenset({1})}, {1, True, 1.0}, set() == frozenset(), {x % 3 for x in range(10)})


class Tagged(set):
    def __init__(self, items=(), tag=None):
        super().__init__(items)
        self.tag = tag


t = Tagged([1, 2], tag="t")
print(type(t | {3}).__name__, type(t.copy()).__name__, t.tag, t, Tagged() == set())
