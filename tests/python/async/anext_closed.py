# What `anext(iterator, default)` gives closes what it awaits, which may have ended.
async def numbers():
    yield 1
    yield 2


class Endless:
    def __aiter__(self):
        return self

    async def __anext__(self):
        return 5


def step(call):
    try:
        print("gave", call())
    except (StopIteration, RuntimeError, ValueError) as error:
        print(type(error).__name__, error)


for make in (lambda: anext(numbers(), "default"), lambda: anext(Endless(), "default")):
    awaited = make()
    step(lambda: awaited.send(None))
    step(awaited.close)
    step(lambda: awaited.send(None))
    step(awaited.close)
    awaited = make()
    step(awaited.close)
    step(lambda: awaited.send(None))
    step(lambda: awaited.throw(ValueError("thrown")))
    step(awaited.close)
