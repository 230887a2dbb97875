# What a profile function hears of: calls and returns, of built-in functions too.
import sys

events = []


def profiler(frame, event, argument):
    events.append((event, frame.f_code.co_name, getattr(argument, "__name__", argument)))


def adds(numbers):
    total = 0
    for number in numbers:
        total += number
    numbers.append(total)
    return len(numbers)


def fails():
    try:
        int("a")
    except ValueError:
        return chr(97)


def numbers():
    yield 1
    yield 2


def profiled(function, *arguments):
    events.clear()
    sys.setprofile(profiler)
    result = function(*arguments)
    sys.setprofile(None)
    print(function.__name__, result)
    for event in events:
        print("  ", *event)


profiled(adds, [1, 2, 3])
profiled(fails)
profiled(lambda: list(numbers()))
print(sys.getprofile())
# It costs nothing afterwards.
print(sum(adds([number]) for number in range(2000)))
