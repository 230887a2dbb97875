# __class__ assigned: slots must be the same; modules may become of subclasses of theirs.
import types


class X:
    __slots__ = ("x",)


class Y:
    __slots__ = ("y",)


class X2:
    __slots__ = ("x",)


class SubX(X):
    __slots__ = ()


class Free:
    pass


class Other:
    pass


class Special(types.ModuleType):
    @property
    def answer(self):
        return 42


def replace(object, cls):
    try:
        object.__class__ = cls
        print(type(object).__name__)
    except TypeError as error:
        print(error)


for object, cls in ((X(), Y), (X(), X2), (X(), SubX), (SubX(), X), (X(), Free), (Free(), X), (Free(), Other), (Free(), int), (1, Free)):
    replace(object, cls)
module = types.ModuleType("m")
replace(module, Special)
print(module.answer, isinstance(module, Special))
replace(module, Free)
print(Exception.args.__qualname__, X.x.__qualname__, SyntaxError.msg.__qualname__)
