# Every method of dictionaries.
d = {"a": 1, "b": 2}
print(d.get("a"), d.get("z"), d.get("z", 0), d.setdefault("c", 3), d.setdefault("a", 100), d)
print(d.pop("b"), d.pop("z", None), d.popitem(), d)
d.update({"x": 10, "a": 5})
d.update(y=20)
d.update([("p", 1), ("q", 2)])
print(d, len(d), list(d), list(d.keys()), list(d.values()), list(d.items()))
e = d.copy()
e.clear()
print(d == e, e, bool(e), "x" in d, 5 in d, dict.fromkeys("ab"), dict.fromkeys([1, 2], 0))
del d["x"]
d["new"] = None
print(d, list(reversed(d)))
for function in (lambda: d["missing"], lambda: d.pop("missing"), lambda: {}.popitem(), lambda: {}[1, 2], lambda: d[[1]], lambda: d.update(5)):
    try:
        print(function())
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)
print(dict(a=1, b=2), dict([(1, 2)]), dict({"k": 1}, z=2), {**d, "p": 9}, {"a": 1} | {"a": 2, "b": 3})
d |= {"or": 1}
print(d)
