"""Generators that `types.coroutine` lets be awaited, and objects that only behave like them."""

import collections.abc
import inspect
import types


@types.coroutine
def pause(value):
    got = yield value
    return got


def plain():
    yield 1


async def main():
    first = await pause(1)
    second = await pause(first)
    return first, second


def run(coroutine):
    sent, seen = None, []
    while True:
        try:
            seen.append(coroutine.send(sent))
        except StopIteration as end:
            return seen, end.value
        sent = len(seen) * 10


print(run(main()))
print(types.coroutine(pause) is pause, types.coroutine(main) is main, bool(pause.__code__.co_flags & inspect.CO_ITERABLE_COROUTINE))
made = pause(5)
print(type(made).__name__, inspect.isawaitable(made), isinstance(made, collections.abc.Awaitable))


async def wrong():
    await plain()


try:
    wrong().send(None)
except TypeError as error:
    print(error)


class Duck(collections.abc.Generator):
    def __init__(self):
        self.left = 2

    def send(self, value):
        self.left -= 1
        if self.left < 0:
            raise StopIteration("done")
        return self.left

    def throw(self, *details):
        raise details[0]


@types.coroutine
def ducks():
    return Duck()


async def over():
    return await ducks()


print(run(over()), type(ducks()).__name__)
try:
    types.coroutine(5)
except TypeError as error:
    print(error)
