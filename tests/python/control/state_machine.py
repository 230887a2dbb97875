# A tokenizer and an evaluator of expressions: long if chains in hot loops.
def tokens(text):
    out = []
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit():
            start = i
            while i < len(text) and (text[i].isdigit() or text[i] == "."):
                i += 1
            word = text[start:i]
            out.append(float(word) if "." in word else int(word))
        elif c in "+-*/()%":
            out.append(c)
            i += 1
        else:
            raise SyntaxError(f"at {i}: {c!r}")
    return out


class Parser:
    def __init__(self, text):
        self.tokens = tokens(text) + [None]
        self.at = 0

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def sum(self):
        value = self.product()
        while self.tokens[self.at] in ("+", "-"):
            if self.take() == "+":
                value += self.product()
            else:
                value -= self.product()
        return value

    def product(self):
        value = self.atom()
        while True:
            op = self.tokens[self.at]
            if op == "*":
                self.take()
                value *= self.atom()
            elif op == "/":
                self.take()
                value /= self.atom()
            elif op == "%":
                self.take()
                value %= self.atom()
            else:
                return value

    def atom(self):
        token = self.take()
        if token == "(":
            value = self.sum()
            assert self.take() == ")", "missing )"
            return value
        if token == "-":
            return -self.atom()
        if isinstance(token, (int, float)):
            return token
        raise SyntaxError(f"unexpected {token!r}")


for text in ("1 + 2 * 3", "(1+2)*3 - -4", "10 / 4 * 2.5", "7 % 4 + (2)", "1 +", "(1", "1 / 0", "2 $ 3"):
    try:
        print(text, "=", Parser(text).sum())
    except (SyntaxError, AssertionError, ZeroDivisionError) as error:
        print(text, "->", type(error).__name__, error)
print(Parser(" + ".join([f"{i} * ({i} - 3) % 7" for i in range(300)])).sum())
