def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

from array import array as A
a = A('H', [1, 2, 0xff00])
print(a.tobytes(), bytes(a), bytearray(a), A('H', a.tobytes()), a.__copy__() == a)
a.byteswap(); print(a); a.frombytes(b'\1\0'); print(a, A('b', bytearray(b'ab')), A('d', A('i', [1, 2])))
w = A('w', 'ab'); w.fromunicode('cdé'); print(w.tounicode(), w[2], w.tolist(), w.buffer_info()[1], A('f', [0.1])[0], A('B', (1, 2)))
import struct
b = A('b', bytes(4)); struct.pack_into('<i', b, 0, -2); print(b, struct.unpack('<i', b), b'x'.join([b, b]), b.tobytes().hex())
