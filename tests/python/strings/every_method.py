# Every method of str, with usual and odd arguments; what is raised is shown too.


def show(name, function):
    try:
        result = function()
    except Exception as error:
        result = type(error).__name__ + ": " + str(error)
        print(name, "!", result)
    else:
        print(name, "=", repr(result), type(result).__name__)


texts = ["", "a", "abc", "Hello, World", "  spaced  ", "äöü ß", "ΑΣ σας ΟΔΟΣ", "日本語テキスト", "x\U0001f600y", "tab\there\nline\r\nend",
         "İı ŉ ǅ ﬁ ᾳ", "123", "٣²", "½Ⅷ", "CamelCase words_and 9lives", "\x1c\x85\u2028z", "it's \"q\"", "\ud800\\"]

for text in texts:
    for name in ["upper", "lower", "title", "capitalize", "swapcase", "casefold", "strip", "lstrip", "rstrip", "split", "rsplit",
                 "splitlines", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower",
                 "isnumeric", "isprintable", "isspace", "istitle", "isupper", "expandtabs", "__repr__", "__len__"]:
        print(ascii(text), name, ascii(getattr(text, name)()))
    print(ascii(text), [ascii(c) for c in text], ascii(text[::-1]), ascii(text[1:]), ascii(text[:-1]), ascii(text[::2]))
    print(ascii(text.center(9, "*")), ascii(text.ljust(9, "é")), ascii(text.rjust(9)), ascii(text.zfill(9)))
    print(ascii(text.splitlines(True)), ascii(text.partition(" ")), ascii(text.rpartition(" ")))
    print(ascii(text * 2), ascii(3 * text), ascii(text + "é"), ascii("\U0001f600" + text))
    print(ascii(text.encode("utf-8", "surrogatepass")), ascii(text.encode("ascii", "backslashreplace")),
          ascii(text.encode("latin-1", "replace")), ascii(text.encode("ascii", "xmlcharrefreplace")),
          ascii(text.encode("ascii", "ignore")), ascii(text.encode("utf-16", "surrogatepass")),
          ascii(text.encode("utf-32-be", "surrogatepass")))

s = "the cat and the hat and the bat"
show("find", lambda: [s.find("the"), s.find("the", 1), s.find("the", -7), s.find("zz"), s.find(""), s.find("", 99), s.find("", 31)])
show("rfind", lambda: [s.rfind("the"), s.rfind("the", 0, 20), s.rfind("zz"), s.rfind(""), s.rfind("", 40), s.rfind("t", None, None)])
show("count", lambda: [s.count("the"), s.count("a"), s.count(""), s.count("", 40), s.count("the", 1, -3), "aaaa".count("aa")])
show("index", lambda: s.index("cat"))
show("index", lambda: s.index("dog"))
show("rindex", lambda: s.rindex("dog"))
show("startswith", lambda: [s.startswith("the"), s.startswith(("x", "th")), s.startswith("cat", 4), s.startswith("", 99), s.startswith(())])
show("endswith", lambda: [s.endswith("bat"), s.endswith(("x", "at")), s.endswith("hat", 0, 19), s.endswith("")])
show("replace", lambda: [s.replace("the", "a"), s.replace("the", "", 2), s.replace("", "-"), s.replace("", "-", 3), s.replace("x", "y"),
                         s.replace("a", "é"), s.replace("t", "語", 1), s.replace("the", "THE", count=1)])
show("removeprefix", lambda: [s.removeprefix("the "), s.removeprefix("x"), s.removesuffix(" bat"), s.removesuffix("")])
show("split", lambda: [s.split("the"), s.split(" ", 2), s.split(None, 2), s.rsplit(" ", 2), s.rsplit(None, 2), s.split("zz"),
                       s.split(sep=" ", maxsplit=1), "".split(","), "".split(), "a,,b".split(","), " a  b ".split(" ")])
show("join", lambda: [",".join([]), ",".join(["a"]), ", ".join("abc"), "".join(("a", "é", "語")), "-".join([c for c in "xyz"])])
show("partition", lambda: [s.partition("and"), s.rpartition("and"), s.partition("zz"), s.rpartition("zz")])
show("strip", lambda: ["xxhixx".strip("x"), "abcba".lstrip("ab"), "abcba".rstrip("ab"), "éaé".strip("é"), "  a".strip(None)])
show("translate", lambda: ["hello".translate({104: "J", 101: None, 108: 76}), "hello".translate(str.maketrans("lo", "01", "h")),
                           "é".translate({233: "ee"}), "abc".translate(str.maketrans({"a": "1", 98: "2"}))])
