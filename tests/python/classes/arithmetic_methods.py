# Operators by dunder methods, reflected and in-place forms, NotImplemented.
class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __repr__(self):
        return f"<{self.x}, {self.y}>"

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(self.x + other.x, self.y + other.y)

    def __radd__(self, other):
        return self if other == 0 else NotImplemented

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    __rmul__ = __mul__

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __abs__(self):
        return (self.x * self.x + self.y * self.y) ** 0.5

    def __matmul__(self, other):
        return self.x * other.x + self.y * other.y

    def __floordiv__(self, n):
        return Vector(self.x // n, self.y // n)

    def __invert__(self):
        return Vector(self.y, self.x)


a, b = Vector(3, 4), Vector(1, -2)
print(a + b, a - b, a * 2, 3 * b, -a, abs(a), a @ b, a // 2, ~a, sum([a, b]))
c = a
c += b
print(a, c is a)
c -= b
print(a, c)
for function in (lambda: a + 1, lambda: 1 + a, lambda: a / 2, lambda: a < b, lambda: a % 2, lambda: +a):
    try:
        print(function())
    except TypeError as error:
        print(error)
total = Vector(0, 0)
for i in range(700):
    total = total + Vector(i, 1) * 2
    total += b
print(total)
