"""Buffered files over streams that say wrong things, give nothing yet, or take only a part."""

import io


def attempt(name, action):
    try:
        print(name, action())
    except Exception as error:
        print(name, type(error).__name__, getattr(error, "strerror", None) or error, getattr(error, "characters_written", ""))


class Raw(io.RawIOBase):
    def __init__(self, pieces, wrong=None):
        self.pieces, self.wrong, self.written = list(pieces), wrong, []

    def readable(self):
        return True

    writable = seekable = readable

    def readinto(self, room):
        if self.wrong is not None:
            return self.wrong
        piece = self.pieces.pop(0) if self.pieces else b""
        if piece is None:
            return None
        room[: len(piece)] = piece
        return len(piece)

    def write(self, data):
        if self.wrong is not None:
            return None if self.wrong == "full" else self.wrong
        self.written.append(bytes(data[:5]))
        return min(len(data), 5)

    def seek(self, place, whence=0):
        return -3

    tell = lambda self: -3


reader = io.BufferedReader(Raw([b"abc", b"d", None, b"efg", None, None]))
for size in 6, 1, -1, -1, -1:
    attempt("read", lambda: reader.read(size))
for wrong in -1, 9000, b"x", 2.5:
    attempt("wrong", lambda: io.BufferedReader(Raw([], wrong)).read(10))
attempt("tell", io.BufferedReader(Raw([])).tell)
attempt("seek", lambda: io.BufferedReader(Raw([])).seek(0))
room = bytearray(20)
reader = io.BufferedReader(Raw([b"abc", b"defghijk"]), 4)
reader.peek()
attempt("readinto1", lambda: (reader.readinto1(room), bytes(room)))
raw = Raw([])
writer = io.BufferedWriter(raw, 8)
attempt("write", lambda: writer.write(b"0123456789abc"))
attempt("flush", lambda: (writer.flush(), raw.written))
writer = io.BufferedWriter(Raw([], "full"), 8)
attempt("full", lambda: writer.write(b"0123456789abc"))
writer.raw.wrong = None
attempt("after", lambda: (writer.flush(), writer.raw.written))
writer = io.BufferedWriter(Raw([], 99), 8)
attempt("too much", lambda: writer.write(b"0123456789abc"))
writer.raw.wrong = None
attempt("size", lambda: io.BufferedReader(Raw([]), 0))
attempt("arguments", lambda: io.BufferedReader(Raw([]), 1, 2, 3))
attempt("blank", lambda: io.BufferedReader.__new__(io.BufferedReader).read())
reader = io.BufferedReader(Raw([b"x"]))
reader.detach()
attempt("detached", reader.read)
attempt("repr", lambda: repr(reader))
pair = io.BufferedRWPair(io.BytesIO(b"foo\nbar\n"), io.BytesIO())
text = io.TextIOWrapper(pair)
print(repr(text.readline()), text.write("x"), repr(text.readline()))


class Own(io.BytesIO):
    pass


stream = io.StringIO("a\nb", newline="\r\n")
stream.read(1)
print(stream.__getstate__())
other = io.StringIO()
other.__setstate__(("c\r\nd", "\r\n", 2, {"x": 1}))
print(repr(other.read()), other.x)
attempt("state", lambda: other.__setstate__((1, 2)))
attempt("state", lambda: Own().__setstate__((b"a", -1, None)))
attempt("class", lambda: Own(b"abc").__reduce_ex__(2)[1:])
decoder = io.IncrementalNewlineDecoder(None, True)
print(repr(decoder.decode("a\r")), decoder.getstate(), repr(decoder.decode("\nb")), decoder.newlines)
attempt("null", lambda: io.TextIOWrapper(io.BytesIO(), "rot13"))
