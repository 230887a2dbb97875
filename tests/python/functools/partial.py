from functools import partial


def f(*args, **kwargs):
    return args, kwargs


p = partial(f, 1, a=2)
print(p(), p(3), p(b=4), p(5, a=6), p.func is f, p.args, p.keywords)
print(partial(int, base=2), partial(max, 1, 2), partial(p, 7, c=8).args, partial(p, 7, c=8).keywords, partial(p).func is f)
print(partial(f, *range(12))(12), partial(f)(), partial(print, "a", sep="-")("b"))
p.note = 1
print(p.note, p.__dict__, partial(p, 9).func is p, partial(p, 9)())
for bad in (lambda: partial(), lambda: partial(1), lambda: partial(func=f), lambda: partial(len)(), lambda: p.foo, lambda: setattr(p, "args", ())):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)


class Named(partial):
    def __init__(self, *args, **kwargs):
        self.made = True


n = Named(f, 1)
print(n.made, n(2), isinstance(n, partial), repr(n).split("(")[0])
p = partial(f)
p.__setstate__((f, (p,), {}, {}))
print(repr(p).count("..."))
p.__setstate__((f, (1,), {"k": 2}, {"attr": 3}))
print(p(), p.attr)
try:
    p.__setstate__((1, 2))
except TypeError as e:
    print(e)


print(sorted(["b", "A"], key=partial(str.lower)), list(map(partial(pow, 2), range(4))))
