# `import` asks what stands under `__import__` among the built-in names.
import builtins

original = builtins.__import__


def importing(name, globals, locals, fromlist, level):
    print(name, fromlist, level, globals is not None and "__name__" in globals, locals is globals)
    if name == "math":
        return original(name, globals, locals, fromlist, level)

    class Found:
        a = 1
        b = 2

    return Found


builtins.__import__ = importing
import math
import one
import one.two
from one import a
from one.two import a, b
from .one import a as c


def inside():
    import three

    return three.a


print(inside(), a, b, c, math.floor(2.5))
del builtins.__import__
try:
    import math
except ImportError as error:
    print(error)
builtins.__import__ = original
import math

print(math.ceil(2.5))
