# Asynchronous generators.
def run(coroutine, *sends):
    sends = list(sends)
    seen = []
    try:
        item = coroutine.send(None)
        while True:
            seen.append(item)
            item = coroutine.send(sends.pop(0) if sends else None)
    except StopIteration as stop:
        return seen, stop.value


def attempt(coroutine):
    try:
        return run(coroutine)
    except BaseException as error:
        return type(error).__name__, str(error)


class Suspend:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


async def count(n):
    for i in range(n):
        await Suspend(("waits", i))
        yield i


async def use():
    out = []
    async for x in count(3):
        out.append(x)
    return out


print(run(use()))
g = count(1)
print(type(g).__name__, g.__name__, g.__qualname__, g.ag_running, g.ag_await, g.ag_suspended, g.ag_code.co_name)
print(repr(g).startswith("<async_generator object count at 0x"), g.__aiter__() is g)
print(run(g.__anext__()), attempt(g.__anext__()), attempt(g.__anext__()))


async def echo():
    got = "start"
    while True:
        try:
            got = yield got
            await Suspend(got)
        except ValueError as error:
            got = "caught " + str(error)


g = echo()
print(run(g.asend(None)), run(g.asend(1)), run(g.asend("x")), run(g.athrow(ValueError("v"))), run(g.athrow(ValueError)))
print(run(g.aclose()), attempt(g.asend(1)), run(g.aclose()), attempt(g.athrow(ValueError("after"))))
g = echo()
print(attempt(g.asend(1)))
g = echo()
print(attempt(g.athrow(KeyError("fresh"))), attempt(g.__anext__()))
g = echo()
print(run(g.aclose()), attempt(g.__anext__()))


async def cleanup():
    try:
        yield 1
        yield 2
    finally:
        await Suspend("cleaning")
        print("cleaned")


g = cleanup()
print(run(g.__anext__()), run(g.aclose()), attempt(g.__anext__()))
g = cleanup()
run(g.__anext__())
print(attempt(g.athrow(KeyError("k"))))


async def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = stubborn()
run(g.__anext__())
print(attempt(g.aclose()))


async def stops(error):
    yield 1
    raise error


for error in (StopIteration("a"), StopAsyncIteration("b"), ValueError("c")):
    g = stops(error)
    run(g.__anext__())
    try:
        run(g.__anext__())
    except Exception as error:
        print(type(error).__name__, error, repr(error.__cause__))
g = count(2)
a = g.__anext__()
print(a.send(None), g.ag_running)
b = g.__anext__()
for other in (b, g.aclose(), g.athrow(ValueError("x"))):
    try:
        other.send(None)
    except RuntimeError as error:
        print(error)
try:
    a.send(None)
except StopIteration as stop:
    print(stop.value, g.ag_running)
for again in (a, b):
    try:
        again.send(None)
    except RuntimeError as error:
        print(error)
c = g.aclose()
run(c)
try:
    c.send(None)
except RuntimeError as error:
    print(error)
a = count(1).__anext__()
print(type(a).__name__, iter(a) is a, a.__await__() is a, next(a), a.close(), a.close())
a = count(1).__anext__()
print(a.close())
try:
    next(a)
except RuntimeError as error:
    print(error)
a = echo().athrow(ValueError)
print(type(a).__name__, a.close())


async def throws_into():
    g = count(5)
    a = g.__anext__()
    a.send(None)
    try:
        a.throw(KeyError("thrown"))
    except KeyError as error:
        print("out", error)
    return attempt(g.__anext__())


print(run(throws_into()))


async def empty():
    return
    yield


async def collect(g):
    return [x async for x in g]


print(run(collect(empty())), run(collect(count(2))))


async def delegating(n):
    async for x in count(n):
        yield x
    if n:
        async for x in delegating(n - 1):
            yield x


print(run(collect(delegating(3))))


async def in_with():
    class M:
        async def __aenter__(self):
            return "entered"

        async def __aexit__(self, *args):
            await Suspend("exit")

    async with M() as m:
        got = yield m
        yield got


g = in_with()
print(run(g.asend(None)), run(g.asend("sent")), run(g.aclose()))
for use in (iter, list, next):
    try:
        use(count(1))
    except TypeError as error:
        print(error)
print(count.__code__.co_flags & 0x200)
