# to_bytes and from_bytes.
def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__ + ":", error)


for number in [0, 1, -1, 127, 128, -128, -129, 255, 256, 65535, -65536, 2 ** 64, -(2 ** 63), 10 ** 30]:
    for length in [0, 1, 2, 8, 9, 16]:
        for signed in [False, True]:
            try:
                data = number.to_bytes(length, "little", signed=signed)
                print(number, length, signed, data, int.from_bytes(data, "little", signed=signed) == number)
            except OverflowError as error:
                print(number, length, signed, error)
show(lambda: (5).to_bytes())
show(lambda: (1000).to_bytes(2))
show(lambda: (1000).to_bytes(2, byteorder="little"))
show(lambda: (1000).to_bytes(length=3, byteorder="big"))
show(lambda: (5).to_bytes(-1))
show(lambda: (5).to_bytes(2, "x"))
show(lambda: (5).to_bytes(2, 5))
show(lambda: (5).to_bytes("a"))
show(lambda: int.from_bytes(b"\x01\x02"))
show(lambda: int.from_bytes(bytearray(b"\x01\x02"), "little"))
show(lambda: int.from_bytes([1, 2, 255], "big"))
show(lambda: int.from_bytes((255, 255), signed=True))
show(lambda: int.from_bytes(b"", signed=True))
show(lambda: int.from_bytes("a", "big"))
show(lambda: int.from_bytes(5, "big"))
show(lambda: int.from_bytes([1, 2, 300], "big"))
show(lambda: int.from_bytes(b"1", "bog"))
show(lambda: bool.from_bytes(b"\x05"))
