def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

import struct
p, u = struct.pack, struct.unpack
for v in (0.0, -0.0, 1.0, 1 / 3, 65504.0, 65519.9, 1e-8, 6e-8, 1e6, float('inf'), float('-inf'), 1e60, 7, 'x'):
    for f in '<e', '>f', '<d', 'f':
        t(p, f, v)
t(u, '<e', b'\x00\x3c'); t(u, '<e', b'\x01\x00'); t(u, '<e', b'\x00\xfc'); t(u, '>f', b'\x3e\xaa\xaa\xab'); t(u, '<2d', bytes(16))
n = u('<e', b'\x01\x7e')[0]; print(n != n)
