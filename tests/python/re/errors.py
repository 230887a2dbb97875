import re

PATTERNS = [
    "(", ")", "a)", "(?", "(?P", "(?P<", "(?P<a", "(?P<1>x)", "(?P<>x)", "(?P=a)", "(?P=a", "(?Px)", "(?<x)", "(?z)", "(?i", "(?i-", "(?i-x", "(?-i)", "(?i-i:x)",
    "a(?i)", "(?L)", "(?au)", "(?#", "*", "a**", "a{2,1}", "^*", "[a", "[]", "[b-a]", "[\\d-z]", "\\", "\\q", "[\\q]", "\\x1", "\\u12", "\\8", "(\\1)", "\\400",
    "(?(1)a|b|c)", "(?(0)a)", "(?(x)a)", "(?(2)a)", "(?(1", "(?<=a*)b", "(?<=(a)\\1)b", "(?P<a>x)(?P<a>y)", "x{99999999999}", "(?=a", "(?>a", "a\n(b",
]
for pattern in PATTERNS:
    try:
        print(repr(pattern), re.compile(pattern))
    except re.error as error:
        print(repr(pattern), "|", error, "|", error.msg, error.pos, error.lineno, error.colno)
    except OverflowError as error:
        print(repr(pattern), "OverflowError", error)
for template in ("\\2", "\\g<2>", "\\g<x>", "\\g<", "\\g<>", "\\g", "\\q", "\\400", "\\g<1", "\\g<-1>", "\\"):
    try:
        print(repr(template), re.sub("(a)", template, "a"))
    except (re.error, IndexError) as error:
        print(repr(template), type(error).__name__, error)
for flags, pattern in ((re.L, "a"), (re.A | re.U, "a"), (re.U, b"a"), (re.L | re.A, b"a")):
    try:
        re.compile(pattern, flags)
    except ValueError as error:
        print("ValueError", error)
try:
    re.compile(re.compile("a"), re.I)
except ValueError as error:
    print("ValueError", error)
try:
    re.compile(1)
except TypeError as error:
    print("TypeError", error)
print(issubclass(re.error, Exception), re.error.__name__, re.error.__module__, re.error("m", "ab\ncd", 4))
