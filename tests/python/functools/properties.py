from functools import cached_property, partialmethod


class A:
    made = 0

    @cached_property
    def value(self):
        "the value"
        A.made += 1
        return A.made * 10

    def combine(self, a, b=0, **k):
        return a, b, k

    first = partialmethod(combine, 1)
    both = partialmethod(combine, 1, b=2, c=3)
    again = partialmethod(both, d=4)
    lower = partialmethod(str.lower)

    @classmethod
    def make(cls, *args):
        return cls.__name__, args

    made_with = partialmethod(make, "x")


a = A()
print(a.value, a.value, a.__dict__, A.made, A.value.__doc__, type(A.value).__name__, A.value.attrname)
del a.value
print(a.value)
a.value = "set"
print(a.value, A().value)
print(a.first(), a.first(5), a.first(5, z=6), a.both(), a.both(b=9), a.again(), a.made_with(), a.made_with(1), A.made_with(2))
print(A.__dict__["first"].args, A.__dict__["both"].keywords, A.first(a, 7))


class Slots:
    __slots__ = ()

    @cached_property
    def p(self):
        return 1


class Late:
    pass


Late.p = cached_property(lambda self: 1)
for bad in (lambda: Slots().p, lambda: Late().p, lambda: partialmethod(1), lambda: partialmethod()):
    try:
        print(bad())
    except TypeError as e:
        print(e)
try:
    class Twice:
        p = cached_property(lambda self: 1)
        q = p
except (TypeError, RuntimeError) as e:
    print(type(e).__name__, e)
print(repr(partialmethod(len, 1, a=2)))
