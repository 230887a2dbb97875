# A scheduler of generators with timers, as asyncio has one inside.
import heapq


class Sleep:
    def __init__(self, ticks):
        self.ticks = ticks


class Loop:
    def __init__(self):
        self.now, self.order, self.heap, self.log = 0, 0, [], []

    def spawn(self, task, delay=0):
        heapq.heappush(self.heap, (self.now + delay, self.order, task))
        self.order += 1

    def run(self):
        while self.heap:
            self.now, _, task = heapq.heappop(self.heap)
            try:
                wish = task.send(None)
            except StopIteration as stop:
                self.log.append((self.now, "done", stop.value))
            except ValueError as error:
                self.log.append((self.now, "failed", str(error)))
            else:
                self.spawn(task, wish.ticks)


def worker(name, count, ticks, loop):
    for number in range(count):
        loop.log.append((loop.now, name, number))
        yield Sleep(ticks)
    if name == "c":
        raise ValueError(f"{name} broke")
    return name.upper()


def parent(loop):
    result = yield from worker("p", 2, 1, loop)
    try:
        yield from worker("c", 1, 2, loop)
    except ValueError as error:
        result += " survived " + str(error)
    return result


loop = Loop()
loop.spawn(worker("a", 3, 2, loop))
loop.spawn(worker("b", 2, 3, loop))
loop.spawn(worker("c", 1, 5, loop))
loop.spawn(parent(loop), delay=1)
loop.run()
for entry in loop.log:
    print(*entry)
