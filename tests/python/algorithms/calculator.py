# A recursive-descent parser with errors as exceptions.
class Wrong(Exception):
    def __init__(self, place, wanted):
        super().__init__(f"{wanted} wanted at {place}")
        self.place = place


class Calculator:
    def __init__(self, text, names=None):
        self.text, self.place, self.names = text, 0, names or {}

    def peek(self):
        while self.place < len(self.text) and self.text[self.place].isspace():
            self.place += 1
        return self.text[self.place] if self.place < len(self.text) else ""

    def take(self, letters):
        letter = self.peek()
        if letter and letter in letters:
            self.place += 1
            return letter
        return None

    def whole(self):
        value = self.sum()
        if self.peek():
            raise Wrong(self.place, "end")
        return value

    def sum(self):
        value = self.product()
        while sign := self.take("+-"):
            other = self.product()
            value = value + other if sign == "+" else value - other
        return value

    def product(self):
        value = self.power()
        while sign := self.take("*/%"):
            other = self.power()
            if sign == "*":
                value *= other
            elif sign == "/":
                value = value / other
            else:
                value %= other
        return value

    def power(self):
        value = self.atom()
        return value ** self.power() if self.take("^") else value

    def atom(self):
        if self.take("("):
            value = self.sum()
            if not self.take(")"):
                raise Wrong(self.place, ")")
            return value
        if self.take("-"):
            return -self.power()
        start = self.place if self.peek() else self.place
        while self.place < len(self.text) and (self.text[self.place].isalnum() or self.text[self.place] == "."):
            self.place += 1
        word = self.text[start : self.place]
        if not word:
            raise Wrong(start, "number")
        if word[0].isalpha():
            return self.names[word]
        return float(word) if "." in word else int(word)


for text in ("1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "7 % 4 - 10 / 4", "x * x + y", "2 ^ 100", "1 +", "(1", "1 2", "q", "1 / 0", "1.5.2"):
    try:
        print(text, "=", Calculator(text, {"x": 12, "y": 0.25}).whole())
    except (Wrong, KeyError, ArithmeticError, ValueError) as error:
        print(text, "|", type(error).__name__, error)
print(sum(Calculator("(x + 1) * (x - 1)", {"x": n}).whole() for n in range(50)))
