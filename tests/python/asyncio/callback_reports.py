# How a callback that failed is named.
import asyncio
import functools


def fail(*arguments, **named):
    raise ValueError("no")


def handler(loop, context):
    text, _, place = context["message"].partition(" at ")
    print(text, place.rpartition(":")[2], repr(context["exception"]))


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    loop.call_soon(fail)
    loop.call_soon(fail, 1, "a")
    loop.call_soon(functools.partial(fail, 2, b=3), 4)
    loop.call_soon(functools.partial(print, sep=5), 4)
    await asyncio.sleep(0)
    try:
        loop.create_future().result()
    except asyncio.InvalidStateError as error:
        print(error)


asyncio.run(main())
