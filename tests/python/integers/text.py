# Reading and writing integers in several bases.
for text in ("0", "12", "-12", "+7", "  42  ", "1_000", "00012", "123456789012345678901234567890"):
    print(repr(text), int(text))
for text, base in (("ff", 16), ("0xff", 16), ("0b101", 2), ("777", 8), ("z", 36), ("0o17", 0), ("0x1F", 0), ("-101", 2)):
    print(text, base, int(text, base))
for text in ("", "x", "1.5", "1__0", "--1", "_1"):
    try:
        print(int(text))
    except ValueError as error:
        print(error)
for n in (0, 1, -1, 255, -255, 2 ** 64):
    print(str(n), repr(n), hex(n), oct(n), bin(n))
print(0xFF, 0o17, 0b1010, 1_000_000, 0x_ff)
print(int(3.99), int(-3.99), int(True), int(1e20))
