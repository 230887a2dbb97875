# Queues in one thread: order, ends, tasks, shutting down.
import queue

for kind in queue.Queue, queue.LifoQueue, queue.PriorityQueue:
    q = kind(3)
    for item in 2, 3, 1:
        q.put(item)
    print(kind.__name__, q.full(), q.empty(), q.qsize(), q.maxsize)
    for put in (lambda: q.put_nowait(4), lambda: q.put(4, timeout=0.001), lambda: q.put(4, False)):
        try:
            put()
        except queue.Full as error:
            print(repr(error))
    print([q.get() for _ in range(3)], q.empty())
    for get in (q.get_nowait, lambda: q.get(timeout=0.001), lambda: q.get(block=False)):
        try:
            get()
        except queue.Empty as error:
            print(repr(error))
    for _ in range(3):
        q.task_done()
    q.join()
    try:
        q.task_done()
    except ValueError as error:
        print(error)
    try:
        q.get(timeout=-1)
    except ValueError as error:
        print(error)
q = queue.Queue()
q.put("left")
q.shutdown()
print(q.get())
for use in q.get, lambda: q.put(1):
    try:
        use()
    except queue.ShutDown as error:
        print(repr(error))
q = queue.Queue()
q.put(1)
q.shutdown(immediate=True)
q.join()
print(q.qsize())
simple = queue.SimpleQueue()
simple.put(1)
simple.put_nowait(2)
print(simple.qsize(), simple.get(), simple.get_nowait(), simple.empty())
try:
    simple.get(timeout=0.001)
except queue.Empty as error:
    print(repr(error))
total = 0
q = queue.Queue()
for number in range(600):
    q.put(number)
    if number % 2:
        total += q.get() + q.get()
print(total, queue.Queue[int])
