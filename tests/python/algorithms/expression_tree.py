# Objects that dispatch to each other: numbers, operations, simplification.
class Node:
    def __add__(self, other):
        return Operation("+", self, wrap(other))

    def __mul__(self, other):
        return Operation("*", self, wrap(other))

    __radd__ = __add__
    __rmul__ = __mul__


class Number(Node):
    def __init__(self, value):
        self.value = value

    def evaluate(self, names):
        return self.value

    def derive(self, name):
        return Number(0)

    def simple(self):
        return self

    def __str__(self):
        return str(self.value)


class Name(Node):
    def __init__(self, name):
        self.name = name

    def evaluate(self, names):
        return names[self.name]

    def derive(self, name):
        return Number(int(self.name == name))

    def simple(self):
        return self

    def __str__(self):
        return self.name


class Operation(Node):
    def __init__(self, sign, left, right):
        self.sign, self.left, self.right = sign, left, right

    def evaluate(self, names):
        left, right = self.left.evaluate(names), self.right.evaluate(names)
        return left + right if self.sign == "+" else left * right

    def derive(self, name):
        if self.sign == "+":
            return self.left.derive(name) + self.right.derive(name)
        return self.left.derive(name) * self.right + self.left * self.right.derive(name)

    def simple(self):
        left, right = self.left.simple(), self.right.simple()
        if isinstance(left, Number) and isinstance(right, Number):
            return Number(Operation(self.sign, left, right).evaluate({}))
        for one, other in ((left, right), (right, left)):
            if isinstance(one, Number):
                if self.sign == "*" and one.value == 0:
                    return Number(0)
                if one.value == (0 if self.sign == "+" else 1):
                    return other
        return Operation(self.sign, left, right)

    def __str__(self):
        return f"({self.left} {self.sign} {self.right})"


def wrap(value):
    return value if isinstance(value, Node) else Number(value)


x, y = Name("x"), Name("y")
formula = 3 * x * x + 2 * x * y + 7
print(formula)
print(formula.derive("x").simple(), "|", formula.derive("y").simple())
total = 0
for number in range(60):
    total += formula.evaluate({"x": number, "y": number * 0.5 if number % 2 else number})
print(total, formula.derive("x").evaluate({"x": 2, "y": 10**20}))
