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


def number_bits(x):
    """As float_bits, but all NaNs alike."""
    return "7ff8000000000000" if math.isnan(x) else float_bits(x)


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


def shown(text):
    """Text as one field: code points in hexadecimal where they are not plain ASCII."""
    out = "".join(c if "!" <= c <= "~" and c != "\\" else "\\%x;" % ord(c) for c in text)
    return out or "\\"


def nice_float():
    """Floats as programs have them, and those near ties and ends."""
    return random.choice([
        finite_float, any_float,
        lambda: random.randrange(-10**6, 10**6) / random.choice([1, 2, 3, 4, 8, 10, 100, 1000, 1024]),
        lambda: float(random.randrange(-1000, 1000)),
        lambda: random.choice([0.0, -0.0, math.inf, -math.inf, math.nan, 5e-324, 2.2250738585072014e-308, 0.5, 1.5, 2.5,
                               1.7976931348623157e308, 1e16, 1e15, 9999999999999998.0, 1e22, 1e23, 0.0001, 0.00001]),
        lambda: 2.0 ** random.randrange(-1074, 1024),
        lambda: random.getrandbits(53) * 2.0 ** random.randrange(-7, 0),
        lambda: 2.0 ** -24,
        lambda: 10.0 ** random.randrange(-320, 309),
        lambda: random.randrange(10**6) * 10.0 ** random.randrange(-30, 30),
    ])()


def float_text(count):
    for _ in range(count):
        x = nice_float()
        print("repr", float_bits(x), repr(x))
        print("hex", float_bits(x), x.hex())
        kind = random.choice("efgEFG")
        precision = random.choice([0, 1, 2, 3, 6, 15, 16, 17, 18, 30, random.randrange(60)])
        if kind in "fF" and abs(x) > 1e40:
            kind = "e"
        alternate = random.choice(["", "#"])
        print("format", float_bits(x), kind + alternate, precision, format(x, f"{alternate}.{precision}{kind}"))
        # Texts, good and bad.
        text = random.choice([
            lambda: "%d.%de%d" % (random.getrandbits(70), random.getrandbits(50), random.randrange(-360, 330)),
            lambda: "%.*e" % (random.randrange(40), finite_float()),
            lambda: "".join(random.choice("0123456789_.eE+-") for _ in range(random.randrange(8))),
            lambda: random.choice(["", " "]) + random.choice(["", "+", "-"]) + random.choice(
                ["inf", "NaN", "Infinity", "infinit", "1_0", "1__0", "_1", "1_", ".5", "5.", ".", "1e5", "1e", "1e+", "1_0e1_0",
                 "1e1_", "1._5", "1_.5", "0x10", "1e400", "1e-400", "1d5", "1,5", "0", "00_0.0_0"]) + random.choice(["", "\n"]),
            # A value exactly between two floats, and just above it.
            lambda: "%d%s" % ((random.getrandbits(53) | (1 << 53)) * 2 + 1 << random.randrange(40), random.choice(["", ".0000", ".00001", "_0e-1"])),
        ])()
        try:
            print("float", shown(text), number_bits(float(text)))
        except ValueError:
            print("float", shown(text), "none")
        text = random.choice([
            lambda: any_float().hex(),
            lambda: "0x%x.%xp%d" % (random.getrandbits(random.randrange(1, 80)), random.getrandbits(random.randrange(1, 80)), random.randrange(-1150, 1030)),
            lambda: "".join(random.choice("0123456789abcdef.xp+-") for _ in range(random.randrange(8))),
            lambda: random.choice(["0x1p1024", "0x0p99999999999999999999", "0x1p-99999999999999999999", "1", ".8", "0x.p1", " 0X1P+3 ",
                                   "-inf", "nan", "0x1.fffffffffffff8p1023", "0x1.fffffffffffff7p1023", "0x0.8p-1074", "0x0.80001p-1074"]),
        ])()
        try:
            print("fromhex", shown(text), number_bits(float.fromhex(text)))
        except ValueError:
            print("fromhex", shown(text), "none")
        except OverflowError:
            print("fromhex", shown(text), "large")


def format_spec(count):
    def case(value, spec):
        kind = type(value).__name__
        if isinstance(value, int):
            field = hexadecimal(value)
        elif isinstance(value, float):
            field = float_bits(value)
        elif isinstance(value, complex):
            field = float_bits(value.real) + "," + float_bits(value.imag)
        else:
            field = shown(value)
        try:
            result = "ok " + shown(format(value, spec))
        except (ValueError, OverflowError) as error:
            result = type(error).__name__ + " " + shown(str(error))
        print(kind, field, shown(spec), result)

    for _ in range(count):
        spec = ""
        if random.randrange(3) == 0:
            spec += random.choice(["", "", "*", "0", " ", "\u20ac", "\U0001f600", "\ud800"]) + random.choice("<>^=")
        spec += random.choice(["", "", "", "+", "-", " "])
        spec += random.choice(["", "", "", "", "", "z"])
        spec += random.choice(["", "", "", "#"])
        spec += random.choice(["", "", "0"])
        spec += random.choice(["", "", str(random.randrange(30)), str(random.randrange(8))])
        spec += random.choice(["", "", "", ",", "_"])
        spec += random.choice(["", "", "", "." + str(random.randrange(12)), "." + str(random.randrange(40)) if random.randrange(20) else ".", ",", "_"][: random.choice([4, 4, 4, 7])])
        good = {0: "bcdoxXneEfFgG%", 1: "eEfFgGn%", 2: "s", 3: "eEfFgGn"}
        which = random.randrange(4)
        spec += random.choice(["", "", random.choice(good[which]), random.choice(good[which]), random.choice("bcdeEfFgGnosxX%qQ\u20ac\x01") if random.randrange(2) else "", ])
        if random.randrange(60) == 0:
            spec += random.choice(["dd", "x ", "99999999999999999999", ".99999999999d"])
        if not spec:
            continue
        case([
            lambda: random.choice([random.randrange(-5, 5), integer(100) >> 60, random.getrandbits(20), -random.getrandbits(34), random.randrange(128)]),
            lambda: random.choice([nice_float, lambda: random.randrange(-10**9, 10**9) / 1000, lambda: -random.random() / 100])(),
            lambda: random.choice(["", "abc", "h\xe9llo", "\u20ac\u20ac", "\U0001f600", "x" * 20]),
            lambda: complex(random.choice([0.0, -0.0, 1.5, nice_float()]), random.choice([0.0, 2.5, nice_float()])),
        ][which](), spec)


