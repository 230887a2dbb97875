# What is looked at first of several wrong arguments; arguments of other types.
def report(call, *arguments):
    try:
        print(call(*arguments))
    except Exception as error:
        print(type(error).__name__, error)


report(memoryview(b"abc").tobytes, 1)
report(memoryview(b"abc").tobytes, "X")
report(memoryview(b"abc").tobytes, None)
report(b"abc".find, "a", "b")
report(b"abc".index, 256, "b")
report(b"abc".find, 256)
array = bytearray(b"abc")
report(array.__setitem__, "a", "b")
report(array.__setitem__, 7, 256)
report(array.__setitem__, 7, 1)
report(array.__init__, "text")
print(array)
report("a".encode, "\u00e9")
report(b"a".decode, "\u20ac")
report(str.maketrans, 1, 2)
report(str.maketrans, 1, "a")
report(str.maketrans, type("D", (dict,), {})())
