from collections import Counter

a = Counter(x=3, y=-2, z=0, w=1.5)
b = Counter(x=1, y=5, v=-4)
print(a + b, a - b, b - a, a & b, a | b, +a, -a, a.total(), sep="\n")
print(a == b, a != b, a <= b, a >= b, a < a, a <= a, Counter() <= Counter(x=1), Counter(x=0) == Counter())
for op in ("+=", "-=", "&=", "|="):
    c = Counter("aabbc")
    c.name = "kept" if hasattr(c, "__dict__") else None
    before = c
    exec(f"c {op} Counter('abbbd')")
    print(op, c, c is before)
c = Counter()
c.update("hello", l=10)
c.update([1, 1.0, True])
print(c, c[1], list(c), Counter("abc") | Counter("cde"))
print(Counter({"b": 2, "a": 2}).most_common(), Counter("banana").most_common(-1), Counter("banana").most_common(100), Counter().most_common(1), Counter().total())
c = Counter(a=2, b=0, c=-1)
print(list(c.elements()), c["missing"], len(c), c.pop("a"), c.setdefault("q", 3), c.get("zz"), c.items() >= {("q", 3)})
n = Counter()
for w in ["a", ("t",), 1, None, "a"]:
    n[w] += 1
print(n, sorted(map(str, n)), n.most_common(1)[0], dict(n))
c.clear()
print(c, bool(c), Counter(iter("aa")), Counter({}), Counter(range(3)), Counter(a=1) | Counter(b=1) == Counter("ab"))


class Weighted(Counter):
    def __missing__(self, key):
        return 100


w = Weighted(a=1)
w["b"] += 1
print(w, w["zz"])
