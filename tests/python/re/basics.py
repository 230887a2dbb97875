import re

print(re.match(r"(a+)(b)?c", "aaac"), re.match("b", "ab"))
print(re.search("b+", "aabbb").span(), re.search("x", "aabbb"))
print(re.fullmatch(r"\d{3}", "123"), re.fullmatch(r"\d{3}", "1234"))
print(re.findall(r"\w+", "two words, three"), re.findall(r"(\w)(\d)", "a1 b2"), re.findall("a(b)?", "ab a"))
print([(m.start(), m.group()) for m in re.finditer(r"\b\w", "the quick brown fox")])
print(re.split(r"[,;]\s*", "a, b;c,d"), re.split("(-)", "a-b-c", maxsplit=1), re.split("x*", "axbc"))
print(re.sub("x*", "-", "abxd"), re.subn("[aeiou]", "*", "education", count=3))
print(re.escape("a.b*c [d]"), re.escape(b"1+1"))
m = re.match(r"(?P<year>\d{4})-(?P<month>\d\d)(-(?P<day>\d\d))?", "2026-11 and more")
print(m.group(), m.group("year"), m["month"], m.group(1, 2, 4), m.groups("none"), m.groupdict(), m.lastgroup, m.lastindex)
print(m.span("year"), m.start(2), m.end(), m.span(4), m.regs, m.pos, m.endpos, m.string, m.re.groups, dict(m.re.groupindex))
print(m.expand(r"\g<month>/\1 \g<0>"))
print(repr(m), bool(m))
for group in (9, "week", -1):
    try:
        m.group(group)
    except IndexError as error:
        print("IndexError", error)
p = re.compile(r"a.c", re.I | re.S)
print(p, p.flags, p.pattern, p.match("xA\nC", 1), p.search("abcabc", 1, 4), p == re.compile("a.c", re.S | re.I), hash(p) == hash(re.compile("a.c", re.I | re.S)))
print(re.I, re.I | re.M, re.RegexFlag(0), ~re.I & re.M, re.compile(b"x", re.A), int(re.X))
for bad in (1, None, b"x"):
    try:
        re.match("x", bad)
    except TypeError as error:
        print("TypeError", error)
try:
    re.match(b"x", "x")
except TypeError as error:
    print("TypeError", error)