def hash_(count):
    import os
    import subprocess

    for _ in range(count):
        n = integer(600)
        print("int", hexadecimal(n), hash(n))
        x = nice_float()
        if not math.isnan(x):
            print("float", float_bits(x), hash(x))
            z = complex(x, nice_float())
            if not math.isnan(z.imag):
                print("complex", hash(z.real), hash(z.imag), hash(z))
        items = [random.choice([random.randrange(-10, 10), random.getrandbits(60)]) for _ in range(random.randrange(8))]
        print("tuple", *map(hash, items), hash(tuple(items)))
        print("frozenset", *map(hash, frozenset(items)), hash(frozenset(items)))
    n = 2**61 - 1
    for n in [n - 1, n, n + 1, -n, 1 - n, -n - 1, n * n, 2**64, -1, -2, 0]:
        print("int", hexadecimal(n), hash(n))
    texts = ["", "a", "abc", "h\xe9llo", "\u20ac\u20ac", "\U0001f600x", "\ud800"] + [
        "".join(chr(random.choice([random.randrange(1, 127), random.randrange(1, 256)])) for _ in range(size)) for size in range(1, 26)]
    for seed in [0, 1, 42, 4294967295]:
        program = "import sys; [print(hash(t)) for t in eval(sys.stdin.read())]"
        out = subprocess.run([sys.executable, "-c", program], input=ascii(texts), env={"PYTHONHASHSEED": str(seed)},
                             capture_output=True, text=True, check=True).stdout.split()
        for text, value in zip(texts, out):
            print("str", seed, shown(text), value)


def math_int(count):
    def small():
        return random.choice([random.randrange(-20, 20), random.getrandbits(63) - 2**62, random.choice([2**63 - 1, -2**63, 0, 1, -1]),
                              random.randrange(-10**6, 10**6)])

    for _ in range(count):
        a, b = small(), small()
        print("divmod", a, b, *(divmod(a, b) if b else ["zero"]))
        a, b = random.choice([small(), random.randrange(-9, 9)]), random.randrange(70)
        for name, n in [("power", a**b), ("shift", a << b)]:
            print(name, a, b, n if -2**63 <= n < 2**63 else "large")
        x, y = nice_float(), nice_float()
        if random.randrange(2):
            y = random.choice([1.0, -1.0, 0.5, 3.0, -0.1, 0.0, math.inf, x])
        try:
            print("float_divmod", float_bits(x), float_bits(y), *map(number_bits, divmod(x, y)))
        except ZeroDivisionError:
            print("float_divmod", float_bits(x), float_bits(y), "zero")
        if random.randrange(2):
            x, y = random.uniform(-30, 30), random.choice([random.uniform(-50, 50), float(random.randrange(-50, 50))])
        try:
            r = x**y
            print("float_power", float_bits(x), float_bits(y), "complex" if isinstance(r, complex) else number_bits(r))
        except ZeroDivisionError:
            print("float_power", float_bits(x), float_bits(y), "zero")
        except OverflowError:
            # The result, or the complex result on the way, is too large.
            print("float_power", float_bits(x), float_bits(y), "complex" if x < 0 and y != math.floor(y) else "large")
        x = random.choice([x, nice_float(), random.randrange(-10**6, 10**6) / random.choice([2, 8, 20, 200, 2000]),
                           float(random.randrange(-10**5, 10**5) * 5), 1.7976931348623157e308, 5e-324])
        n = random.choice([0, 1, 2, 3, -1, -2, -3, random.randrange(-12, 20), random.randrange(-330, 340)])
        try:
            print("round", float_bits(x), n, number_bits(round(x, n)))
        except OverflowError:
            print("round", float_bits(x), n, "large")


if __name__ == "__main__":
    what = sys.argv[1]
    extra = [int(a) for a in sys.argv[2:]]
    print("# Made by: PYTHONHASHSEED=0 python3.13 generate.py", *sys.argv[1:])
    {**globals(), "hash": hash_}[what](*(extra or [{"bignum": 22, "float_text": 120, "format_spec": 700, "hash": 60, "math_int": 100}.get(what, 100)]))
