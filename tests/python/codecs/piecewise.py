"""Decoders that are given their input byte by byte, streams that start with a mark, and what exceptions are told."""

import codecs
import io

TEXT = "a\u00e9\u20ac\U0001f600z"
for encoding in "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "utf-8-sig", "utf-7", "unicode-escape", "raw-unicode-escape":
    data = TEXT.encode(encoding)
    decoder = codecs.getincrementaldecoder(encoding)()
    pieces = [decoder.decode(data[place : place + 1]) for place in range(len(data))]
    print(encoding, pieces, ascii(decoder.decode(b"", True)))
    reader = codecs.getreader(encoding)(io.BytesIO(data * 1))
    print(ascii(reader.read(2)), ascii(reader.read()))

for encoding in "utf-16", "utf-32", "utf-8-sig":
    decoder = codecs.getincrementaldecoder(encoding)()
    print(decoder.getstate())
    decoder.decode("spam".encode(encoding)[:-1])
    state = decoder.getstate()
    print(state)
    decoder.reset()
    decoder.setstate(state)
    print(decoder.decode("spam".encode(encoding)[-1:]))
    encoder = codecs.getincrementalencoder(encoding)()
    print(encoder.getstate(), encoder.encode("a"), encoder.getstate(), encoder.encode("b"))
    stream = io.BytesIO()
    writer = codecs.getwriter(encoding)(stream)
    writer.write("a")
    writer.write("b")
    writer.seek(0)
    writer.write("c")
    print(stream.getvalue())


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "__notes__", None))


attempt(lambda: codecs.utf_8_decode(b"a\xe2\x82"))
attempt(lambda: codecs.utf_8_decode(b"a\xe2\x82", "strict", True))
attempt(lambda: codecs.utf_16_ex_decode(b"\xff\xfea\0", "strict", 0, False))
attempt(lambda: codecs.getreader("utf-16")(io.BytesIO(b"abcd")).read())
attempt(lambda: codecs.decode(b"x", "hex"))
attempt(lambda: codecs.encode("\ud800", "utf-8"))
attempt(lambda: codecs.charmap_decode(b"\0\1\2", "backslashreplace", "ab"))
attempt(lambda: codecs.encode(b"hello, world" * 5, "uu"))
attempt(lambda: codecs.decode(codecs.encode(b"hello, world" * 5, "uu"), "uu"))
attempt(lambda: codecs.encode(b"a = b\n\xe9 \n", "quopri"))
attempt(lambda: codecs.decode(b"a =3D b=\n c", "quopri"))
