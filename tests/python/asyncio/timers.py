# asyncio: what waits for a time.
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    try:
        await asyncio.wait_for(asyncio.Event().wait(), 0.01)
    except asyncio.TimeoutError as error:
        print("timeout", type(error).__name__)
    try:
        async with asyncio.timeout(0.01) as limit:
            await asyncio.sleep(10)
    except TimeoutError:
        print("timed out", limit.expired())
    async with asyncio.timeout(10) as limit:
        await asyncio.sleep(0.001)
    print(limit.expired(), await asyncio.wait_for(asyncio.sleep(0, "result"), 5))
    order = []
    loop.call_later(0.02, order.append, 2)
    loop.call_later(0.01, order.append, 1)
    loop.call_later(0.01, order.append, 3).cancel()
    loop.call_soon(order.append, 0)
    await asyncio.sleep(0.03)
    print(order)
    done, pending = await asyncio.wait([asyncio.create_task(asyncio.sleep(10))], timeout=0.01)
    print(len(done), len(pending))
    pending.pop().cancel()


asyncio.run(main())
