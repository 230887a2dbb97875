"""What CPython says is deprecated."""

import array
import functools
import warnings


class Special:
    def __index__(self):
        return True

    def __int__(self):
        return True

    def __float__(self):
        return Real(1.5)

    def __complex__(self):
        return Wide(1)


class Real(float):
    pass


class Wide(complex):
    pass


class Trunc:
    def __trunc__(self):
        return 5


class Holder:
    method = functools.partial(int, "7")


def generator():
    try:
        yield
    except ValueError:
        yield "caught"


def thrown():
    running = generator()
    next(running)
    return running.throw(ValueError, ValueError("x"))


ACTIONS = [
    lambda: ~bool(1), lambda: int(Special()), lambda: [5, 6][Special()], lambda: float(Special()), lambda: complex(Special()), lambda: int(Trunc()),
    lambda: Holder().method(), lambda: bool(NotImplemented), lambda: not NotImplemented, thrown, lambda: array.array("u", "ab").tounicode(),
]
for action in ACTIONS:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        try:
            result = action()
        except TypeError as error:
            result = error
        print(result, [(warning.category.__name__, str(warning.message)) for warning in seen])
warnings.simplefilter("error")
for action in ACTIONS:
    try:
        print(action())
    except Warning as warning:
        print(type(warning).__name__)
