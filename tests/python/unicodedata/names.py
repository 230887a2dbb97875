# Names of characters: both ways, in literals, and what is wrong with them.
import unicodedata as u

for c in "a\xe9\u0101\u03b1\u05d0\u0939\u3042\u4e00\uac00\ud7a3\uf900\ufb01\U0001f600\U0001d11e\U00020000\U0010fffd\x00\u0378\ud800\ue000":
    name = u.name(c, None)
    print(ascii(c), name, name and u.lookup(name) == c)
print("\N{LATIN SMALL LETTER A WITH MACRON}\N{greek small letter alpha}\N{HANGUL SYLLABLE GAG}\N{NULL}\N{BEL}\N{LF}".encode())
print(ascii("\N{SNAKE}\N{CJK UNIFIED IDEOGRAPH-4E2D}"), f"\N{DIGIT ONE}{1}\N{EM DASH}" == "1" + "1" + "\u2014", r"\N{x}", b"\\N{x}")
print(ascii(u.lookup("KEYCAP DIGIT ONE")), ascii(u.lookup(b"LATIN SMALL LETTER A")), ascii(u.lookup("latin small letter a with macron and grave")))
for bad in ("", "nothing", "LATIN SMALL LETTER", "CJK UNIFIED IDEOGRAPH-0041", "HANGUL SYLLABLE", "HANGUL SYLLABLE XX", "A" * 300, "LATIN  SMALL LETTER A"):
    try:
        print(ascii(u.lookup(bad)))
    except KeyError as e:
        print(e)
for f in (lambda: u.name("ab"), lambda: u.name(5), lambda: u.name("\n"), lambda: u.lookup(5)):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
for source in (r'"\N{nothing}"', r'"ab\N{x"', r'"\N{}"', r'"\N"', r'f"\N{nothing}"', r'"\N{KEYCAP DIGIT ONE}"', r'f"{a}\N{x}"'):
    try:
        compile(source, "<source>", "eval")
    except SyntaxError as e:
        print(e.msg, e.offset, e.end_offset)
print("a\xe9\u0101\U0001f600\x80\ue000".encode("ascii", "namereplace"), "\ud800".encode("utf-8", "namereplace"))
total = 0
for start in (0, 0x300, 0x1200, 0x2190, 0xfb00, 0x1f600, 0x1b170):
    for point in range(start, start + 48):
        name = u.name(chr(point), "")
        total = (total * 31 + hash(len(name)) + sum(map(ord, name))) % 1000003
print(total)
