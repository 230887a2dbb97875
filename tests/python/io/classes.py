d = "no folder"


def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)).replace(d, "D"))
    except Exception as e:
        print(type(e).__name__, str(e).replace(d, "D"))

import io
for c in (io.FileIO, io.TextIOWrapper, io.BytesIO, io.StringIO, io.BufferedReader, io.BufferedWriter, io.BufferedRandom, io.UnsupportedOperation, io.IOBase, io.RawIOBase, io.TextIOBase, io.BufferedIOBase):
    print(c, [b.__name__ for b in (io.IOBase, io.RawIOBase, io.BufferedIOBase, io.TextIOBase, OSError, ValueError) if issubclass(c, b)])
print(isinstance(io.StringIO(), io.TextIOBase), isinstance(io.BytesIO(), io.TextIOBase), isinstance(5, io.IOBase))
print(io.DEFAULT_BUFFER_SIZE, io.SEEK_SET, io.SEEK_CUR, io.SEEK_END, io.open is open, io.text_encoding(None), io.text_encoding('x'))
d = io.IncrementalNewlineDecoder(None, True); print(repr(d.decode('a\r')), repr(d.decode('\nb\r', True)), d.newlines)
d = 'D'
try: io.StringIO().fileno()
except io.UnsupportedOperation as e: print(e, isinstance(e, OSError), isinstance(e, ValueError))
