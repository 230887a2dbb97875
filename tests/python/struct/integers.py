def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

import struct
p = struct.pack
for c in 'bBhHiIqQnN':
    for v in (1 << 70, -(1 << 70), -129, -1, 1 << 64, 1 << 63, 1 << 31, 1 << 16, 'x', 1.5):
        if c not in 'nN' or not isinstance(v, int):
            t(p, '<' * (c not in 'nN') + c, v)
for c in '@=<>!':
    t(p, c + 'hiq', 1, 2, 3)
class I:
    def __index__(self): return 7
print(p('<i', I()), p('>H', True))
