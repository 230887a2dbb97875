# Objects that give a buffer hear when it is not used any more.
import struct


class Giver:
    def __buffer__(self, flags):
        print("buffer")
        return memoryview(b"hello")

    def __release_buffer__(self, view):
        print("release", bytes(view))


with memoryview(Giver()) as view:
    print(bytes(view), len(view))
print(bytes(Giver()), bytearray(Giver()))
print(struct.unpack("5s", Giver()))
print(b"a" + Giver())
view = memoryview(Giver())
view.release()
view.release()


class Silent:
    def __buffer__(self, flags):
        return memoryview(b"abc")


print(bytes(Silent()), b"-".join([b"x"]) + Silent())


class Wrong:
    def __buffer__(self, flags):
        return 3


for use in (memoryview, bytes, lambda value: struct.unpack("1s", value)):
    try:
        use(Wrong())
    except TypeError as error:
        print(error)


class Array(bytearray):
    def __buffer__(self, flags):
        print("own")
        return super().__buffer__(flags)


with memoryview(bytearray(b"xy")) as view:
    print(view[0])
