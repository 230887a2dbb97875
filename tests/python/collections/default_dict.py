from collections import defaultdict

d = defaultdict(list)
d["a"].append(1)
d["a"].append(2)
d["b"]
print(d, d["a"], "c" in d, d.get("c"), len(d), d.default_factory, dict(d))
n = defaultdict(int, {"x": 1}, y=2)
n["z"] += 5
n["x"] += 1
print(n, n == {"x": 2, "y": 2, "z": 5}, n.copy(), type(n.copy()), n.pop("x"), n.setdefault("w", 3), sorted(n))
print(defaultdict(lambda: "new")["k"], defaultdict(None), defaultdict(), n | {"q": 1}, {"q": 1} | n)
n |= {"r": 7}
print(n, n.__missing__("mm"))
nested = defaultdict(lambda: defaultdict(int))
nested["a"]["b"] += 1
print(nested["a"]["b"], dict(nested["a"]))
n.default_factory = None
for bad in (lambda: n["none"], lambda: defaultdict(1), lambda: defaultdict([], 1), lambda: defaultdict(int, 5), lambda: defaultdict()[1]):
    try:
        print(bad())
    except (KeyError, TypeError) as e:
        print(type(e).__name__, e)


class Counting(defaultdict):
    def __missing__(self, key):
        return "missing " + key


c = Counting(int)
c.note = 1
print(c["k"], len(c), c.note, type(c).__name__, c)
r = defaultdict(list)
r["self"] = r
print(r)


def boom():
    raise ValueError("factory")


try:
    defaultdict(boom)["x"]
except ValueError as e:
    print(e)
words = defaultdict(set)
for w in "one two three four".split():
    words[len(w)].add(w)
print({k: sorted(v) for k, v in words.items()}, defaultdict.fromkeys("ab", 1), isinstance(d, dict))
