from abc import ABC, ABCMeta, get_cache_token


class Sized(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is Sized:
            return any("__len__" in base.__dict__ for base in other.__mro__) or NotImplemented
        return NotImplemented


class Registered(ABC):
    pass


class Child(Registered):
    pass


print(isinstance([], Sized), isinstance(3, Sized), issubclass(str, Sized))
token = get_cache_token()
print(isinstance(3, Registered))
print(Child.register(int), get_cache_token() != token)
print(isinstance(3, Registered), issubclass(bool, Registered), issubclass(bool, Child), isinstance("", Registered))


@Registered.register
class Decorated:
    pass


print(isinstance(Decorated(), Registered), Decorated.__mro__)
for bad in (3, "x"):
    try:
        Registered.register(bad)
    except TypeError as e:
        print(e)
try:
    Child.register(Registered)
except RuntimeError as e:
    print(e)
try:
    issubclass(3, Registered)
except TypeError as e:
    print(e)


class Odd(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        return 3


try:
    isinstance(1, Odd)
except AssertionError as e:
    print("AssertionError")


class Claim:
    @property
    def __class__(self):
        return Child


print(isinstance(Claim(), Registered), isinstance(Claim(), Child))


class Meta(ABCMeta):
    def __instancecheck__(cls, other):
        return other == 7 or super().__instancecheck__(other)


class Seven(metaclass=Meta):
    pass


print(isinstance(7, Seven), isinstance(8, Seven), isinstance(Seven(), Seven))
from numbers import Number, Real, Integral, Complex, Rational

for value in (1, True, 1.5, 2j, "a", None):
    print(value, [isinstance(value, cls) for cls in (Number, Complex, Real, Rational, Integral)])
try:
    Real()
except TypeError as e:
    print(e)
