# Every method and operator of sets.
a = {1, 2, 3}
b = {2, 3, 4}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b), a <= b, {2} < a, a >= {1}, a == {3, 2, 1}, a != b, a.isdisjoint({9}))
print(sorted(a.union([7], (8,))), sorted(a.intersection([1, 9], {1})), sorted(a.difference([1])), sorted(a.symmetric_difference([1, 5])), a.issubset(range(5)), a.issuperset([1]))
a.add(10)
a.add(10)
a.discard(1)
a.discard(99)
a.remove(2)
print(sorted(a), len(a), 10 in a, "x" in a)
a.update([20, 21], (22,))
a -= {20}
a |= {30}
a &= {3, 21, 22, 30}
a ^= {3, 4}
print(sorted(a))
c = a.copy()
c.clear()
print(c, set(), type({}).__name__, {1}, frozenset({2}), bool(c), len(set("hello")))
for function in (lambda: a.remove(99), lambda: set().pop(), lambda: {[]}, lambda: a | [1], lambda: a[0], lambda: hash(a), lambda: a + b):
    try:
        print(function())
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)
