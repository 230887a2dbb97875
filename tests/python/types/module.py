import types, sys
from types import *


def f():
    yield


class C:
    def m(self):
        return self


def closure():
    x = 1
    return lambda: x


print(FunctionType, LambdaType is FunctionType, GeneratorType, CoroutineType, AsyncGeneratorType, CodeType, MethodType)
print(BuiltinFunctionType, ModuleType, CellType, NoneType, NotImplementedType, EllipsisType, TracebackType)
print(isinstance(f, FunctionType), isinstance(f(), GeneratorType), isinstance(C().m, MethodType), isinstance(sys, ModuleType))
print(isinstance(len, BuiltinFunctionType), isinstance(f.__code__, CodeType), isinstance(closure().__closure__[0], CellType))
m = MethodType(lambda self, a: (self, a), 5)
print(m(3), m.__self__, MethodType(C.m, 1)() == 1)
for bad in (lambda: MethodType(1, 2), lambda: MethodType(f, None), lambda: NoneType(1), lambda: MethodType(f)):
    try:
        bad()
    except TypeError as error:
        print(error)
print(NoneType() is None, EllipsisType() is ..., NotImplementedType() is NotImplemented)
cell = CellType(5)
print(cell.cell_contents)
cell.cell_contents = 6
print(cell.cell_contents, CellType() == CellType())
mod = ModuleType("made", "its doc")
print(mod, mod.__name__, mod.__doc__, mod.__dict__["__name__"])
mod.x = 1
print(mod.x)


def fill(namespace):
    namespace["value"] = 7
    namespace["get"] = lambda self: self.value


K = new_class("K", (list[int],), {}, fill)
print(K, K().get(), K.__orig_bases__, K.__bases__, K.__mro__)
print(resolve_bases((int, list[int])), resolve_bases((int,)), prepare_class("X", (int,), {"a": 1}))


class Meta(type):
    def __new__(meta, name, bases, namespace, flag=None):
        self = super().__new__(meta, name, bases, namespace)
        self.flag = flag
        return self

    def __init__(self, *arguments, **keywords):
        pass


L = new_class("L", (), {"metaclass": Meta, "flag": 3})
print(type(L), L.flag, new_class("N", (L,), {"flag": 4}).flag, types.get_original_bases(K))


class D:
    @DynamicClassAttribute
    def value(self):
        return 42


print(D().value)
try:
    D.value
except AttributeError as error:
    print("no attribute", error)


@types.coroutine
def awaited():
    got = yield 1
    return got


async def main():
    return await awaited()


running = main()
print(running.send(None))
try:
    running.send("sent")
except StopIteration as stop:
    print(stop.value)
space = SimpleNamespace(a=1, b="x")
print(space, space.a, space == SimpleNamespace(a=1, b="x"), vars(space), isinstance(space, SimpleNamespace))
try:
    get_original_bases(5)
except TypeError as error:
    print(error)
