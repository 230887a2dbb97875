# async with.
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
        return (yield self.value)


class Manager:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    async def __aenter__(self):
        await Suspend("enter " + self.name)
        return self.name

    async def __aexit__(self, kind, value, traceback):
        await Suspend("exit %s %s" % (self.name, kind and kind.__name__))
        return self.swallow


async def plain():
    async with Manager("a") as a:
        await Suspend("body " + a)
    async with Manager("b") as b, Manager("c"):
        return b


async def swallowed():
    async with Manager("a"), Manager("b", True) as b:
        raise ValueError("gone")
    return "after"


async def raised():
    try:
        async with Manager("a"):
            async with Manager("b"):
                raise ValueError("kept")
    except ValueError as error:
        await Suspend("handler")
        return str(error)


async def loops():
    for i in range(4):
        async with Manager(str(i)):
            if i == 1:
                continue
            if i == 2:
                break
    return i


async def mixed():
    try:
        async with Manager("outer"):
            try:
                raise KeyError("first")
            except KeyError:
                async with Manager("inner", True):
                    raise
                raise
    except KeyError as error:
        return repr(error)
    finally:
        await Suspend("finally")


for f in (plain, swallowed, raised, loops, mixed):
    print(run(f()))


class NoExit:
    async def __aenter__(self):
        pass


class NoEnter:
    async def __aexit__(self, *args):
        pass


class BadEnter:
    def __aenter__(self):
        return 1

    async def __aexit__(self, *args):
        pass


class BadExit:
    async def __aenter__(self):
        pass

    def __aexit__(self, *args):
        return 2


class Sync:
    def __enter__(self):
        pass

    def __exit__(self, *args):
        pass


async def use(manager):
    async with manager:
        print("body")


async def use_sync(manager):
    with manager:
        print("body")


for manager in (1, NoExit(), NoEnter(), BadEnter(), BadExit(), Sync()):
    try:
        run(use(manager))
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
try:
    run(use_sync(Manager("x")))
except TypeError as error:
    print(error)


class ExitRaises:
    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, value, traceback):
        raise KeyError("in exit") from value


async def replaced():
    async with ExitRaises():
        raise ValueError("in body")


try:
    run(replaced())
except KeyError as error:
    print(error, repr(error.__cause__), repr(error.__context__))


async def thrown():
    async with Manager("t", True):
        await Suspend("waiting")
    return "swallowed"


c = thrown()
print(c.send(None), c.send(None), c.throw(ValueError("into")))
try:
    c.send(None)
except StopIteration as stop:
    print(stop.value)


class Truth:
    def __bool__(self):
        print("asked")
        return True


class TruthManager:
    async def __aenter__(self):
        pass

    async def __aexit__(self, *args):
        return Truth()


async def truth():
    async with TruthManager():
        raise ValueError
    async with TruthManager():
        pass


print(run(truth()))
