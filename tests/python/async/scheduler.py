# A small event loop: tasks, sleeping, a queue, cancelling.
class Sleep:
    def __init__(self, ticks):
        self.ticks = ticks

    def __await__(self):
        yield "sleep", self.ticks


class Join:
    def __init__(self, task):
        self.task = task

    def __await__(self):
        while not self.task.done:
            yield "sleep", 1
        if self.task.error:
            raise self.task.error
        return self.task.result


class Cancelled(BaseException):
    pass


class Task:
    def __init__(self, name, coroutine):
        self.name, self.coroutine = name, coroutine
        self.wake, self.done, self.result, self.error, self.cancelled = 0, False, None, None, False


class Loop:
    def __init__(self):
        self.now, self.tasks = 0, []

    def start(self, name, coroutine):
        task = Task(name, coroutine)
        self.tasks.append(task)
        return task

    def run(self):
        while self.tasks:
            task = min(self.tasks, key=lambda t: t.wake)
            self.now = max(self.now, task.wake)
            try:
                if task.cancelled:
                    task.cancelled = False
                    what, ticks = task.coroutine.throw(Cancelled())
                else:
                    what, ticks = task.coroutine.send(None)
                task.wake = self.now + ticks
            except StopIteration as stop:
                task.done, task.result = True, stop.value
                self.tasks.remove(task)
            except (Exception, Cancelled) as error:
                task.done, task.error = True, error
                self.tasks.remove(task)


loop = Loop()


class Queue:
    def __init__(self):
        self.items = []

    async def get(self):
        while not self.items:
            await Sleep(1)
        return self.items.pop(0)

    def put(self, item):
        self.items.append(item)


async def producer(queue, n):
    for i in range(n):
        await Sleep(2)
        print(loop.now, "put", i)
        queue.put(i)
    queue.put(None)
    return "produced"


async def consumer(queue):
    total = 0
    while (item := await queue.get()) is not None:
        print(loop.now, "got", item)
        total += item
    return total


async def endless():
    try:
        while True:
            await Sleep(3)
            print(loop.now, "tick")
    except Cancelled:
        print(loop.now, "cancelled")
        await Sleep(1)
        raise
    finally:
        print("endless is over")


async def failing():
    await Sleep(4)
    raise ValueError("task failed")


async def ticks(n):
    for i in range(n):
        await Sleep(1)
        yield i


async def main():
    queue = Queue()
    tasks = [loop.start("producer", producer(queue, 3)), loop.start("consumer", consumer(queue))]
    background = loop.start("endless", endless())
    bad = loop.start("failing", failing())
    results = [await Join(task) for task in tasks]
    print(loop.now, results)
    background.cancelled = True
    try:
        await Join(background)
    except Cancelled:
        print(loop.now, "joined the cancelled one")
    try:
        await Join(bad)
    except ValueError as error:
        print(loop.now, error)
    async for i in ticks(2):
        print(loop.now, "tick", i)
    return "main done"


task = loop.start("main", main())
loop.run()
print(task.result, loop.now)
