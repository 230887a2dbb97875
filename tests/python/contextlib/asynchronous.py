from contextlib import *


def run(coroutine):
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value


@asynccontextmanager
async def tag(name):
    print("<", name)
    try:
        yield name
    except KeyError:
        print("swallowed")
    finally:
        print(">", name)


class Closer:
    async def aclose(self):
        print("aclosed")


async def main():
    async with tag("a") as t:
        print(t)
    async with tag("b"):
        raise KeyError
    try:
        async with tag("c"):
            raise ValueError("v")
    except ValueError as e:
        print(e)
    async with aclosing(Closer()):
        pass
    async with nullcontext(4) as n:
        print(n)

    @tag("deco")
    async def f():
        return 5

    print(await f())
    async with AsyncExitStack() as stack:
        print(await stack.enter_async_context(tag("x")))
        print(stack.enter_context(nullcontext(1)))

        async def later(v):
            print("later", v)

        stack.push_async_callback(later, 3)
        stack.callback(print, "sync")
    try:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(3)
    except TypeError as e:
        print(e)
    try:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(tag("y"))
            raise IndexError("i")
    except IndexError as e:
        print(repr(e))
    return "end"


print(run(main()))
print(isinstance(nullcontext(), AbstractAsyncContextManager), issubclass(Closer, AbstractAsyncContextManager))
