# What is ignored is reported without marks, notes, hints and the exceptions it came from.
import gc


def chained():
    try:
        1 / 0
    except ZeroDivisionError:
        error = ValueError("a\nb")
        error.add_note("note")
        raise error


def hinted():
    [].apend(1)


class Quiet(Exception):
    def __str__(self):
        return ""


def quiet():
    raise Quiet


def group():
    raise ExceptionGroup("group", [ValueError(1)])


class Named:
    def __init__(self, function):
        self.function = function

    def __call__(self):
        self.function()

    def __repr__(self):
        return self.function.__name__


for function in chained, hinted, quiet, group:
    lost = type("Lost", (), {"__del__": Named(function)})()
    del lost
    gc.collect()

error = ValueError("x")
error.__notes__ = "abc"
raise error
