# async for over objects and asynchronous generators.
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


class Counter:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        self.i = 0
        return self

    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        await Suspend(self.i)
        self.i += 1
        return self.i


async def plain():
    out = []
    async for x in Counter(3):
        out.append(x)
    else:
        out.append("else")
    return out


async def breaks():
    async for x in Counter(5):
        if x == 1:
            continue
        if x == 3:
            break
    else:
        return "else"
    return x


async def unpacks():
    out = []
    async for a, (b, *c) in pairs():
        out.append((a, b, c))
    async for out[0] in Counter(2):
        pass
    return out


async def pairs():
    yield 1, (2, 3, 4)
    yield "a", "bcd"


async def nested():
    out = []
    async for x in Counter(2):
        async for y in Counter(x):
            for z in range(y):
                out.append((x, y, z))
    return out


async def returns():
    async for x in Counter(9):
        try:
            if x == 2:
                return x
        finally:
            await Suspend("finally")


for f in (plain, breaks, unpacks, nested, returns):
    print(run(f()))


class NoNext:
    def __aiter__(self):
        return self


class BadNext:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


class BadIter:
    def __aiter__(self):
        return iter([])


class AsyncIter:
    async def __aiter__(self):
        return self


class RaisesNext:
    def __aiter__(self):
        return self

    def __anext__(self):
        raise ValueError("in __anext__")


class RaisesIter:
    def __aiter__(self):
        raise ValueError("in __aiter__")


class StopsAtOnce:
    def __aiter__(self):
        return self

    def __anext__(self):
        raise StopAsyncIteration("at once")


async def over(x):
    async for y in x:
        pass
    return "end"


for x in (1, [], NoNext(), BadNext(), BadIter(), RaisesNext(), RaisesIter(), StopsAtOnce()):
    try:
        print(run(over(x)))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error, repr(error.__cause__))


async def body_stops():
    async for x in Counter(3):
        raise StopAsyncIteration("from the body")


try:
    run(body_stops())
except StopAsyncIteration as error:
    print("through", error)


async def anexts():
    it = aiter(Counter(2))
    out = [await anext(it), await anext(it)]
    try:
        await anext(it)
    except StopAsyncIteration:
        out.append("stop")
    out.append(await anext(it, "default"))
    g = pairs()
    out.append(aiter(g) is g)
    out.append(await anext(g, 0))
    out.append(await anext(g, 0))
    out.append(await anext(g, 0))
    return out


print(run(anexts()))
for use in (lambda: aiter(1), lambda: anext(1), lambda: aiter(BadIter()), lambda: anext(iter([]))):
    try:
        use()
    except TypeError as error:
        print(error)


async def handled():
    try:
        raise KeyError("k")
    except KeyError:
        async for x in Counter(2):
            try:
                raise
            except KeyError as error:
                await Suspend(repr(error))


print(run(handled()))
