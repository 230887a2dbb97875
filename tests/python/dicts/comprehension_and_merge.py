a = {"x": 1, "y": 2}
b = {"y": 3, "z": 4}
print(a | b, b | a, {**a, **b, "w": 0}, {key: value for key, value in zip("abc", range(3)) if value})
c = a.copy()
c |= b
c |= [("q", 9)]
print(c, a)
for bad in (lambda: a | [("q", 1)], lambda: {} | 1, lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: {[]: 1}, lambda: {**1}, lambda: dict(**{1: 2})):
    try:
        print(bad())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(dict(a, z=5), dict([("k", "v")], k="w"), dict.fromkeys("ab"), dict.fromkeys([1, 2], []), dict(zip([1, 2], "ab")))
d = {}
for word in "the cat the dog the end".split():
    d.setdefault(word, []).append(len(d))
print(d, d.pop("cat"), d.pop("none", "default"), list(d), d.popitem(), len(d))
try:
    d.pop("cat")
except KeyError as error:
    print("KeyError", error)
print({1: "a", True: "b", 1.0: "c"}, {float("nan"): 1} == {float("nan"): 1}, list(reversed({1: 2, 3: 4}.items())))
print({i: {j: i * j for j in range(i)} for i in range(4)}, {**{}, **{"a": 1}}, {(x := 5): x + 1})
