# Every method of bytes and bytearray, with usual and odd arguments; what is raised is shown too.


def show(name, function):
    try:
        result = function()
    except Exception as error:
        print(name, "!", type(error).__name__ + ": " + str(error))
    else:
        print(name, "=", repr(result), type(result).__name__)


for make in [bytes, bytearray]:
    for raw in [b"", b"a", b"Hello, World", b"  sp \t", b"1\x00\xff'\"\n", b"a\r\nb\nc", b"Title Case", b"+12"]:
        data = make(raw)
        for name in ["upper", "lower", "title", "capitalize", "swapcase", "strip", "lstrip", "rstrip", "split", "rsplit", "splitlines",
                     "isalnum", "isalpha", "isascii", "isdigit", "islower", "isspace", "istitle", "isupper", "expandtabs", "hex", "__repr__",
                     "__len__"]:
            print(data, name, getattr(data, name)())
        print(list(data), data[::-1], data[1:], data[:-1], data[::2], data * 2, 2 * data, data + b"x", data.zfill(4), data.center(8, b"*"),
              data.ljust(8), data.rjust(8, b"-"), data == raw, raw == data, data < b"b", data != b"")
    data = make(b"the cat and the hat")
    show("find", lambda: [data.find(b"the"), data.find(b"the", 1), data.find(99), data.find(b"zz"), data.rfind(b"the"), data.rfind(b"", 3, 7), data.find(b"", 30)])
    show("index", lambda: data.index(b"zz"))
    show("rindex", lambda: data.rindex(b"at"))
    show("count", lambda: [data.count(b"the"), data.count(b""), data.count(116), data.count(b"t", 3)])
    show("startswith", lambda: [data.startswith(b"the"), data.startswith((b"x", b"t")), data.endswith(b"hat"), data.endswith(b"h", 0, 2)])
    show("replace", lambda: [data.replace(b"the", b"a"), data.replace(b"", b"-", 3), data.replace(b"t", b"", 2), make(b"ab").replace(b"", b".")])
    show("prefix", lambda: [data.removeprefix(b"the "), data.removesuffix(b"hat"), data.removeprefix(b"x")])
    show("split", lambda: [data.split(b" ", 1), data.split(None, 1), data.rsplit(b" ", 1), data.split(b"zz"), data.split(sep=b"and")])
    show("join", lambda: [make(b", ").join([b"a", bytearray(b"b")]), make(b"").join([])])
    show("partition", lambda: [data.partition(b"and"), data.rpartition(b"the"), data.partition(b"zz"), data.rpartition(b"zz")])
    show("translate", lambda: [data.translate(bytes.maketrans(b"at", b"AT")), data.translate(None, b"aeiou"), data.translate(None, delete=b"t")])
    show("hex", lambda: [data.hex(" "), data[:5].hex(":", 2), data[:5].hex("-", -2), make.fromhex("00 ff 10"), make.fromhex("")])
    show("decode", lambda: [data.decode(), make(b"\xc3\xa9").decode("utf-8"), make(b"\xe9").decode("latin-1"), make(b"a\xff\xc3b").decode("utf-8", "replace"),
                            make(b"a\xff").decode("ascii", "ignore"), make(b"\xff\xfea\x00").decode("utf-16"), ascii(make(b"\xff").decode("utf-8", "surrogateescape")),
                            make(b"\xe9").decode("ascii", "backslashreplace"), make(b"\x00\x00\x00a").decode("utf-32-be")])
    show("contains", lambda: [b"cat" in data, 116 in data, b"" in data, 0 in data])
    show("percent", lambda: [make(b"%d %s %b|%5.1f|%-4d|%c%c") % (1, b"x", b"y", 2.5, 7, 65, b"B"), make(b"%(k)s") % {b"k": b"v"}, make(b"%a %r %x") % ("é", b"q", 255)])
    for name, function in [
        ("decode", lambda: make(b"\xff").decode()), ("decode", lambda: make(b"a\xe9").decode("ascii")), ("decode", lambda: make(b"\xe2\x82").decode()),
        ("decode", lambda: make(b"\xe2\x28").decode()), ("decode", lambda: make(b"a").decode("nope")), ("decode", lambda: make(b"abc").decode("utf-16")),
        ("index", lambda: data[99]), ("index", lambda: data["x"]), ("add", lambda: data + "x"), ("add", lambda: data + 1), ("mul", lambda: data * "x"),
        ("find", lambda: data.find("x")), ("find", lambda: data.find(256)), ("in", lambda: "x" in data), ("in", lambda: 300 in data),
        ("split", lambda: data.split("x")), ("split", lambda: data.split(b"")), ("join", lambda: make(b",").join(["x"])), ("join", lambda: make(b",").join(1)),
        ("startswith", lambda: data.startswith("x")), ("startswith", lambda: data.startswith(("x",))), ("strip", lambda: data.strip("x")),
        ("replace", lambda: data.replace("x", b"")), ("partition", lambda: data.partition(b"")), ("translate", lambda: data.translate(b"x")),
        ("maketrans", lambda: make.maketrans(b"a", b"")), ("fromhex", lambda: make.fromhex("0g")), ("fromhex", lambda: make.fromhex("123")),
        ("fromhex", lambda: make.fromhex(1)), ("new", lambda: make("x")), ("new", lambda: make(-1)), ("new", lambda: make([256])), ("new", lambda: make(["a"])),
        ("new", lambda: make(1.5)), ("new", lambda: make(b"x", "utf-8")), ("new", lambda: make(None)), ("lt", lambda: data < "x"), ("percent", lambda: make(b"%s") % 1),
        ("percent", lambda: make(b"%c") % 300), ("percent", lambda: make(b"%d %d") % 1), ("percent", lambda: make(b"a") % 1),
    ]:
        show(name, function)
    show("new", lambda: [make(), make(3), make([1, 2, 255]), make("é", "utf-8"), make("é", encoding="latin-1"), make(range(3)), make(b"copy"), make({65: 1})])

