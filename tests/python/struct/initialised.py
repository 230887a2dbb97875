# A Struct reads another format in `__init__`; a class derived from it may find its own.
import struct

s = struct.Struct(">h")
s.__init__(">hh")
print(s.format, s.size, s.pack(1, 2), s.unpack(b"\0\1\0\2"))
try:
    s.__init__("$")
except struct.error as error:
    print(error)


class Big(struct.Struct):
    def __init__(self, letters):
        super().__init__(">" + letters)


class Fixed(struct.Struct):
    def __init__(self):
        super().__init__(">h")


print(Big("HH").pack(1, 2), Fixed().pack(12345), Fixed().format)
