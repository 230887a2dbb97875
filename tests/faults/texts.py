words = "the quick brown fox jumps over the lazy dog, naïve Ünïcode 日本語 and 𝒳".split()
print(" ".join(sorted(words, key=str.casefold)), [word.title() for word in words], "-".join(reversed(words)))
print({word[:2]: word.center(12, "*") for word in words}, words[-1].encode(), "ß".upper(), "abc".translate({97: "xy", 98: None}))
print("a,b,,c".split(","), "a b  c".partition(" "), "line\nline\r\nend".splitlines(True), "abcabc".replace("b", "BB"), "x".join("日本語"))
data = bytearray(b"hello")
data.extend(b" world" * 3)
data[2:4] = b"LL-LL"
view = memoryview(data)[3:9]
print(data, bytes(view), data.find(b"world"), b"a-b-c".split(b"-"), bytes(range(20)).hex(":"), b"%d|%s" % (5, b"x"), view.tolist())
print("%s %r %5.1f %-8s| {0!r:>10} {a[1]} {b.real}".replace("%", "%%") % () if not words else "%s|%r|%5.1f|%-8s|%c" % ("a", "b'", 2.25, "left", 65))
print("{0!r:>10} {a[1]} {b.real:.2f} {0:{width}}".format("x", a=[1, 2], b=3.5, width=6), f"{words[0]!a:^9} {len(words)=} {3.14159:{5}.{3}}")
