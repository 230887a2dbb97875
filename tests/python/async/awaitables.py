# What can be awaited, and what cannot.
def run(coroutine):
    seen = []
    try:
        while True:
            seen.append(coroutine.send(None))
    except StopIteration as stop:
        return seen, stop.value


async def wait(x):
    return await x


class Returns:
    def __init__(self, iterator):
        self.iterator = iterator

    def __await__(self):
        return self.iterator


class Own:
    def __init__(self):
        self.n = 3

    def __await__(self):
        return self

    def __next__(self):
        self.n -= 1
        if self.n < 0:
            raise StopIteration("own")
        return self.n


async def nothing():
    pass


def generator():
    yield 1
    return 2


print(run(wait(Own())), run(wait(Returns(iter([1, 2])))), run(wait(Returns(generator()))), run(wait(nothing())))
for bad in (1, None, "text", generator(), Returns(5), Returns([1]), Returns(None), wait, [wait]):
    try:
        run(wait(bad))
    except TypeError as error:
        print(error)
inner = nothing()
try:
    run(wait(Returns(inner)))
except TypeError as error:
    print(error)
inner.close()


class Raises:
    def __await__(self):
        raise LookupError("in __await__")


try:
    run(wait(Raises()))
except LookupError as error:
    print(error)


class NoneAwait:
    __await__ = None


try:
    run(wait(NoneAwait()))
except TypeError as error:
    print(error)


class Instance:
    pass


i = Instance()
i.__await__ = lambda: iter(())
try:
    run(wait(i))
except TypeError as error:
    print(error)


def yields_from_coroutine():
    c = nothing()
    try:
        yield from c
    finally:
        c.close()


try:
    list(yields_from_coroutine())
except TypeError as error:
    print(error)


class Throwing:
    def __await__(self):
        return self

    def __iter__(self):
        return self

    def __next__(self):
        return "next"

    def send(self, value):
        print("send", value)
        return "sent"

    def throw(self, *args):
        print("throw", args)
        raise StopIteration("by throw")

    def close(self):
        print("close")


c = wait(Throwing())
print(c.send(None), c.send(1))
try:
    c.throw(ValueError("v"))
except StopIteration as stop:
    print(stop.value)
c = wait(Throwing())
c.send(None)
c.close()


async def expressions():
    f = nothing
    a = [await nothing(), await wait(Own())]
    b = {await wait(Returns(generator())): -await wait(Returns(generator()))}
    c = (await wait(Returns(generator()))) ** 3, not await f()
    d = f"{await wait(Returns(generator()))}"
    e = [x for x in range(await wait(Returns(generator())))]
    g = await wait(Returns(generator())) if await f() is None else 1
    return a, b, c, d, e, g


print(run(expressions()))
