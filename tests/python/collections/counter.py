from collections import Counter

c = Counter("abracadabra")
print(c, c["a"], c["zz"], "zz" in c, c.most_common(2), c.most_common(), c.most_common(0), c.most_common(1), c.total())
print(sorted(c.elements()), Counter(a=3, b=0, c=-1), Counter({"x": 2}), Counter(), Counter([1, 1, 2]), Counter(None))
c.update("aab")
c.update({"q": 5})
c.update(z=1)
c.subtract("aaa")
c.subtract(b=10)
print(c, +c, -c)
a, b = Counter(a=3, b=1), Counter(a=1, b=2, c=4)
print(a + b, a - b, b - a, a & b, a | b)
a += b
print(a)
a -= Counter(a=4)
a &= Counter(b=1, c=100)
a |= Counter(d=1)
print(a)
del a["not there"]
del a["d"]
print(a, a.copy(), type(a.copy()).__name__, dict(a))
print(Counter(a=1) == Counter(a=1, b=0), Counter(a=1) != Counter(a=2), Counter(a=1) <= Counter(a=1), Counter(a=1) < Counter(a=2, b=1), Counter(a=2) >= Counter(a=1), Counter(a=2) > Counter(a=2), Counter(a=1) == {"a": 1})
for bad in (lambda: Counter(1), lambda: Counter([], []), lambda: Counter.fromkeys("a"), lambda: Counter(a=1) + 1, lambda: Counter(a=1) < 1, lambda: Counter([[]]), lambda: Counter(a="x") + Counter(a=1)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(Counter({1: "a", 2: "b"}), Counter({1: 2, "x": None}))


class Sub(Counter):
    pass


s = Sub("aab")
s.note = 1
print(s, s.copy(), type(s.copy()).__name__, s.note, type(s + s).__name__)


class Watched(Counter):
    def __setitem__(self, key, value):
        print("set", key, value)
        super().__setitem__(key, value)


Watched("aa")
print(Counter(w[0] for w in "one two three".split()), Counter(a=1.5)["a"], list(Counter("ba")), Counter("ab").pop("a"), sum(Counter("abc").values()))
c = Counter()
for n in range(100):
    c[n % 7] += 1
print(c.most_common(3), len(c), max(c, key=c.get))
