import operator

pairs = [("add", 2, 3), ("sub", 2, 3), ("mul", 2, 3), ("truediv", 3, 2), ("floordiv", 7, 2), ("mod", 7, 4), ("pow", 2, 10), ("lshift", 1, 4),
         ("rshift", 16, 2), ("and_", 6, 3), ("or_", 6, 3), ("xor", 6, 3), ("lt", 1, 2), ("le", 2, 2), ("eq", 1, 2), ("ne", 1, 2), ("gt", 1, 2),
         ("ge", 2, 2), ("concat", [1], [2]), ("contains", [1], 1), ("countOf", [1, 2, 1], 1), ("indexOf", "abc", "c"), ("getitem", "abc", 1),
         ("is_", None, None), ("is_not", None, 1), ("iconcat", [1], (2,))]
for name, a, b in pairs:
    print(name, getattr(operator, name)(a, b), end="; ")
print()
for name in ("iadd", "isub", "imul", "itruediv", "ifloordiv", "imod", "ipow", "ilshift", "irshift", "iand", "ior", "ixor"):
    print(name, getattr(operator, name)(12, 2), end="; ")
print()
x = [1]
print(operator.iadd(x, [2]) is x, x, operator.iconcat(x, "a") is x, operator.neg(3), operator.pos(-3), operator.inv(5), operator.invert(0), operator.abs(-2))
print(operator.not_([]), operator.truth([0]), operator.index(True), operator.call(max, 1, 2), operator.call(dict, a=1))
d = {}
operator.setitem(d, "k", 1)
print(d, operator.delitem(d, "k"), d)
print(operator.length_hint([1, 2]), operator.length_hint(iter([1, 2, 3])), operator.length_hint(5), operator.length_hint(5, 9), operator.length_hint(iter(range(4))))


class Hint:
    def __init__(self, answer):
        self.answer = answer

    def __length_hint__(self):
        return self.answer


print(operator.length_hint(Hint(4)), operator.length_hint(Hint(NotImplemented), 7))
for bad in (lambda: operator.length_hint(Hint("a")), lambda: operator.length_hint(Hint(-1)), lambda: operator.length_hint(1, "a"), lambda: operator.index(1.5),
            lambda: operator.concat(1, 2), lambda: operator.concat([1], 2), lambda: operator.indexOf([1], 2), lambda: operator.countOf(1, 1), lambda: operator.add(1),
            lambda: operator.neg(), lambda: operator.add(a=1), lambda: operator.call(), lambda: operator.matmul(1, 2), lambda: operator.isub([], 1),
            lambda: operator.lt(1, "a"), lambda: operator.contains(1, 1), lambda: operator.getitem(1, 1), lambda: operator.delitem((1,), 0)):
    try:
        print(bad())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(operator.add, operator.add.__name__, operator.add.__module__, operator.__add__ is operator.add, operator.__not__ is operator.not_)
print(operator.__all__)


class M:
    def __matmul__(self, other):
        return ("matmul", other)

    def __imatmul__(self, other):
        return ("imatmul", other)


print(operator.matmul(M(), 1), operator.imatmul(M(), 2))
print(list(map(operator.add, [1, 2], [3, 4])), sorted([3, 1, 2], key=operator.neg))
