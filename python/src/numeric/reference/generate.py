#!/usr/bin/env python3.13
"""Writes the reference answers that the tests of `numeric` compare with, as CPython 3.13 gives them.

Usage: python3.13 generate.py bignum|float_text|format_spec|hash|math_int [count] > FILE.txt
`count` scales how many random cases are made; the checked-in files are made with the default.
Run with PYTHONHASHSEED=0.
"""
import math
import random
import struct
import sys

random.seed(20261122)


def hexadecimal(n):
    return ("-" if n < 0 else "") + format(abs(n), "x")


def float_bits(x):
    return format(struct.unpack("<Q", struct.pack("<d", x))[0], "016x")


def any_float():
    return struct.unpack("<d", struct.pack("<Q", random.getrandbits(64)))[0]


def finite_float():
    while True:
        x = any_float()
        if math.isfinite(x):
            return x


def some_bits(most):
    return random.choice([0, 1, 2, 31, 32, 33, 63, 64, 65, 127, 128, random.randrange(most), random.randrange(most)])


def integer(most=400, signed=True):
    bits = min(some_bits(most), most)
    shape = random.randrange(6)
    if shape == 0:
        n = (1 << bits) - random.randrange(2)
    elif shape == 1:
        # Long runs of ones and zeros find carries and quotient corrections.
        n = 0
        while n.bit_length() < bits:
            run = random.randrange(1, 70)
            n = (n << run) | (((1 << run) - 1) if random.randrange(2) else 0)
            if n == 0:
                n = 1
    else:
        n = random.getrandbits(bits) if bits else 0
    return -n if signed and random.randrange(2) else n


def bignum(count):
    def line(*fields):
        print(*[hexadecimal(f) if isinstance(f, int) else f for f in fields])

    for _ in range(count):
        a, b = integer(), integer()
        line("add", a, b, a + b)
        line("sub", a, b, a - b)
        line("cmp", a, b, (a > b) - (a < b))
        line("and", a, b, a & b)
        line("or", a, b, a | b)
        line("xor", a, b, a ^ b)
        line("not", a, ~a)
        n = random.randrange(200)
        line("lsh", a, n, a << n)
        line("rsh", a, n, a >> n)
        line("bits", a, abs(a).bit_length(), abs(a).bit_count())
        line("mul", a, b, a * b)
        a, b = integer(600), integer(300)
        if b:
            line("divmod", a, b, *divmod(a, b))
        line("gcd", a, b, math.gcd(a, b))
        a = integer(600, False)
        line("isqrt", a, math.isqrt(a))
        m, e = integer(150), integer(40, False)
        if m:
            line("powmod", b, e, m, pow(b, e, m))
            try:
                line("inv", b, m, pow(b, -1, m))
            except ValueError:
                line("inv", b, m, "none")
        a, e = integer(80), random.randrange(12)
        line("pow", a, e, a**e)
        a, radix = integer(200), random.randrange(2, 37)
        digits, n = "", abs(a)
        while n:
            n, d = divmod(n, radix)
            digits = "0123456789abcdefghijklmnopqrstuvwxyz"[d] + digits
        line("text", a, radix, ("-" if a < 0 else "") + (digits or "0"))
        line("text", a, 10, str(a))
        a = integer(100)
        size, order, signed = random.randrange(14), random.choice(["little", "big"]), random.randrange(2)
        try:
            line("bytes", a, size, order, signed, a.to_bytes(size, order, signed=bool(signed)).hex() or "-")
        except OverflowError as error:
            line("bytes", a, size, order, signed, "negative" if "negative" in str(error) else "large")
        a, b = integer(1200), integer(1200)
        if random.randrange(2):
            # Numbers whose quotient lies near a tie or in the subnormal range.
            b = integer(200)
            a = b * (random.getrandbits(53) * 2 + 1) + random.randrange(-1, 2)
            if random.randrange(2):
                b <<= random.randrange(1000, 1140)
        if b:
            try:
                line("truediv", a, b, float_bits(a / b))
            except OverflowError:
                line("truediv", a, b, "large")
        a = random.choice([integer(1200), integer(70), (random.getrandbits(54) * 2 + 1) << random.randrange(980)])
        try:
            x = float(a)
            line("tofloat", a, float_bits(x))
        except OverflowError:
            line("tofloat", a, "large")
            x = random.choice([math.inf, -math.inf, sys.float_info.max])
        x = random.choice([x, math.nextafter(x, 0), math.nextafter(x, math.inf), finite_float(), x + 0.5, x / 2])
        line("cmpfloat", a, float_bits(x), (a > x) - (a < x))
        if math.isfinite(x):
            line("fromfloat", float_bits(x), int(x))
    for text, base in [(" 12 ", 10), ("-0x_ff", 0), ("0x_ff", 16), ("0b1", 16), ("0b1", 0), ("007", 0), ("00_0", 0),
                       ("007", 10), ("1__2", 10), ("_1", 10), ("1_", 10), ("", 10), ("+", 10), ("- 1", 10), ("0x", 16),
                       ("0o17", 8), ("0O17", 0), ("zZ", 36), ("9", 8), ("1_000", 10), ("0_7", 0), ("0_0", 0), ("0x__1", 0),
                       ("+7", 0), ("--7", 0), ("0b", 0), ("0b2", 0), ("0b102", 2), ("1\x1c", 10), ("\x0b2\x0c", 10)]:
        try:
            line("int", text.encode().hex() or "-", base, int(text, base))
        except ValueError:
            line("int", text.encode().hex() or "-", base, "none")


if __name__ == "__main__":
    what = sys.argv[1]
    extra = [int(a) for a in sys.argv[2:]]
    print("# Made by: PYTHONHASHSEED=0 python3.13 generate.py", *sys.argv[1:])
    globals()[what](*(extra or [{"bignum": 22}.get(what, 100)]))
