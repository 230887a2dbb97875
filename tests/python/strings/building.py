# Strings built in hot loops, by concatenation, join, repetition and slicing.
def by_concatenation(count):
    s = ""
    for i in range(count):
        s += chr(97 + i % 26)
        if len(s) > 300:
            s = s[150:]
    return s


def by_join(count):
    parts = []
    for i in range(count):
        parts.append(str(i % 10) * (i % 3))
    return "".join(parts)


def rotate(s, count):
    for _ in range(count):
        s = s[1:] + s[0]
    return s


print(by_concatenation(1000)[-60:])
print(len(by_join(1000)), by_join(30))
print(rotate("abcdefg", 703))
print("ab" * 3, 3 * "ab", "ab" * 0, "ab" * -1, "" * 5, "x" * True)
digits = ""
n = 2 ** 200
while n:
    n, d = divmod(n, 10)
    digits = str(d) + digits
print(digits == str(2 ** 200))
