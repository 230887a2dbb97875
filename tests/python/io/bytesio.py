d = "no folder"


def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)).replace(d, "D"))
    except Exception as e:
        print(type(e).__name__, str(e).replace(d, "D"))

from io import BytesIO as B
b = B(b'abc\ndef')
t(b.read, 2); t(b.readline); t(b.readlines); t(b.seek, 0); t(b.readlines, 1); t(b.seek, -1); t(b.seek, -2, 2); t(b.read); t(b.seek, -100, 1); t(b.tell)
t(b.write, 'a'); t(b.write, b'XY'); t(b.getvalue); t(b.seek, 9); t(b.write, b'z'); t(b.getvalue); t(b.truncate, 3); t(b.getvalue); t(b.truncate, -1)
t(b.read1); t(b.readinto, bytearray(3)); b.seek(0); x = bytearray(2); t(b.readinto, x); print(x); t(b.readinto, b'a'); t(b.readinto1, x)
t(b.writelines, [b'a', b'b']); t(b.getvalue)
v = b.getbuffer(); v[0] = 65; t(b.getvalue); t(b.write, b'more stuff'); t(b.close); v.release(); t(b.detach); t(b.fileno)
t(B, 'a'); t(B, 5); print(B(None).getvalue()); t(b.seek, 'a'); t(b.seek, 0, 9); t(b.seek, 0.5); t(b.read, 'a'); t(b.isatty)
print(list(B(b'1\n2\n\n3')), B(bytearray(b'q')).read(), B(memoryview(b'w')).read(), b.readable(), b.writable(), b.seekable())
b.close(); t(b.read); t(b.write, b''); t(b.getvalue); t(b.getbuffer); t(b.seek, 0); t(next, b); t(b.__enter__); t(b.readable); t(b.isatty); print(b.closed)
total = 0
for i in range(600):
    f = B(); f.write(b'%d\n' % i); f.seek(0); total += int(f.readline())
print(total)
