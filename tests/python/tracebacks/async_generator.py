async def numbers():
    yield 1
    raise ValueError("numbers failed")


class Manager:
    async def __aenter__(self):
        pass

    async def __aexit__(self, *args):
        pass


async def use():
    async with Manager():
        async for x in numbers():
            print([y async for y in numbers()])


use().send(None)
