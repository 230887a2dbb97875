def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

import struct
p, u = struct.pack, struct.unpack
t(p, 'c', 'a'); t(p, 'c', b'ab'); t(p, 's', 'a'); t(p, '5s', b'ab'); t(p, '5p', b'abcdefg'); t(p, 'p', 1); t(p, '2c', b'a', b'b'); t(p, '0s', b'abc')
t(u, '5s', b'ab\0\0\0'); t(u, '5p', b'\3abcd'); t(u, '5p', b'\x09abcd'); t(u, '3c', b'xyz'); t(u, '0s', b''); t(u, '?2x?', b'\1\0\0\0')
t(p, '?', []); t(p, '?', 'a'); t(p, '3x'); t(p, 'x?', 1)
