# Private names: what is mangled, and what is not.
import sys
import types

module = types.ModuleType("_A__module")
module._A__name = 5
sys.modules["_A__module"] = module


def gather(**keywords):
    return keywords


class Meta(type):
    def __new__(meta, name, bases, namespace, **keywords):
        print(keywords)
        return super().__new__(meta, name, bases, namespace)

    def __init__(cls, *arguments, **keywords):
        pass


class A:
    import __module
    from __module import __name

    print(_A__module.__class__.__name__, _A__name)

    def keywords(self):
        return [gather(__x=1), gather(__x=1, **{"z": 2}), gather(**{"z": 2}, __x=1), gather(*[], __x=1), dict(__x=3)]

    def parameter(self, __y=2):
        return gather(__y=__y), sorted(locals())

    def keyword_only(self):
        def inner(*, __k):
            return __k

        try:
            return inner(__k=4)
        except TypeError as error:
            return error, inner(_A__k=4)

    def of_class(self):
        class Inner(metaclass=Meta, __z=4):
            pass

        return Inner.__name__


a = A()
print(a.keywords())
print(a.parameter(_A__y=3))
print(a.keyword_only())
print(a.of_class())
