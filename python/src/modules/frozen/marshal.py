"""Plain values as bytes and back, as CPython 3.13 writes them. Code objects have no such form here."""

import struct as _struct

__all__ = ["dump", "dumps", "load", "loads", "version"]
version = 4
_DEEPEST = 500
_SINGLES = {None: b"N", True: b"T", False: b"F", ...: b".", StopIteration: b"S"}
_SINGLES_BACK = {78: None, 84: True, 70: False, 46: ..., 83: StopIteration}


class _Writer:
    def __init__(self, version):
        self.out = bytearray()
        self.version = version
        self.seen = {}

    def number(self, letter, value):
        self.out += letter + value.to_bytes(4, "little", signed=True)

    def sized(self, letter, data):
        self.number(letter, len(data))
        self.out += data

    def write(self, value, depth=0):
        if depth > _DEEPEST:
            raise ValueError("object too deeply nested to marshal")
        cls = type(value)
        if value is None or cls is bool or value is ... or value is StopIteration:
            self.out += _SINGLES[value]
        elif cls is int:
            if -0x80000000 <= value <= 0x7FFFFFFF:
                self.number(b"i", value)
            else:
                digits, rest = [], abs(value)
                while rest:
                    digits.append(rest & 0x7FFF)
                    rest >>= 15
                self.number(b"l", len(digits) if value > 0 else -len(digits))
                self.out += b"".join([digit.to_bytes(2, "little") for digit in digits])
        elif cls is float:
            self.floats(b"g", b"f", value)
        elif cls is complex:
            self.floats(b"y", b"x", value.real, value.imag)
        elif cls is bytes:
            self.sized(b"s", value)
        elif cls is str:
            if self.version >= 4 and value.isascii():
                if len(value) < 256:
                    self.out += b"z" + bytes([len(value)]) + value.encode("ascii")
                else:
                    self.sized(b"a", value.encode("ascii"))
            else:
                self.sized(b"u", value.encode("utf-8", "surrogatepass"))
        elif cls is tuple:
            if self.version >= 4 and len(value) < 256:
                self.out += b")" + bytes([len(value)])
            else:
                self.number(b"(", len(value))
            self.all(value, depth)
        elif cls is list:
            self.number(b"[", len(value))
            self.all(value, depth)
        elif cls is dict:
            self.out += b"{"
            for key, item in value.items():
                self.write(key, depth + 1)
                self.write(item, depth + 1)
            self.out += b"0"
        elif cls is set or cls is frozenset:
            self.number(b"<" if cls is set else b">", len(value))
            self.all(value, depth)
        else:
            try:
                data = bytes(memoryview(value))
            except TypeError:
                raise ValueError("unmarshallable object") from None
            self.sized(b"s", data)

    def floats(self, binary, text, *values):
        if self.version > 1:
            self.out += binary + _struct.pack(f"<{len(values)}d", *values)
        else:
            self.out += text
            for value in values:
                shown = f"{value:.17g}".encode("ascii")
                self.out += bytes([len(shown)]) + shown

    def all(self, values, depth):
        for each in values:
            self.write(each, depth + 1)


_END = object()


class _Reader:
    def __init__(self, take):
        self.take = take
        self.known = []

    def read(self, count):
        data = self.take(count)
        if len(data) < count:
            raise EOFError("marshal data too short")
        return data

    def number(self):
        return int.from_bytes(self.read(4), "little", signed=True)

    def count(self, what):
        count = self.number()
        if count < 0:
            raise ValueError(f"bad marshal data ({what} size out of range)")
        return count

    def value(self, depth=0):
        if depth > _DEEPEST * 4:
            raise ValueError("recursion limit exceeded")
        letter = self.take(1)
        if not letter:
            raise EOFError("EOF read where object expected")
        code = letter[0] & 0x7F
        place = None
        if letter[0] & 0x80:
            place = len(self.known)
            self.known.append(None)
        found = self.content(code, depth, place)
        if place is not None:
            self.known[place] = found
        return found

    def content(self, code, depth, place):
        if code in _SINGLES_BACK:
            return _SINGLES_BACK[code]
        kind = chr(code)
        if kind == "0":
            return _END
        if kind == "i":
            return self.number()
        if kind == "l":
            count = self.number()
            digits = [int.from_bytes(self.read(2), "little") for _ in range(abs(count))]
            if digits and digits[-1] == 0:
                raise ValueError("bad marshal data (unnormalized long data)")
            value = 0
            for digit in reversed(digits):
                if digit > 0x7FFF:
                    raise ValueError("bad marshal data (digit out of range in long)")
                value = value << 15 | digit
            return -value if count < 0 else value
        if kind == "g":
            return _struct.unpack("<d", self.read(8))[0]
        if kind == "y":
            return complex(*_struct.unpack("<2d", self.read(16)))
        if kind == "f":
            return float(self.read(self.read(1)[0]))
        if kind == "x":
            real = float(self.read(self.read(1)[0]))
            return complex(real, float(self.read(self.read(1)[0])))
        if kind == "s":
            return bytes(self.read(self.count("bytes object")))
        if kind in "ut":
            return bytes(self.read(self.count("string"))).decode("utf-8", "surrogatepass")
        if kind in "aA":
            return bytes(self.read(self.count("string"))).decode("ascii")
        if kind in "zZ":
            return bytes(self.read(self.read(1)[0])).decode("ascii")
        if kind in "()":
            count = self.count("tuple") if kind == "(" else self.read(1)[0]
            return tuple([self.item(depth) for _ in range(count)])
        if kind == "[":
            count, made = self.count("list"), []
            if place is not None:
                self.known[place] = made
            for _ in range(count):
                made.append(self.item(depth))
            return made
        if kind == "{":
            made = {}
            if place is not None:
                self.known[place] = made
            while (key := self.value(depth + 1)) is not _END:
                made[key] = self.item(depth)
            return made
        if kind in "<>":
            items = [self.item(depth) for _ in range(self.count("set"))]
            return set(items) if kind == "<" else frozenset(items)
        if kind == "r":
            number = self.number()
            if not 0 <= number < len(self.known) or self.known[number] is None:
                raise ValueError("bad marshal data (invalid reference)")
            return self.known[number]
        raise ValueError("bad marshal data (unknown type code)")

    def item(self, depth):
        value = self.value(depth + 1)
        if value is _END:
            raise TypeError("NULL object in marshal data for object")
        return value


def dumps(value, version=version, /, *, allow_code=True):
    writer = _Writer(version)
    try:
        writer.write(value)
    except RecursionError:
        raise ValueError("object too deeply nested to marshal") from None
    return bytes(writer.out)


def dump(value, file, version=version, /, *, allow_code=True):
    return file.write(dumps(value, version))


def loads(data, /, *, allow_code=True):
    from io import BytesIO

    return _whole(_Reader(BytesIO(data).read))


def load(file, /, *, allow_code=True):
    return _whole(_Reader(file.read))


def _whole(reader):
    value = reader.value()
    if value is _END:
        raise TypeError("NULL object in marshal data for object")
    return value
