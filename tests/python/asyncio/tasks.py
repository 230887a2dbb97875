# asyncio: tasks by turns, and what they wait for.
import asyncio


async def worker(name, n, log):
    for i in range(n):
        log.append((name, i))
        await asyncio.sleep(0)
    return name


async def basics():
    log = []
    print(await asyncio.gather(worker("a", 3, log), worker("b", 2, log)))
    print(log)
    task = asyncio.create_task(worker("c", 1, log), name="mine")
    print(task.get_name(), task.done(), asyncio.current_task().get_name()[:5], len(asyncio.all_tasks()))
    print(await task, task.done(), task.result())

    async def fails():
        await asyncio.sleep(0)
        raise ValueError("broken")

    try:
        await asyncio.gather(fails(), worker("d", 1, log))
    except ValueError as error:
        print("gathered", error)
    results = await asyncio.gather(fails(), worker("e", 1, log), return_exceptions=True)
    print(results)


async def cancelling():
    async def forever():
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError as error:
            print("cancelled", error.args)
            raise

    task = asyncio.create_task(forever())
    await asyncio.sleep(0)
    print(task.cancel("why"), task.cancelling())
    try:
        await task
    except asyncio.CancelledError as error:
        print("seen", error.args, task.cancelled())
    print(await asyncio.shield(worker("y", 1, [])))


async def locks():
    lock = asyncio.Lock()
    order = []

    async def use(n):
        async with lock:
            order.append(n)
            await asyncio.sleep(0)
            order.append(n)

    await asyncio.gather(*[use(n) for n in range(3)])
    print(order, lock.locked())
    event = asyncio.Event()

    async def waits():
        await event.wait()
        return "woken"

    task = asyncio.create_task(waits())
    await asyncio.sleep(0)
    event.set()
    print(await task)
    semaphore = asyncio.Semaphore(2)
    running = most = 0

    async def limited():
        nonlocal running, most
        async with semaphore:
            running += 1
            most = max(most, running)
            await asyncio.sleep(0)
            running -= 1

    await asyncio.gather(*[limited() for _ in range(6)])
    print(most)
    condition = asyncio.Condition()
    items = []

    async def consumer():
        async with condition:
            await condition.wait_for(lambda: items)
            return items.pop()

    task = asyncio.create_task(consumer())
    await asyncio.sleep(0)
    async with condition:
        items.append(5)
        condition.notify()
    print(await task)
    barrier = asyncio.Barrier(2)
    print(sorted(await asyncio.gather(barrier.wait(), barrier.wait())))


async def queues():
    queue = asyncio.Queue(maxsize=2)
    got = []

    async def producer():
        for i in range(5):
            await queue.put(i)

    async def consumer():
        while True:
            got.append(await queue.get())
            queue.task_done()

    consuming = asyncio.create_task(consumer())
    await producer()
    await queue.join()
    consuming.cancel()
    print(got, queue.empty(), queue.qsize())
    priority = asyncio.PriorityQueue()
    for n in (3, 1, 2):
        priority.put_nowait(n)
    print([priority.get_nowait() for _ in range(3)])
    try:
        priority.get_nowait()
    except asyncio.QueueEmpty as error:
        print(type(error).__name__)
    lifo = asyncio.LifoQueue(1)
    lifo.put_nowait(1)
    try:
        lifo.put_nowait(2)
    except asyncio.QueueFull as error:
        print(type(error).__name__)


async def groups():
    async with asyncio.TaskGroup() as group:
        a = group.create_task(worker("a", 2, []))
        b = group.create_task(worker("b", 1, []))
    print(a.result(), b.result())

    async def fails():
        raise KeyError("k")

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            group.create_task(asyncio.Event().wait())
    except* KeyError as error:
        print(error.message, error.exceptions)
    done, pending = await asyncio.wait([asyncio.create_task(worker("w", n, [])) for n in (1, 4)], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))
    for task in pending:
        await task
    print([await item for item in asyncio.as_completed([worker("p", 3, []), worker("q", 1, [])])])


async def futures():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.add_done_callback(lambda f: print("callback", f.result()))
    loop.call_soon(future.set_result, 7)
    print(await future, future)
    try:
        future.set_result(8)
    except asyncio.InvalidStateError as error:
        print(type(error).__name__)
    print(loop.create_future(), loop.is_running(), loop.is_closed())

    async def agen():
        for i in range(3):
            await asyncio.sleep(0)
            yield i

    print([x async for x in agen()])


for main in (basics, cancelling, locks, queues, groups, futures):
    print("--", main.__name__)
    asyncio.run(main())
for attempt in (lambda: asyncio.run(3), lambda: asyncio.get_running_loop(), lambda: asyncio.Queue().get_nowait()):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)


async def nested():
    coroutine = futures()
    try:
        asyncio.run(coroutine)
    except RuntimeError as error:
        print(error)
    coroutine.close()
    return "done"


print(asyncio.run(nested()), asyncio.iscoroutinefunction(nested))
with asyncio.Runner() as runner:
    print(runner.run(worker("r", 1, [])), runner.run(worker("s", 1, [])))
