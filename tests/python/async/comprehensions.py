# Asynchronous comprehensions and generator expressions.
def run(coroutine):
    seen = []
    try:
        while True:
            seen.append(coroutine.send(None))
    except StopIteration as stop:
        return seen, stop.value


class Suspend:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield self.value
        return self.value


async def count(n):
    for i in range(n):
        await Suspend(-i)
        yield i


async def f(x):
    return await Suspend(x) * 2


async def lists():
    return [
        [x async for x in count(3)],
        [x async for x in count(5) if x % 2],
        [await f(x) for x in range(3)],
        [(x, y) async for x in count(3) for y in range(x)],
        [(x, y) for x in range(3) async for y in count(x)],
        [[y async for y in count(x)] for x in range(3)],
        [x for x in range(4) if await f(x)],
        [x for x in await listed()],
        [z async for x in count(2) async for z in count(x + 1) if await f(z) or x],
    ]


async def listed():
    return [7, 8]


async def others():
    return (
        {x async for x in count(3)},
        {x: await f(x) async for x in count(3)},
        {await f(x): x for x in range(2)},
        [x async for x in (await f(y) for y in range(3))],
        [x async for x in (y async for y in count(3) if y)],
        tuple([x async for x in count(2)]),
    )


async def lazily():
    g = (await f(x) for x in range(3))
    kind = type(g).__name__
    return kind, g.__name__, [x async for x in g], [x async for x in g]


async def captures(k):
    fs = [lambda: (x, k) async for x in count(3)]
    g = (x + k async for x in count(2))
    k = 100
    return [f() for f in fs], [x async for x in g]


async def walrus():
    out = [last := x async for x in count(3)]
    return last, out


async def unpacking():
    async def pairs():
        for i in range(3):
            yield i, {"k": i}

    return [(a, b["k"]) async for a, b in pairs()], {**{str(a): b async for a, b in pairs()}}, [*[a async for a, _ in pairs()]]


for test in (lists, others, lazily, lambda: captures(10), walrus, unpacking):
    print(run(test()))


def in_a_function():
    return (x async for x in count(2))


async def outside():
    return [x async for x in in_a_function()]


print(type(in_a_function()).__name__, run(outside()))


async def fails():
    return [1 // x async for x in count(2)]


try:
    run(fails())
except ZeroDivisionError as error:
    print(error)


async def not_async():
    return [x async for x in [1]]


try:
    run(not_async())
except TypeError as error:
    print(error)
try:
    (x async for x in 5)
except TypeError as error:
    print(error)


class A:
    values = [1, 2]

    async def method(self):
        return [(self.values, x) async for x in count(2)], [__class__ async for x in count(1)]


print(run(A().method())[1][0])


async def handled():
    try:
        raise ValueError("v")
    except ValueError as error:
        out = [repr(error) async for x in count(2)]
        try:
            raise
        except ValueError as again:
            return out, again is error


print(run(handled()))
