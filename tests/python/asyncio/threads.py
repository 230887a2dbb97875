# Functions that run in another thread, and what a future refuses.
import asyncio
import contextvars
import threading

variable = contextvars.ContextVar("variable", default=0)


def work(a, b=1):
    try:
        asyncio.get_running_loop()
    except RuntimeError as error:
        print(error, threading.current_thread() is threading.main_thread(), threading.current_thread().name)
    variable.set(variable.get() + 1)
    return a / b, variable.get()


async def main():
    variable.set(5)
    print(await asyncio.to_thread(work, 6, b=3), variable.get())
    try:
        await asyncio.to_thread(work, 1, 0)
    except ZeroDivisionError as error:
        print(error)
    loop = asyncio.get_running_loop()
    future = loop.run_in_executor(None, sum, (1, 2, 3))
    print(type(future) is type(loop.create_future()))
    print(await future, await asyncio.gather(*[asyncio.to_thread(pow, n, 2) for n in range(5)]))
    print(await asyncio.wait_for(asyncio.to_thread(asyncio.run, asyncio.sleep(0, "inner")), 10))
    try:
        await loop.run_in_executor(None, exit_now)
    except SystemExit as error:
        print("exit", error)

    future = loop.create_future()
    future.set_result(1)
    for change in (future.set_result, future.set_exception):
        try:
            change(ValueError())
        except asyncio.InvalidStateError as error:
            print(error)
    print(future.result())
    await loop.shutdown_default_executor()
    try:
        loop.run_in_executor(None, print)
    except RuntimeError as error:
        print(error)


def exit_now():
    raise SystemExit(3)


asyncio.run(main())
