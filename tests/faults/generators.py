def counting(n):
    got = []
    try:
        for i in range(n):
            sent = yield i * i
            if sent:
                got.append(sent)
        return got
    finally:
        got.append("closed")

def delegating(n):
    result = yield from counting(n)
    yield result
    yield from [1, 2]

task = delegating(4)
print(next(task), task.send("a"), task.send("b"), list(task))
early = counting(9)
next(early)
early.close()
print(sum(x for x in counting(50)), [y for x in range(4) for y in counting(x)], {x: y for x, y in enumerate(counting(3))})

class Awaitable:
    def __await__(self):
        got = yield "ask"
        return got

async def inner(x):
    return [x, await Awaitable()]

async def numbers():
    for i in range(3):
        yield i

async def outer():
    total = [await inner(1)]
    async for i in numbers():
        total.append(i)
    return total, [i async for i in numbers() if i]

running = outer()
print(running.send(None))
try:
    running.send("answer")
except StopIteration as stop:
    print(stop.value)
thrown = counting(3)
next(thrown)
try:
    thrown.throw(KeyError("in"))
except KeyError as error:
    print(repr(error))
