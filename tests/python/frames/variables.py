# f_locals of functions: read and written in place.
import sys


def function(a, b=2):
    c = 3
    frame = sys._getframe()
    proxy = frame.f_locals
    print(sorted(proxy), proxy["a"], len(proxy) > 3, "c" in proxy, "d" in proxy, type(proxy).__name__)
    proxy["c"] = 30
    proxy["a"] = 10
    print(a, b, c)
    c = 4
    print(proxy["c"], frame.f_locals["c"])
    proxy["extra"] = 5
    print(proxy["extra"], frame.f_locals["extra"], "extra" in locals(), proxy.get("none", 7))
    for key in ("missing", "c"):
        try:
            del proxy[key]
        except TypeError as error:
            print(type(error).__name__, error)
    try:
        proxy["missing"]
    except KeyError as error:
        print(error)
    snapshot = locals()
    snapshot["c"] = 99
    print(c, snapshot is locals())
    proxy.update({"b": 20})
    return b


print(function(1))


def cells():
    x = 1

    def inner():
        nonlocal x
        frame = sys._getframe(1)
        frame.f_locals["x"] = 5
        return sys._getframe().f_locals["x"]

    return inner(), x


print(cells())


def peek():
    return sys._getframe(1).f_locals


def caller(n):
    for i in range(n):
        square = i * i
        if i == 3:
            found = peek()
            return found["square"], found["i"], found["n"]


for _ in range(80):
    result = caller(10)
print(result)


def deleted():
    a = 1
    b = 2
    del a
    return sorted(sys._getframe().f_locals)


print(deleted())
print(sys._getframe().f_locals is globals())


def nested():
    own = [1]
    def change():
        sys._getframe(1).f_locals["own"].append(2)
        sys._getframe(1).f_locals["own"] = own + [3]
    change()
    return own


print(nested())


def shown():
    frame = sys._getframe()
    frame.f_locals["own"] = frame.f_locals
    doubled = sorted(frame.f_locals)
    return repr(frame.f_locals["own"]).count("{...}"), doubled, [x for x in (1, 2)], "x" in frame.f_locals


print(shown())
