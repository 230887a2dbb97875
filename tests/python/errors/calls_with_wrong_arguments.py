def f(a, b=2, /, c=3, *, d, e=5):
    return a, b, c, d, e


def g(x, y):
    return x, y


class C:
    def method(self, one):
        return one

    @classmethod
    def klass(cls, one):
        return one

    @staticmethod
    def static(one):
        return one

    def __call__(self, *, key):
        return key


c = C()
five, nothing = 5, None
calls = [
    lambda: f(), lambda: f(1), lambda: f(1, d=1, a=2), lambda: f(1, 2, 3, 4, d=1), lambda: f(1, d=1, z=1), lambda: f(1, c=1, d=1), lambda: f(1, 2, 3, d=1, c=4), lambda: f(d=1),
    lambda: g(), lambda: g(1), lambda: g(1, 2, 3), lambda: g(1, x=2), lambda: g(1, 2, z=3), lambda: g(*[1, 2, 3]), lambda: g(**{"x": 1, "q": 2}), lambda: g(y=1),
    lambda: c.method(), lambda: c.method(1, 2), lambda: C.method(), lambda: C.method(c), lambda: c.klass(), lambda: c.static(1, 2), lambda: c(1), lambda: c(), lambda: c(key=7), lambda: C(1),
    lambda: len(), lambda: len(1, 2), lambda: len(x=1), lambda: [].append(), lambda: {}.get(), lambda: "".join(), lambda: int(x=1), lambda: sorted([1], lambda: 0), lambda: print(end=1), lambda: range(), lambda: isinstance(1), lambda: (lambda: 0)(1), lambda: five(), lambda: nothing(), lambda: c.missing(),
    lambda: max(), lambda: min([]), lambda: max(1, key=3), lambda: sum(1), lambda: sum(["a"]), lambda: ord("ab"), lambda: chr(-1), lambda: zip(1), lambda: map(), lambda: enumerate(), lambda: round("x"), lambda: abs("x"), lambda: pow(1), lambda: hash([]), lambda: iter(5), lambda: next(5), lambda: open(), lambda: super(), lambda: type(), lambda: object(1), lambda: getattr(1), lambda: setattr(1, 2, 3), lambda: dict(1), lambda: bytes("x"), lambda: bytes(-1), lambda: str(b"", 1), lambda: list(1), lambda: tuple(1), lambda: set(1), lambda: slice(), lambda: divmod(1),
]
for number, call in enumerate(calls):
    try:
        print(number, call())
    except Exception as error:
        print(number, type(error).__name__, error)
