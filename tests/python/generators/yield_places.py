# yield is an expression and may stand anywhere.
def drive(g, *values):
    out = [next(g)]
    for value in values:
        try:
            out.append(g.send(value))
        except StopIteration as stop:
            out.append(("return", stop.value))
            break
    return out


def f():
    x = (yield 1) + (yield 2)
    y = [(yield 3), (yield 4)]
    z = {"a": (yield 5)}
    w = ((yield 6), (yield 7))
    return x, y, z, w


print(drive(f(), *range(10, 20)))


def call():
    print((yield "a"), (yield "b"), sep=(yield "c"))
    return "{} {k}".format((yield 1), k=(yield 2))


print(drive(call(), 1, 2, "-", 3, 4))


def conditions():
    if (yield "if"):
        a = "yes"
    else:
        a = "no"
    while (yield "while") > 0:
        a += "+"
    b = (yield 1) if (yield 2) else (yield 3)
    c = (yield 4) or (yield 5) and (yield 6)
    return a, b, c, (yield 7) < (yield 8) < (yield 9)


print(drive(conditions(), True, 1, 0, True, "b", 0, 1, "c", 1, 2, 3))


def targets():
    d = {}
    l = [0, 0, 0]
    d[(yield "key")] = (yield "value")
    l[(yield "index")] += (yield "add")
    a, (b, *c) = yield "unpack"
    x = y = yield "chain"
    del d[(yield "del")]
    l[(yield 1):(yield 2)] = yield 3
    return d, l, a, b, c, x, y


print(drive(targets(), "v", "k", 1, 5, (1, (2, 3, 4)), 9, "k", "xy", 0, 1))


def strings():
    return f"{(yield 1)} {(yield 2)!r:>{(yield 3)}}"


print(drive(strings(), "a", "b", 6))


def statements():
    assert (yield "assert"), (yield "message")


g = statements()
next(g)
g.send(0)
try:
    g.send("text")
except AssertionError as error:
    print(error)


def augmented():
    total = 1
    total += yield total
    total *= yield total
    return total


print(drive(augmented(), 2, 5))


def comparison():
    return (yield 1) is (yield 2), (yield 3) in (yield 4), not (yield 5), -(yield 6)


print(drive(comparison(), 1, 1, 2, [2], 0, 4))


def nested():
    return (yield (yield (yield 1)))


print(drive(nested(), 2, 3, 4))


def starred():
    yield *[1, 2], 3
    x = yield 1, *"ab"
    return [*(yield 5), *(yield 6)]


print(drive(starred(), 0, 0, "x", "y"))


def subscript():
    return (yield 1)[(yield 2)], (yield 3).real, (yield 4)(5)


print(drive(subscript(), "abc", 1, 7, str))


def decorated():
    @(yield "decorator")
    def inner(a=(yield "default"), *, b=(yield "keyword")):
        return a, b

    class C((yield "base")):
        pass

    return inner, C.__mro__[1].__name__


print(drive(decorated(), lambda f: f(), 1, 2, dict))


def loops():
    for x in (yield "iterable"):
        yield x
    with (yield "manager") as m:
        pass
    raise (yield "exception")


class M:
    def __enter__(self):
        return 1

    def __exit__(self, *a):
        return None


try:
    print(drive(loops(), [1], None, M(), ValueError("raised")))
except ValueError as error:
    print(error)
