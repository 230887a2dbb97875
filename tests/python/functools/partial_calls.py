from functools import partial, reduce
import operator


def f(a, b=2, *rest, c, d=4, **more):
    return a, b, rest, c, d, more


p = partial(f, 1, c=3)
print(p(), p(9), p(9, 8, 7), p(c=30), p(d=40, e=50), p(5, d=1, z=0))
q = partial(p, 20, d=0, e=1)
print(q(), q(e=2), q.args, q.keywords, q.func is f)
for bad in (lambda: partial(f)(), lambda: p(a=1), lambda: partial(f, c=1)(b=5), lambda: partial(len, 1)(), lambda: partial(len, x=1)([])):
    try:
        print(bad())
    except TypeError as e:
        print(e)
args = partial(lambda *a: len(a), *range(6))
print(args(), args(1), args(*range(100)), partial(args, *range(50))())
print(partial(int, "ff")(base=16), partial(partial, partial)(len)("abc"), partial(str.join, "-")(["a", "b"]), [*map(partial(operator.add, 1), range(3))])
counter = []
g = partial(counter.append)
g(1), g(2)
print(counter, partial(dict, a=1)(b=2), partial(dict, a=1)(a=2), sorted("bA", key=partial(str.lower)), hash(p) == hash(p), p == partial(f, 1, c=3))
k = {"x": 1}
r = partial(dict, **k)
k["x"] = 2
r.keywords["y"] = 5
print(r(), r.keywords)


class Owner:
    call = partial(print, "called")
    static = staticmethod(partial(print, "static"))


Owner.call("by class")
Owner().static("by instance")