show("maketrans", lambda: str.maketrans("ab", "xy", "z"))
show("expandtabs", lambda: ["a\tb".expandtabs(4), "\t\t".expandtabs(0), "ab\tc\n\td".expandtabs(), "a\tb".expandtabs(-1)])
show("zfill", lambda: ["42".zfill(5), "-42".zfill(5), "+42".zfill(5), "42".zfill(1), "".zfill(3)])
show("center", lambda: ["ab".center(5), "abc".center(6), "abc".center(2), "a".center(4, "é")])
show("compare", lambda: ["a" < "b", "a" < "B", "é" > "z", "語" > "é", "a" <= "a", "ab" > "a", "" < "a", "a" == 1, "a" != "a"])
show("contains", lambda: ["cat" in s, "dog" in s, "" in "", "é" in s])
show("slices", lambda: [s[3], s[-1], s[2:5], s[5:2], s[::-3], s[-3:], s[:100], s[10:2:-2], s[slice(1, 4)]])
show("multiply", lambda: ["ab" * 0, "ab" * -1, "ab" * True, "é" * 3])
show("str", lambda: [str(), str(5), str("x"), str(b"abc", "ascii"), str(b"\xc3\xa9", "utf-8"), str(object="y"), str(b"a\xff", "ascii", "replace"),
                     str(bytes([0xe9]), encoding="latin-1"), str(b"x", errors="strict")])
show("iterate", lambda: [list("aé語"), list(reversed("abc")), sorted("hello"), max("hello"), len("日本")])
show("hash", lambda: hash("abc") == hash("ab" + "c"))
show("format", lambda: ["x".__format__(">5"), format("abc", ".2"), format("abc", "*^7"), format("abc", "")])

for name, function in [
    ("add", lambda: "a" + 1), ("radd", lambda: 1 + "a"), ("mul", lambda: "a" * "b"), ("mul", lambda: "a" * 1.5), ("index", lambda: "a"["x"]),
    ("index", lambda: "a"[1]), ("index", lambda: "a"[1.0]), ("slice", lambda: "a"["x":]), ("slice", lambda: "abc"[::0]), ("in", lambda: 1 in "a"),
    ("find", lambda: "a".find(1)), ("find", lambda: "a".find("a", "b")), ("count", lambda: "a".count(None)), ("rindex", lambda: "a".rindex(2)),
    ("startswith", lambda: "a".startswith(1)), ("startswith", lambda: "a".startswith((1,))), ("endswith", lambda: "a".endswith([])),
    ("replace", lambda: "a".replace(1, "b")), ("replace", lambda: "a".replace("b", 1)), ("replace", lambda: "a".replace("b", "c", "d")),
    ("split", lambda: "a".split(1)), ("split", lambda: "a".split("")), ("rsplit", lambda: "a".rsplit("")), ("split", lambda: "a".split("a", "b")),
    ("strip", lambda: "a".strip(1)), ("lstrip", lambda: "a".lstrip(b"")), ("partition", lambda: "a".partition("")), ("partition", lambda: "a".partition(1)),
    ("rpartition", lambda: "a".rpartition("")), ("join", lambda: ",".join([1])), ("join", lambda: ",".join(["a", None])), ("join", lambda: ",".join(5)),
    ("center", lambda: "a".center("b")), ("center", lambda: "a".center(5, "xx")), ("ljust", lambda: "a".ljust(5, 1)), ("zfill", lambda: "a".zfill("x")),
    ("removeprefix", lambda: "a".removeprefix(1)), ("removesuffix", lambda: "a".removesuffix(None)), ("encode", lambda: "é".encode("ascii")),
    ("encode", lambda: "aéé".encode("ascii")), ("encode", lambda: "語".encode("latin-1")), ("encode", lambda: "\ud800".encode()),
    ("encode", lambda: "a".encode("nope")), ("encode", lambda: "é".encode("ascii", "nope")), ("encode", lambda: "a".encode(1)),
    ("translate", lambda: "a".translate({97: 1.5})), ("translate", lambda: "a".translate({97: 0x110000})), ("translate", lambda: "a".translate(None)),
    ("maketrans", lambda: str.maketrans(1)), ("maketrans", lambda: str.maketrans("a", "bc")), ("maketrans", lambda: str.maketrans({"ab": 1})),
    ("maketrans", lambda: str.maketrans({1.5: 1})), ("maketrans", lambda: str.maketrans("a", 1)), ("str", lambda: str("a", "utf-8")),
    ("str", lambda: str(1, "utf-8")), ("str", lambda: str(b"a", 1)), ("str", lambda: str(b"\xff", "utf-8")), ("str", lambda: str(b"\xe9a", "ascii")),
    ("lt", lambda: "a" < 1), ("upper", lambda: "a".upper(1)), ("setitem", lambda: "a".__setitem__), ("expandtabs", lambda: "a".expandtabs("x")),
    ("splitlines", lambda: "a".splitlines(1, 2)), ("unbound", lambda: str.upper(1)), ("unbound", lambda: str.upper()),
]:
    show(name, function)


class Loud(str):
    def __str__(self):
        return "loud!"

    def shout(self):
        return self.upper() + "!"


loud = Loud("abc")
loud.extra = 5
print(repr(loud), str(loud), loud.shout(), loud.extra, len(loud), loud + "d", type(loud + "").__name__, type(loud.strip()).__name__,
      type(loud[:]).__name__, loud == "abc", {"abc": 1}[loud], f"{loud}", "%s" % loud, "{}".format(loud), isinstance(loud, str), Loud(12), Loud() == "")

total = 0
for number in range(600):
    word = str(number) + ",é" * (number % 3)
    total += len(word.split(",")) + word.find("é") + word.count("1") + len(word.upper().lower().strip("0"))
print(total)
