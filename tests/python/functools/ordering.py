from functools import cmp_to_key, total_ordering


def order(name):
    def method(self, other):
        if not isinstance(other, type(self)):
            return NotImplemented
        return eval(f"self.n {name} other.n")

    return method


for name, symbol in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
    cls = total_ordering(type("C", (), {name: order(symbol), "__eq__": lambda self, other: self.n == other.n, "__init__": lambda self, n: setattr(self, "n", n)}))
    a, b = cls(1), cls(2)
    print(name, a < b, a <= b, a > b, a >= b, a < a, a <= a, a > a, a >= a, cls.__lt__.__name__)
    try:
        a < 5
    except TypeError as e:
        print(e)
try:
    total_ordering(type("N", (), {}))
except ValueError as e:
    print(e)
data = [3, 1, 2, 10]
print(sorted(data, key=cmp_to_key(lambda a, b: b - a)), sorted(["b", "a"], key=cmp_to_key(lambda a, b: (a > b) - (a < b))), min(data, key=cmp_to_key(lambda a, b: a - b)))
K = cmp_to_key(lambda a, b: a - b)
print(K(1) < K(2), K(1) == K(1), K(2) >= K(3), K(1) != K(2), K(5).obj, K(obj=3).obj)
for bad in (lambda: K(1) < 1, lambda: hash(K(1)), lambda: K(), lambda: cmp_to_key(), lambda: K < 1, lambda: cmp_to_key(len)(1) < cmp_to_key(len)(2)):
    try:
        print(bad())
    except TypeError as e:
        print(e)
k = K(1)
k.obj = 9
print(k.obj, type(k).__name__)
