# inspect: what objects are, members, docs, frames.
import inspect
import sys
import types


class Base:
    """Base doc.

        indented
    """
    def method(self):
        """Method doc."""


class C(Base):
    attribute = 1
    def method(self): ...
    @property
    def prop(self): return 1
    @staticmethod
    def s(): ...
    @classmethod
    def c(cls): ...
    __slots__ = ("slot",)


def gen(): yield
async def co(): ...
async def agen(): yield
def function(a, b=2):
    """  Doc of function.

    More.
    """
    local = 3
    return inspect.currentframe(), inspect.stack()


checks = ("ismodule isclass ismethod isfunction isgeneratorfunction isgenerator iscoroutinefunction iscoroutine isasyncgenfunction isasyncgen "
          "isawaitable istraceback isframe iscode isbuiltin isroutine isdatadescriptor").split()
g, c, a = gen(), co(), agen()
for name, value in (("module", sys), ("class", C), ("method", C().method), ("function", function), ("gen", gen), ("g", g), ("co", co), ("c", c),
                    ("agen", agen), ("a", a), ("len", len), ("prop", C.prop), ("code", function.__code__), ("bound", [].append),
                    ("frame", sys._getframe()), ("int", 3), ("lambda", lambda: 0)):
    print(name, [check for check in checks if getattr(inspect, check)(value)])
c.close()
print([name for name, _ in inspect.getmembers(C) if not name.startswith("__")])
print([name for name, _ in inspect.getmembers(C, inspect.isfunction)], inspect.getmro(C))
print(repr(inspect.getdoc(Base)), inspect.getdoc(C.method), repr(inspect.getdoc(function)), inspect.getdoc(C))
print(repr(inspect.cleandoc("  a\n    b\n      c\n  ")))
frame, stack = function(1)
print(frame.f_code.co_name, stack[0].function, stack[1].function, stack[0].lineno, stack[1].lineno, stack[0].index, stack[0].code_context)
print(inspect.getgeneratorstate(g), next(g), inspect.getgeneratorstate(g), list(g), inspect.getgeneratorstate(g))
print(inspect.getmodule(function).__name__, inspect.getmodulename("a/b/c.py"))
print(type(inspect.getattr_static(C(), "prop")), inspect.getattr_static(C, "attribute"), inspect.getattr_static(C, "nothing", 5))
print(inspect.getsource(gen), end="")
print(inspect.getsource(C.prop.fget), end="")
print(inspect.getsourcelines(function)[1], len(inspect.getsourcelines(function)[0]))


def outer():
    x = 1
    def inner(): return x, len, function, missing
    return inner


print(inspect.isabstract(C), inspect.getclasstree([C, Base]))
try:
    raise ValueError
except ValueError as error:
    print([i.function for i in inspect.trace()], inspect.getframeinfo(error.__traceback__).lineno)


def values(a, *rest, **more):
    return inspect.getargvalues(inspect.currentframe())


found = values(1, 2, z=3)
print(found.args, found.varargs, found.keywords, found.locals["rest"], inspect.formatargvalues(*found))
