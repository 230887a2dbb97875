def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

import struct
s = struct.Struct('<ih')
print(s, s.format, s.size, s.pack(1, 2), s.unpack(b'\1\0\0\0\2\0'), list(s.iter_unpack(bytes(12))))
t(s.pack, 1); t(s.unpack, b''); t(struct.Struct)
b = bytearray(10)
s.pack_into(b, 2, 5, 6); s.pack_into(b, -6, -1, -1); print(b, s.unpack_from(b, 4), s.unpack_from(buffer=b, offset=2))
print(struct.calcsize('bi'), struct.calcsize('<bi'), struct.calcsize('bhq0i'), struct.calcsize('3s2xh'), struct.calcsize(' 2i  h '))
i = struct.iter_unpack('<h', memoryview(b'abcd')); print(i.__length_hint__(), next(i), list(i), list(i))
print(struct.unpack('>bhi', b'\1\0\2\0\0\0\3'), struct.unpack('@bi', b'\1\0\0\0\2\0\0\0'), struct.unpack('', b''), struct.pack('3b', *b'abc'))
class S(struct.Struct):
    def one(self, data): return self.unpack(data)[0]
print(S('<H').one(b'\1\1'), isinstance(S('b'), struct.Struct))
