# Hooks for asynchronous generators, and the event loop that closes those that nobody iterated to their end.
import asyncio
import sys

log = []


async def numbers(name):
    try:
        for number in range(3):
            yield number
    finally:
        await asyncio.sleep(0)
        log.append(name)


def run(awaitable):
    try:
        awaitable.send(None)
    except StopIteration as stop:
        return stop.value


sys.set_asyncgen_hooks(lambda generator: print("begins", generator.__name__))
first = numbers("a")
print(run(first.__anext__()), run(first.__anext__()))
run(numbers("b").aclose())
sys.set_asyncgen_hooks(lambda generator: 1 / 0)
second = numbers("c")
for step in range(2):
    try:
        print(run(second.asend(None)))
    except ZeroDivisionError as error:
        print(error)
sys.set_asyncgen_hooks(None, None)


async def main():
    kept = numbers("kept")
    async for number in kept:
        break
    done = [number async for number in numbers("done")]
    print(done, sys.get_asyncgen_hooks().firstiter is not None)
    return kept


kept = asyncio.run(main())
print(log, sys.get_asyncgen_hooks().firstiter)
asyncio.run(first.aclose())
print(log)
asyncio.run(second.aclose())
print(log)
