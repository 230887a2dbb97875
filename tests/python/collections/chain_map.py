from collections import ChainMap, OrderedDict

base = {"a": 1, "b": 2}
top = {"b": 20, "c": 30}
m = ChainMap(top, base)
print(m, m["a"], m["b"], len(m), list(m), "c" in m, m.get("zz"), m.get("a"), bool(m), bool(ChainMap()), ChainMap())
m["a"] = 100
print(top, base, m.maps, m.parents, m.new_child(), m.new_child({"z": 1}), m.new_child(k=1)["k"])
del m["a"]
print(m["a"], m.pop("c"), m.popitem(), dict(m), sorted(m.items()), list(m.values()), m.keys())
for bad in (lambda: m["zz"], lambda: m.pop("a"), lambda: m.popitem(), lambda: m.__delitem__("a")):
    try:
        print(bad())
    except KeyError as e:
        print(e)
print(m | {"n": 1}, {"n": 1} | ChainMap({"o": 2}), m == {"a": 1, "b": 2}, m.copy().maps[1] is base, ChainMap.fromkeys("ab", 0), m.setdefault("s", 5), m)
m |= {"t": 6}
m.update(u=7)
print(m)
m.clear()
print(m, isinstance(m, dict))


class Deep(ChainMap):
    def __missing__(self, key):
        return "missing"


print(Deep()["x"], Deep({"a": 1}), ChainMap(OrderedDict(x=1), {}))
r = ChainMap()
r["self"] = r
print(r)
