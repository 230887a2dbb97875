# Iterating over characters, ord and chr, classification by hand.
def rot13(text):
    out = []
    for c in text:
        if "a" <= c <= "z":
            out.append(chr((ord(c) - 97 + 13) % 26 + 97))
        elif "A" <= c <= "Z":
            out.append(chr((ord(c) - 65 + 13) % 26 + 65))
        else:
            out.append(c)
    return "".join(out)


def checksum(text):
    value = 5381
    for c in text:
        value = (value * 33 ^ ord(c)) & 0xFFFFFFFF
    return value


text = "The Quick Brown Fox Jumps Over The Lazy Dog. " * 20
print(rot13(text)[:45], rot13(rot13(text)) == text, checksum(text), checksum(text + "é😀"))
print(list("abc"), tuple("xy"), [c * 2 for c in "ab"], list(enumerate("ab")), list(zip("abc", "de")), list(reversed("abc")))
for value in (-1, 0x110000):
    try:
        chr(value)
    except ValueError as error:
        print(error)
for value in ("", "ab", 5):
    try:
        ord(value)
    except TypeError as error:
        print(error)
