# int() of text, bytes, floats and other objects.
def show(*arguments):
    try:
        print(arguments, repr(int(*arguments)))
    except Exception as error:
        print(arguments, type(error).__name__ + ":", error)


class WithInt:
    def __init__(self, result):
        self.result = result

    def __int__(self):
        return self.result

    def __repr__(self):
        return "WithInt"


class WithIndex:
    def __index__(self):
        return 12

    def __repr__(self):
        return "WithIndex"


for text in ["", "0", "-0", "+7", "  42\n", "12_3", "_1", "1_", "1__2", "--1", "abc", "12a", "0x10", "é", "1\x00", "\u0661\u0662", "\u20037\u2003"]:
    show(text)
show("9" * 40)
show("-" + "123456789" * 10)
show("9" * 300 + "x")
for base in [0, 1, 2, 8, 16, 36, 37, -1]:
    for text in ["10", "0x1F", "0b11", "0o17", "zZ", "010", "0_1", "0x_1", "1_0"]:
        show(text, base)
show("ff" * 20, 16)
show("z" * 30, 36)
show("12", 10 ** 30)
show("12", 2.0)
show("12", WithIndex())
show(1, 10)
show(b"12")
show(b"zz")
show(bytearray(b"zz"), 36)
show(bytearray(b"-7"))
show([])
show(None)
show(1j)
for number in [0.0, -0.9, 1.9, -1.9, 1e15, 1e30, -1e100, float("inf"), float("-inf"), float("nan")]:
    show(number)
show(WithInt(5))
show(WithInt(10 ** 30))
show(WithInt("5"))
show(WithIndex())
show(True)
print(int(), int("5", base=7))
try:
    int(base=10)
except TypeError as error:
    print(error)
total = 0
for i in range(1000):
    total += int(str(i * 7919)) + int(hex(i), 16) + int(i / 3)
print(total)
