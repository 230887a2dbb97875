# Coroutines: what await passes on, returns and raises.
class Suspend:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


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


async def simple():
    return 5


async def one(x):
    got = await Suspend(x)
    return x, got


async def two():
    a = await one("a")
    b = await one("b")
    return a, b, await simple()


print(run(simple()), run(one(1), 2), run(two(), 10, 20))


async def fails():
    await Suspend("before")
    raise ValueError("failed")


async def catches():
    try:
        await fails()
    except ValueError as error:
        return str(error)
    finally:
        await Suspend("finally")


print(run(catches()))


async def thrown():
    try:
        await one("waiting")
    except KeyError as error:
        return "caught", error.args
    return "not"


c = thrown()
print(c.send(None))
try:
    c.throw(KeyError("k"))
except StopIteration as stop:
    print(stop.value)
c = thrown()
c.send(None)
print(c.close(), c.cr_running, c.cr_suspended)
c = simple()
print(type(c).__name__, c.__name__, c.__qualname__, c.cr_code.co_name, c.cr_await, c.cr_running, c.cr_suspended, c.cr_origin)
print(repr(c).startswith("<coroutine object simple at 0x"), hasattr(c, "__iter__"), hasattr(c, "__next__"))
c.close()
try:
    c.send(None)
except RuntimeError as error:
    print(error)
c = simple()
try:
    c.send(1)
except TypeError as error:
    print(error)
try:
    c.send(None)
except StopIteration as stop:
    print(stop.value)
for use in (lambda: c.send(None), lambda: c.throw(ValueError), lambda: c.close()):
    try:
        print(use())
    except RuntimeError as error:
        print(error)
for use in (iter, next, list):
    c = simple()
    try:
        use(c)
    except TypeError as error:
        print(error)
    c.close()


async def loop():
    total = 0
    for i in range(5):
        total += await Suspend(i)
    while total < 100:
        total += await Suspend("more")
    return total


print(run(loop(), 1, 2, 3, 4, 5, 50, 60))
wrapper = one("w").__await__()
print(type(wrapper).__name__, next(wrapper), iter(wrapper) is wrapper)
try:
    wrapper.send(7)
except StopIteration as stop:
    print(stop.value)
wrapper = one("w").__await__()
next(wrapper)
wrapper.close()


def iterates():
    yield from one("from").__await__()


print(list(iterates()))


async def recursive(n):
    if n == 0:
        await Suspend("bottom")
        return 0
    return 1 + await recursive(n - 1)


print(run(recursive(200)))


async def stops():
    raise StopIteration("inside")


try:
    stops().send(None)
except RuntimeError as error:
    print(error, repr(error.__cause__))


class Meta:
    async def method(self, x, *args, key=1, **rest):
        return self.value + await self.other(x), args, key, rest

    async def other(self, x):
        return await Suspend(x) or x

    value = 10

    @staticmethod
    async def static():
        return "static"

    @classmethod
    async def class_method(cls):
        return cls.__name__


print(run(Meta().method(1, 2, 3, key=4, more=5)), run(Meta.static()), run(Meta.class_method()))


async def shared(c):
    return await c


c = one("shared")
a, b = shared(c), shared(c)
a.send(None)
try:
    b.send(None)
except RuntimeError as error:
    print(error)
a.close()


async def self_await():
    await me


me = self_await()
try:
    me.send(None)
except (RuntimeError, ValueError) as error:
    print(type(error).__name__, error)
print((lambda: 1).__code__.co_flags & 0x80, simple.__code__.co_flags & 0x80)
