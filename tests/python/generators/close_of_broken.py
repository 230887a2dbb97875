# What looking for `close` raises while a generator is closed is told to nobody but the hook.
import sys


class Broken:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def __getattr__(self, name):
        return 1 / 0


def delegates():
    try:
        yield from Broken()
    finally:
        print("ended")


sys.unraisablehook = lambda told: print("ignored", told.exc_type.__name__, type(told.object).__name__)
generator = delegates()
next(generator)
print(generator.close())
