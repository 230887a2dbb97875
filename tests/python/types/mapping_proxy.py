import types


def attempt(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__, error)


class C:
    x = 1

    def f(self):
        pass


d = C.__dict__
print(type(d), type(d) is types.MappingProxyType, "x" in d, d["x"], "y" in d, d.get("y"), d.get("x"), d.get("q", 5))
C.y = 2
print(d["y"], "y" in d, "f" in d, [k for k in d if not k.startswith("__")], vars(C)["x"])
C.x = 10
del C.y
print(d["x"], "y" in d)


def change():
    d["z"] = 1


def remove():
    del d["x"]


attempt(change)
attempt(remove)
attempt(lambda: d["nothing"])
attempt(lambda: d.clear())
attempt(lambda: types.MappingProxyType([1]))
attempt(lambda: types.MappingProxyType(5))
attempt(lambda: types.MappingProxyType())
attempt(lambda: hash(types.MappingProxyType({})))
base = {"a": 1, "b": 2}
proxy = types.MappingProxyType(base)
print(proxy, str(proxy), len(proxy), list(proxy), list(reversed(proxy)), list(proxy.items()), proxy.keys(), proxy.values())
base["c"] = 3
print(proxy["c"], proxy == base, proxy == {"a": 1}, proxy != base, proxy == types.MappingProxyType(base), base == proxy)
print(proxy | {"d": 4}, {"d": 4} | proxy, proxy | proxy, type(proxy | proxy), proxy.copy() is base, proxy.copy() == base)


def in_place():
    global proxy
    proxy |= {"e": 1}


attempt(in_place)
attempt(lambda: proxy < proxy)
attempt(lambda: types.MappingProxyType[str, int])
print(dict(proxy), {**proxy}, dict(**proxy), "a" in proxy, bool(types.MappingProxyType({})), bool(proxy))


class Own(dict):
    def __missing__(self, key):
        return key * 2

    def get(self, key, default=None):
        return ("own", key, default)


own = types.MappingProxyType(Own(a=1))
print(own["a"], own["zz"], own.get("q"), own)
print(type(int.__dict__), "real" in int.__dict__, isinstance(type.__dict__, types.MappingProxyType))
match proxy:
    case {"a": a}:
        print("mapping", a)
print(sorted(n for n in dir(proxy) if n[:2] != "__"))
