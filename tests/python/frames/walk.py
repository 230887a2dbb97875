# sys._getframe, f_back, line numbers: wherever the call comes from.
import sys


def inner(depth):
    return sys._getframe(depth)


def outer(a, *args, k=1, **kw):
    b = 2
    f = inner(1)
    print(f.f_code.co_name, f.f_lineno, sorted(f.f_locals), f.f_locals["a"])
    print(f is sys._getframe(), f.f_back.f_code.co_name, f.f_globals is globals())
    return f


f = outer(1)
print(f.f_code.co_name, f.f_back.f_back if f.f_back else None)


class C:
    y = 3
    print(sorted(sys._getframe().f_locals)[-1], sys._getframe().f_code.co_name)

    def __add__(self, other):
        return sys._getframe(1).f_lineno

    def __getattr__(self, name):
        return (name, sys._getframe(1).f_lineno)

    def __getitem__(self, key):
        return sys._getframe(1).f_lineno

    def __iter__(self):
        yield sys._getframe(1).f_lineno

    def __call__(self, *args):
        return sys._getframe(1).f_lineno


c = C()
for _ in range(3):
    print(c + 1, c.attribute, c[1], list(c),
          c())
print(list(map(lambda x: sys._getframe(1).f_lineno, [1, 2])))
print(sorted([3, 1, 2], key=lambda x: (sys._getframe(1).f_lineno, x)))


def recursive(n):
    if n == 0:
        names = []
        f = sys._getframe()
        while f:
            names.append((f.f_code.co_name, f.f_lineno))
            f = f.f_back
        return names
    return recursive(n - 1)


print(recursive(4))


def hot(n):
    total = 0
    for i in range(n):
        total += i
        if i == n - 1:
            frame = sys._getframe()
            return total, frame.f_locals["total"], frame.f_lineno, frame.f_back.f_lineno


for _ in range(100):
    result = hot(50)
print(result)
for attempt in ("sys._getframe(1000)", "sys._getframe('x')"):
    try:
        eval(attempt)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(sys._getframe().f_builtins["len"] is len, sys._getframe().f_trace, sys._getframe().f_trace_lines, type(sys._getframe()))
print(sys._getframemodulename(), eval("sys._getframe().f_code.co_name"))
