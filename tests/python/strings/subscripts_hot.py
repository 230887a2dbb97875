"""Items of strs and bytes, and comparisons of strs, hot: one place that meets all widths, kinds and classes."""
import array


class Text(str):
    def __getitem__(self, index):
        return "mine"


class Data(bytes):
    def __getitem__(self, index):
        return "mine"


class Plain(bytearray):
    pass


def items(sequence, places):
    found = []
    for place in places:
        try:
            found.append(sequence[place])
        except IndexError as error:
            found.append(str(error))
    return found


places = [0, 1, 2, 3, -1, -3, -4, True, 2**70]
sequences = ["abc", "aéÿ", "a€c", "\U0001f600bc", "", b"abc", b"", bytearray(b"xyz"), array.array("h", [1, 2, 300]), Text("abc"), Data(b"abc"), Plain(b"abc")]
for _ in range(40):
    found = [items(sequence, places) for sequence in sequences]
for line in found:
    print(line)
for key in ("a", 1.0, None):
    for sequence in ("abc", b"abc", bytearray(b"abc")):
        try:
            print(sequence[key])
        except TypeError as error:
            print(error)


class Equal(str):
    def __eq__(self, other):
        return "always"

    def __ne__(self, other):
        return "never"

    __hash__ = str.__hash__


def compared(a, b):
    found = [a == b, a != b]
    if a == b:
        found.append("same")
    if a != b:
        found.append("other")
    return found


made = "".join(["a", "b"])
texts = ["ab", made, "ac", "abc", "", "aé", "a€", "ab"[0], Text("ab"), Equal("x"), 5, None, b"ab"]
for _ in range(20):
    found = [compared(a, b) for a in texts for b in texts]
print(found)
for _ in range(60):
    one, other = "abc"[1], "xbz"[1]
    same = one is other, chr(98) is one, [letter is one for letter in "aba"]
print(same)


def cut(text):
    return [text[1:3], text[:], text[:2], text[2:], text[-2:], text[5:], text[2:1], text[::2], text[::-1], text[1:100], text[-100:1]]


for _ in range(60):
    found = cut("abcd"), cut("aé€d"), cut(""), cut(Text("abcd")), cut(b"abcd"), cut(bytearray(b"abcd"))
for line in found:
    print(line)
