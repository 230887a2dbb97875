import operator


class Loud:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        print("lt", self.n)
        return NotImplemented if other is None else "less"

    def __eq__(self, other):
        return [self.n, getattr(other, "n", other)]

    def __bool__(self):
        raise ValueError("no truth")

    def __contains__(self, x):
        return "yes"

    def __index__(self):
        return self.n

    def __neg__(self):
        return "neg"


a, b = Loud(1), Loud(2)
print(operator.lt(a, b), operator.gt(a, b), operator.eq(a, b), operator.eq(a, 5), operator.contains(a, 1), operator.index(a), operator.neg(a))
for bad in (lambda: operator.lt(a, None), lambda: operator.not_(a), lambda: operator.truth(a), lambda: operator.inv(a), lambda: operator.ge(a, b), lambda: operator.abs(a)):
    try:
        print(bad())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
nan = float("nan")
print(operator.eq(nan, nan), operator.is_(nan, nan), operator.countOf([nan, nan], nan), operator.indexOf([1, nan], nan))
print(operator.lt([1, 2], [1, 3]), operator.eq((1,), [1]), operator.ne({1: 2}, {1: 2}), operator.le({1}, {1, 2}), operator.ge("b", "a"))
for name in sorted(n for n in dir(operator) if n.startswith("__") and n.endswith("__") and n not in ("__builtins__", "__cached__", "__doc__", "__file__", "__loader__", "__name__", "__package__", "__spec__", "__all__")):
    print(name, getattr(operator, name).__name__, end="; ")
print()
