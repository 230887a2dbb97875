# Attributes that cannot be written, and what is said of that.
import functools


class A:
    @classmethod
    def of_class(cls):
        pass

    def method(self):
        pass


def function():
    pass


def check(value, *names):
    for name in names:
        try:
            setattr(value, name, 1)
        except (AttributeError, TypeError) as error:
            print(type(value).__name__, name, type(error).__name__, error)


check(property(), "fget", "fset", "fdel")
check(function, "__closure__", "__globals__")
check(A().method, "__func__", "__self__")
check(A.__dict__["of_class"], "__func__", "__wrapped__")
check(slice(1), "start", "stop", "step")
check(range(1), "start", "stop", "step")
check(1j, "real", "imag")
check(1.5, "real", "imag")
check(2**70, "real", "imag", "numerator")
check(functools.partial(function), "func", "args", "keywords")
check(function.__code__, "co_name", "co_flags", "co_varnames")
check(super(A, A()), "__thisclass__", "__self_class__")
check(A, "__base__", "__mro__", "__dict__")
check(memoryview(b""), "nbytes")


class B[T]:
    pass


try:
    del B.__type_params__
except TypeError as error:
    print(error)
print(B.__type_params__)


class Text(str):
    def __float__(self):
        return float(str(self)) + 1


print(float(Text("8")), float(Text("1e3")))
