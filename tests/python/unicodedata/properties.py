# Properties of characters, their numbers and decompositions.
import unicodedata as u

print(u.unidata_version)
functions = (u.category, u.bidirectional, u.combining, u.mirrored, u.east_asian_width, u.decomposition)
for c in "a\xe9\u0101(\u05d0\u0661\u0300\u0315\u3042\u4e00\uac00\ufb01\uff21\u00bd\u2460\u2164\u3000\U0001f600\U0010ffff\u0378\ud800\x00\u00a0\u2026\ufdfa\u1e9b":
    print(ascii(c), *[function(c) for function in functions], u.decimal(c, "-"), u.digit(c, "-"), u.numeric(c, "-"))
print(u.numeric("\u0bf2"), u.numeric("\u4e07"), u.numeric("\u0f33"), u.numeric("\U00016b61"))
for f in (lambda: u.decimal("a"), lambda: u.digit("a"), lambda: u.numeric("a"), lambda: u.category("ab"), lambda: u.category(""), lambda: u.combining(1),
          lambda: u.decimal("\u00b2"), lambda: u.digit("\u00bd")):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
total = 0
for point in [*range(0, 0x800), *range(0x2000, 0x2600), *range(0x3000, 0x3400, 3), *range(0xf900, 0x11200, 7), *range(0x1d400, 0x20000, 11)]:
    c = chr(point)
    row = "".join([str(function(c)) for function in functions]) + str(u.numeric(c, ""))
    total = (total * 31 + sum(map(ord, row))) % 1000003
print(total)
