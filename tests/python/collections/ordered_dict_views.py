from collections import OrderedDict

o = OrderedDict(b=1, a=2, c=3)
keys, values, items = o.keys(), o.values(), o.items()
o["d"] = 4
print(keys, values, items, len(keys), "d" in keys, 4 in values, ("d", 4) in items, ("d", 5) in items)
print(list(reversed(keys)), list(reversed(values)), keys - {"a"} == {"b", "c", "d"}, keys == {"a", "b", "c", "d"}, keys.isdisjoint({"z"}), items & {("a", 2)}, keys <= set("abcde"))
print(type(keys).__mro__, type(values).__name__, type(items).__name__, isinstance(keys, type({}.keys())))
it = iter(o)
print(next(it), type(it).__name__)
o.move_to_end("b")
try:
    next(it)
except RuntimeError as e:
    print(e)
it = iter(items)
print(next(it))
o["a"] = 100
print(next(it))
del o["d"]
try:
    next(it)
except RuntimeError as e:
    print(e)
for view in (o.keys, o.values, o.items):
    for backwards in (False, True):
        o = OrderedDict(x=1, y=2)
        bound = getattr(o, view.__name__)()
        try:
            for x in reversed(bound) if backwards else bound:
                o.popitem()
        except RuntimeError as e:
            print(view.__name__, backwards, e)
o = OrderedDict.fromkeys("hello")
print(o, [*o], {**o}, dict(o.items()), list(map(str.upper, o)), max(o), OrderedDict(zip("ab", (1, 2))), OrderedDict(OrderedDict(a=1)), OrderedDict(sorted({"z": 1, "y": 2}.items())))
for n in range(50):
    o[n] = n
for n in range(0, 50, 2):
    del o[n]
o.move_to_end(49, last=False)
o.move_to_end("h")
print(list(o)[:6], list(o)[-3:], len(o), o.popitem(False), o.popitem())
empty = OrderedDict()
print(list(empty), list(reversed(empty)), empty == {}, not empty, empty.keys(), empty.items())
o.clear()
print(o, len(o))
