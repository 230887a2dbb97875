# Bytes: literals, indexing, slicing, methods, conversion.
b = b"hello\x00\xff\n"
print(b, len(b), b[0], b[-2], b[1:4], b[::-1], b"a" + b"b", b"ab" * 3, b"ell" in b, 104 in b)
print(list(b"abc"), bytes([65, 66, 67]), bytes(3), bytes("é", "utf-8"), b"caf\xc3\xa9".decode(), b"abc".hex(), bytes.fromhex("4142"))
print(b"a,b,c".split(b","), b"-".join([b"x", b"y"]), b"abc".find(b"c"), b"Abc".upper(), b"abc".replace(b"b", b"XX"), b" x ".strip(), b"abc".startswith(b"ab"))
print(b"abc" == b"abc", b"abc" < b"abd", b"abc" == "abc", hash(b"x") == hash(b"x"), {b"k": 1}[b"k"], bool(b""), b'it\'s "x"')
for function in (lambda: b"a" + "b", lambda: bytes([256]), lambda: b"abc"[5], lambda: b"\xff".decode()):
    try:
        print(function())
    except (TypeError, ValueError, IndexError) as error:
        print(type(error).__name__, error)
total = 0
for i in range(500):
    for byte in b:
        total += byte * i
print(total)
