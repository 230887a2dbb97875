# float() of text and other objects.
def show(value):
    try:
        print(repr(value), repr(float(value)))
    except Exception as error:
        print(repr(value), type(error).__name__ + ":", error)


class WithFloat:
    def __init__(self, result):
        self.result = result

    def __float__(self):
        return self.result

    def __repr__(self):
        return "WithFloat"


class WithIndex:
    def __index__(self):
        return 12

    def __repr__(self):
        return "WithIndex"


for text in ["0", "-0", "1.5", " 1.5\n", "1e5", "1E-5", ".5", "5.", ".", "", "1_0.5_0", "1__0", "inf", "-Infinity", "nan", "-nan", "infi", "1e", "1e400", "1e-400",
             "4.9e-324", "1" * 400, "0x10", "1.5é", "\u0661.5", "\u20031\u2003", "--1", "1\x00", "123456789012345678901234567890"]:
    show(text)
show(b"1.5")
show(b"abc")
show(bytearray(b"2.5"))
show([])
show(None)
show(1j)
show(True)
show(10 ** 30)
show(10 ** 400)
show(2 ** 53 + 1)
show(WithFloat(1.25))
show(WithFloat(1))
show(WithIndex())
print(float())
total = 0.0
for i in range(1000):
    total += float(str(i / 7))
print(total)
