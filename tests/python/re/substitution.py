import re

print(re.sub(r"(\w)(\w*)", lambda m: m.group(2) + m.group(1) + "ay", "hello world"))
print(re.sub(r"(?P<x>\d+)", r"<\g<x>\1\g<1>0>", "a1b22"), re.sub("a", r"\n\t\\\.", "a") == "\n\t\\\\.")
print(re.sub("(a)|(b)", r"[\1\2]", "abc"), re.sub("a", "b", "aaaa", count=2), re.sub("", "-", "ab"))
print(re.sub("a", lambda m: None if m.start() else "x", "aaa") if False else re.sub(r"\101", "x", "A"))
print(re.sub(b"a+", b"<\\g<0>>", b"caat"), re.sub(b"a", lambda m: m.group().upper(), bytearray(b"banana")))
print(re.subn("(?:)", ".", "ab"), re.subn("z", ".", "ab"))


class Text(str):
    pass


kept = re.sub("z", "y", Text("ab"))
print(type(kept).__name__, kept)
print(re.sub("b", Text("x"), Text("abc")))
try:
    re.sub("a", 1, "a")
except TypeError as error:
    print("TypeError")


def failing(match):
    raise KeyError(match.group())


try:
    re.sub("b", failing, "abc")
except KeyError as error:
    print("KeyError", error)


def nested(match):
    return re.sub("[0-9]", lambda inner: str(int(inner.group()) + 1), match.group())


print(re.sub(r"\d+", nested, "a12b89"))
total = 0
for number in range(200):
    total += len(re.sub(r"(\d)(\d)?", r"\2\1", str(number)))
print(total)
