"""Coroutines under a scheduler of one's own: channels, workers that wait for each other, sleeps in simulated time."""
import sys


class Pause:
    """What a task awaits: it tells the scheduler what the task waits for."""

    def __init__(self, kind, value):
        self.kind = kind
        self.value = value

    def __await__(self):
        return (yield self)


class Channel:
    def __init__(self, capacity):
        self.capacity = capacity
        self.items = []
        self.waiting = []

    async def put(self, item):
        while len(self.items) >= self.capacity:
            await Pause("wait", self)
        self.items.append(item)
        await Pause("wake", self)

    async def get(self):
        while not self.items:
            await Pause("wait", self)
        item = self.items.pop(0)
        await Pause("wake", self)
        return item


class Scheduler:
    def __init__(self):
        self.ready = []
        self.sleeping = []
        self.now = 0
        self.switches = 0

    def start(self, task):
        self.ready.append(task)

    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                self.sleeping.sort(key=lambda entry: entry[0])
                self.now, task = self.sleeping.pop(0)
                self.ready.append(task)
            running, self.ready = self.ready, []
            for task in running:
                self.switches += 1
                try:
                    pause = task.send(None)
                except StopIteration:
                    continue
                if pause.kind == "wait":
                    pause.value.waiting.append(task)
                elif pause.kind == "wake":
                    self.ready.extend(pause.value.waiting)
                    pause.value.waiting.clear()
                    self.ready.append(task)
                else:
                    self.sleeping.append((self.now + pause.value, task))


async def produce(channel, count):
    for i in range(count):
        await channel.put(i)
        if i % 16 == 0:
            await Pause("sleep", i % 7 + 1)
    await channel.put(None)


async def square(source, target):
    while (item := await source.get()) is not None:
        await target.put(item * item % 1009)
    await target.put(None)


async def collect(channel, results):
    while (item := await channel.get()) is not None:
        results.append(item)


async def nested(depth):
    if depth == 0:
        await Pause("sleep", 1)
        return 1
    return await nested(depth - 1) + await nested(depth - 1)


async def depths(count, results):
    for i in range(count):
        results.append(await nested(i % 5))


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
    scheduler = Scheduler()
    results = []
    for _ in range(2):
        first, second = Channel(4), Channel(2)
        scheduler.start(produce(first, size))
        scheduler.start(square(first, second))
        scheduler.start(collect(second, results))
    sums = []
    scheduler.start(depths(size // 30, sums))
    scheduler.run()
    print("results", len(results), sum(results), "sums", sum(sums))
    print("time", scheduler.now, "switches", scheduler.switches)


if __name__ == "__main__":
    main()
