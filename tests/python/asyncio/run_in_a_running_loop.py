# What `asyncio.run` refuses it leaves alone.
import asyncio


async def main():
    return 5


async def nested():
    made = main()
    try:
        asyncio.run(made)
    except RuntimeError as error:
        print(error)
    print(await made)


asyncio.run(nested())
