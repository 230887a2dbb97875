class Suspend:
    def __await__(self):
        yield 1


async def low():
    await Suspend()
    raise LookupError("low")


async def middle():
    return await low()


async def high():
    x = 1 + await middle()


c = high()
c.send(None)
c.send(None)
