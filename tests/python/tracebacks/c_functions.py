# What is written in C in CPython has no frames: neither in tracebacks nor for those who count them.
import bisect
import collections
import contextvars
import heapq
import sys
import traceback
import warnings


class Odd:
    def __lt__(self, other):
        raise ValueError("no order")


def names(function):
    try:
        function()
    except Exception as error:
        print(type(error).__name__, [entry.name for entry in traceback.extract_tb(error.__traceback__)])


names(lambda: heapq.heappop([]))
names(lambda: heapq.heappush([Odd(), Odd()], Odd()))
names(lambda: heapq.heapify([Odd(), Odd()]))
names(lambda: list(heapq.merge([Odd()], [Odd()])))
names(lambda: bisect.bisect([Odd()], Odd()))
names(lambda: collections.defaultdict(lambda: 1 // 0)["a"])
names(lambda: contextvars.copy_context().run(lambda: 1 // 0))
names(lambda: warnings.warn("odd", "no class"))
with warnings.catch_warnings():
    warnings.simplefilter("error")
    names(lambda: warnings.warn("now an error"))


def caller(*_):
    frame, found = sys._getframe(1), []
    while frame is not None:
        found.append(frame.f_code.co_name)
        frame = frame.f_back
    return found


class Asks:
    def __lt__(self, other):
        print(caller())
        return True


def pushes():
    heapq.heappush([Asks()], Asks())


pushes()
print(contextvars.copy_context().run(caller))


def warner():
    warnings.warn("seen from outside", stacklevel=2)


with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    warner()
print(seen[0].lineno)
heard = []
sys.settrace(lambda frame, event, argument: heard.append((event, frame.f_code.co_name)))
pushes()
sys.settrace(None)
print(heard)

collections.defaultdict(lambda: heapq.heappush([Odd()], Odd()))["a"]