print(hash(b"abc") == hash(b"ab" + b"c"), {b"k": 1}[b"k"])
show("hash", lambda: hash(bytearray()))

array = bytearray(b"abc")
array.append(100)
array.extend(b"ef")
array.extend([103, 104])
array.insert(0, 33)
array.insert(-1, 34)
array.insert(99, 35)
print(array, array.pop(), array.pop(0), array.pop(2), array)
array.remove(101)
array[0] = 65
array[-1] = 66
array[1:3] = b"12345"
print(array)
array[::2] = b"....."[: len(array[::2])]
print(array)
del array[0]
del array[1:3]
del array[::2]
print(array)
array += b"xyz"
array *= 2
print(array, array.copy() == array, array.copy() is array)
array.reverse()
print(array)
array.extend(array)
array[2:2] = array
print(array, len(array))
del array[::-3]
print(array)
array.clear()
same = bytearray(b"x")
print(array, len(array), array == b"")
for name, function in [
    ("append", lambda: array.append(256)), ("append", lambda: array.append("x")), ("pop", lambda: array.pop()), ("remove", lambda: array.remove(5)),
    ("extend", lambda: array.extend("x")), ("iadd", lambda: same.__iadd__(same)), ("extend", lambda: array.extend(5)), ("extend", lambda: array.extend([1, 300])), ("iadd", lambda: array.__iadd__("x")),
    ("setitem", lambda: array.__setitem__(0, 5)), ("setitem", lambda: array.__setitem__(slice(0, 1), 5)), ("setitem", lambda: array.__setitem__("x", 5)),
    ("delitem", lambda: array.__delitem__(3)), ("pop", lambda: bytearray(b"a").pop(4)),
    ("size", lambda: bytearray(b"abcd").__setitem__(slice(None, None, 2), b"x")),
]:
    show(name, function)
print(array)


class Data(bytes):
    pass


data = Data(b"abc")
data.extra = 1
print(repr(data), data == b"abc", data.extra, type(data.upper()).__name__, type(data[:]).__name__, Data.fromhex("6162"), type(Data.fromhex("61")).__name__)

total = 0
buffer = bytearray()
for number in range(600):
    buffer.append(number & 255)
    total += buffer.find(number & 127) + len(bytes(buffer[-3:]).hex())
print(total, len(buffer), buffer[-5:])
