d = "no folder"


def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)).replace(d, "D"))
    except Exception as e:
        print(type(e).__name__, str(e).replace(d, "D"))

import io
B = io.BytesIO
w = io.TextIOWrapper(B(b'x\ny')); t(lambda: w); t(w.read); t(lambda: w.buffer.__class__); print(w.detach().closed); t(w.read); t(lambda: w); t(io.TextIOWrapper, 5)
w = io.TextIOWrapper(B(), write_through=True); w.write('q'); t(w.buffer.getvalue)
w.reconfigure(newline='\r\n', line_buffering=True); w.write('q\n'); t(w.buffer.getvalue); t(w.reconfigure, encoding='latin-1'); print(w.encoding)
class R(io.RawIOBase):
    def __init__(s): s.n = 0
    def readable(s): return True
    def readinto(s, b):
        s.n += 1
        if s.n > 3: return 0
        b[:2] = b'%d\n' % s.n
        return 2
r = io.BufferedReader(R()); t(r.read, 3); t(r.readline); t(r.read)
print(list(io.BufferedReader(R())), R().readall(), list(io.TextIOWrapper(io.BufferedReader(R()))))
class W(io.RawIOBase):
    def writable(s): return True
    def write(s, b):
        print('W', bytes(b)); return len(b)
o = io.BufferedWriter(W()); o.write(b'abc'); o.flush(); o.write(b'd'); o.close(); t(o.write, b''); t(io.BufferedReader, W()); t(io.BufferedWriter, R())
o = io.TextIOWrapper(io.BufferedWriter(W())); print('hi', file=o, flush=True); o.write('last'); o.close()
t(R().write, b''); t(R().fileno); t(R().seek, 0); t(R().truncate)
for c in (io.RawIOBase, io.BufferedIOBase, io.TextIOBase, io.IOBase):
    for name in 'fileno tell truncate readable writable seekable isatty flush close flush'.split():
        print(c.__name__, name, end=' '); x = c(); t(getattr(x, name))
x = io.IOBase(); x.close(); t(x.flush); t(x.readable); t(x.__enter__); t(iter, x); print(x.closed)
pair = io.BufferedRWPair(R(), W()); print(pair.read(2), pair.write(b'z'), pair.readable(), pair.writable()); pair.close(); print(pair.closed)
