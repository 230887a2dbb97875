s = "key=value=more"
print(s.partition("="), s.rpartition("="), s.partition("#"), s.rpartition("#"), s.split("=", 1), s.rsplit("=", 1))
t = "one\ntwo\r\nthree\rfour\x0bfive\x0csix\x1cseven\u2028eight\n"
print(t.splitlines(), t.splitlines(True), "".splitlines(), "\n".splitlines(), "a\n\nb".split("\n"))
print("  a  b ".split(), "  a  b ".split(" "), "a,b,,c".split(","), "".split(), "".split(","), "a b c d".rsplit(None, 2), "xaxbx".strip("x"), "xyxab".lstrip("xy"))
print("abc".removeprefix("ab"), "abc".removesuffix("bc"), "abc".removeprefix("x"), "-".join("abc"), ",".join([]), "ab".join(["1"]), "\t".expandtabs(4), "a\tbc\td".expandtabs(3))
print("abcabc".replace("b", "X", 1), "aaa".replace("", "-"), "aaa".replace("aa", "b"), "abc".translate({97: "A", 98: None, 99: 0x78}), "hello".translate(str.maketrans("el", "ip", "o")))
for bad in (lambda: "a".split(""), lambda: "a".partition(""), lambda: ",".join([1]), lambda: "a".join(1), lambda: "abc".index("z"), lambda: "a".replace(1, 2), lambda: "a" + 1, lambda: 1 + "a", lambda: "a" * 1.5, lambda: s["x"], lambda: "a"[9]):
    try:
        print(bad())
    except (TypeError, ValueError, IndexError) as error:
        print(type(error).__name__, error)
print("zfill".zfill(8), "-7".zfill(4), "+x".zfill(5), "a".center(4, "*"), "ab".center(5), "a".ljust(3, "."), "a".rjust(3) + "|", "éa".upper(), "ß".upper(), "İ".lower() == "i̇", "ǆ".title(), "hello wORLD it's".title(), "ABC".swapcase(), "ΑΣ".lower())
