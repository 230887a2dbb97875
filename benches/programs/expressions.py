"""Expressions: a tokeniser, a precedence parser, trees that evaluate themselves, and simplification by `match`."""
import sys


class Node:
    __slots__ = ()


class Number(Node):
    __slots__ = ("value",)
    __match_args__ = ("value",)

    def __init__(self, value):
        self.value = value

    def evaluate(self, names):
        return self.value


class Name(Node):
    __slots__ = ("name",)
    __match_args__ = ("name",)

    def __init__(self, name):
        self.name = name

    def evaluate(self, names):
        return names[self.name]


class Negate(Node):
    __slots__ = ("operand",)
    __match_args__ = ("operand",)

    def __init__(self, operand):
        self.operand = operand

    def evaluate(self, names):
        return -self.operand.evaluate(names)


class Binary(Node):
    __slots__ = ("operator", "left", "right")
    __match_args__ = ("operator", "left", "right")

    def __init__(self, operator, left, right):
        self.operator = operator
        self.left = left
        self.right = right

    def evaluate(self, names):
        left = self.left.evaluate(names)
        right = self.right.evaluate(names)
        if self.operator == "+":
            return left + right
        if self.operator == "-":
            return left - right
        if self.operator == "*":
            return left * right
        if self.operator == "%":
            return left % right if right else left
        raise ValueError(self.operator)


PRECEDENCE = {"+": 1, "-": 1, "*": 2, "%": 2}


def tokens(text):
    position = 0
    while position < len(text):
        letter = text[position]
        if letter == " ":
            position += 1
        elif letter.isdigit():
            start = position
            while position < len(text) and text[position].isdigit():
                position += 1
            yield "number", text[start:position]
        elif letter.isalpha():
            start = position
            while position < len(text) and text[position].isalnum():
                position += 1
            yield "name", text[start:position]
        else:
            position += 1
            yield "sign", letter
    yield "end", ""


class Parser:
    def __init__(self, text):
        self.tokens = tokens(text)
        self.advance()

    def advance(self):
        self.kind, self.text = next(self.tokens)

    def expression(self, least=1):
        left = self.operand()
        while self.kind == "sign" and PRECEDENCE.get(self.text, 0) >= least:
            operator = self.text
            self.advance()
            left = Binary(operator, left, self.expression(PRECEDENCE[operator] + 1))
        return left

    def operand(self):
        kind, text = self.kind, self.text
        self.advance()
        if kind == "number":
            return Number(int(text))
        if kind == "name":
            return Name(text)
        if text == "-":
            return Negate(self.operand())
        if text != "(":
            raise SyntaxError(text)
        inner = self.expression()
        if self.text != ")":
            raise SyntaxError(self.text)
        self.advance()
        return inner


def simplified(node):
    match node:
        case Binary("*", Number(0), _) | Binary("*", _, Number(0)):
            return Number(0)
        case Binary("+", left, Number(0)) | Binary("+", Number(0), left) | Binary("*", left, Number(1)):
            return simplified(left)
        case Binary(operator, left, right):
            left, right = simplified(left), simplified(right)
            match left, right:
                case Number(), Number():
                    return Number(Binary(operator, left, right).evaluate({}))
                case Name(one), Name(other) if one == other and operator == "-":
                    return Number(0)
            return Binary(operator, left, right)
        case Negate(Number(value)):
            return Number(-value)
        case Negate(Negate(inner)):
            return simplified(inner)
        case Negate(inner):
            return Negate(simplified(inner))
    return node


def size_of(node):
    match node:
        case Binary(_, left, right):
            return 1 + size_of(left) + size_of(right)
        case Negate(inner):
            return 1 + size_of(inner)
    return 1


TEXTS = [
    "1 + 2 * x - (y % 7) * 3",
    "--x * (4 + 0) - y * 0 + z1 * 1",
    "((x + y) * (x - y) + z1) % 101 - -(2 + 3 * 4)",
    "x - x + 12 * (3 - 1) * y % 13 + a * a * a",
    "(a + 1) * (a + 2) * (a + 3) - (0 + b) * (1 * b)",
]


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    names = {"x": 5, "y": 3, "z1": 11, "a": 2, "b": 9}
    total = before = after = 0
    for i in range(size):
        for text in TEXTS:
            names["x"] = i % 50
            names["a"] = i % 7
            tree = Parser(text).expression()
            small = simplified(tree)
            before += size_of(tree)
            after += size_of(small)
            for y in range(8):
                names["y"] = y
                value = small.evaluate(names)
                if value != tree.evaluate(names):
                    raise AssertionError(text)
                total += value
    print("total", total, "nodes", before, after)


if __name__ == "__main__":
    main()
