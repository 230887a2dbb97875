# What a trace function hears of calls, lines, returns and exceptions.
import sys

events = []


def tracer(frame, event, argument):
    if event == "exception":
        argument = argument[0].__name__
    events.append((event, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, argument))
    return tracer


def traced(function, *arguments):
    events.clear()
    sys.settrace(tracer)
    try:
        function(*arguments)
    except Exception as error:
        caught = error
    else:
        caught = None
    sys.settrace(None)
    print(function.__name__, arguments, type(caught).__name__)
    for event in events:
        if event[1] != "traced":
            print("  ", *event)


def branches(number):
    if number > 1:
        result = "many"
    elif number == 1:
        result = "one"
    else:
        result = "none"
    return result


def loops(count):
    total = 0
    for number in range(count):
        total += number
    while total > 2:
        total -= 2
    return total


def fails(number):
    number = number * 2
    return half(number)


def half(number):
    return number / 2


def numbers():
    yield 1
    second = yield 2
    return second


def uses_generator():
    generator = numbers()
    first = next(generator)
    return first, next(generator)


def on_one_line(): return 1


def several():
    value = [
        on_one_line(),
        2,
    ]
    return value


def makes_class():
    class Made:
        attribute = 1

        def method(self):
            return self.attribute

    return Made().method()


def recursive(depth):
    return depth and recursive(depth - 1)


traced(branches, 2)
traced(branches, 0)
traced(loops, 3)
traced(fails, "a")
traced(uses_generator)
traced(several)
traced(makes_class)
traced(recursive, 2)


# Only calls are heard of where the function gives None for them.
def only_calls(frame, event, argument):
    print(event, frame.f_code.co_name)


sys.settrace(only_calls)
recursive(1)
sys.settrace(None)
print(sys.gettrace())


# A frame's own function may be set and replaced.
def inside():
    frame = sys._getframe()
    lines = []

    def local(frame, event, argument):
        lines.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
        return local

    sys.settrace(lambda frame, event, argument: None)
    frame.f_trace = local
    first = 1
    second = 2
    sys.settrace(None)
    return lines


print(inside())


# What the function raises is the program's, and ends the tracing.
def raises(frame, event, argument):
    raise LookupError("no tracing here")


sys.settrace(raises)
try:
    recursive(1)
except LookupError as error:
    print(error, sys.gettrace())
print(recursive(1))
