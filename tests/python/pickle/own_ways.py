"""Persistent ids, reducers, buffers beside the pickle, classes looked up otherwise, and what is wrong."""

import copyreg
import io
import pickle


class Database:
    pass


class Writer(pickle.Pickler):
    def persistent_id(self, obj):
        return "db" if isinstance(obj, Database) else None

    def reducer_override(self, obj):
        if obj is print:
            return "print"
        return NotImplemented


class Reader(pickle.Unpickler):
    def persistent_load(self, pid):
        return ("loaded", pid)

    def find_class(self, module, name):
        print("find", module, name)
        return super().find_class(module, name)


for protocol in range(6):
    file = io.BytesIO()
    Writer(file, protocol).dump([Database(), print, {"a": Database()}])
    file.seek(0)
    print(protocol, Reader(file).load())

# The memo is kept from one object to the next.
file = io.BytesIO()
writer = pickle.Pickler(file, 2)
shared = ["shared"]
writer.dump(shared)
first = file.tell()
writer.dump([shared])
print(first, file.getvalue()[first:])
writer.clear_memo()
first = file.tell()
writer.dump(shared)
print(file.getvalue()[first:])


class Big:
    def __init__(self, data):
        self.data = data

    def __reduce_ex__(self, protocol):
        return Big, (pickle.PickleBuffer(self.data),)


buffers = []
data = pickle.dumps(Big(bytearray(b"abc")), 5, buffer_callback=buffers.append)
print(data, [bytes(buffer.raw()) for buffer in buffers])
print(bytes(pickle.loads(data, buffers=buffers).data))
print(pickle.loads(pickle.dumps(Big(b"xyz"), 5)).data)


class Colour:
    def __init__(self, name):
        self.name = name


copyreg.pickle(Colour, lambda colour: (Colour, (colour.name.upper(),)))
print(pickle.loads(pickle.dumps(Colour("red"))).name)
copyreg.add_extension("__main__", "Colour", 250)
print(pickle.dumps(Colour, 2))
copyreg.remove_extension("__main__", "Colour", 250)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: pickle.dumps(1, 6))
attempt(lambda: pickle.loads(b""))
attempt(lambda: pickle.loads(b"\x80\x06."))
attempt(lambda: pickle.loads(b"\x00"))
attempt(lambda: pickle.loads(b"K"))
attempt(lambda: pickle.loads(b"X\x05\x00\x00\x00ab"))
attempt(lambda: pickle.loads(b"g5\n."))
attempt(lambda: pickle.loads(b"0."))
attempt(lambda: pickle.loads(b"cnothing_like_it\nx\n."))
attempt(lambda: pickle.loads("text"))
attempt(lambda: pickle.dumps((number for number in [])))
attempt(lambda: pickle.Pickler(io.BytesIO(), 4, buffer_callback=print))
for wrong in (1,), ("x", ()), (int, 5), (int, (), None, 5), (int, (), None, None, 5):
    class Wrong:
        def __reduce__(self):
            return wrong

    attempt(lambda: pickle.dumps(Wrong()))
