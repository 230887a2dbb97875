def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

import struct
p = struct.pack
t(p, '5'); t(p, 'k', 1); t(p, '2i', 1); t(p, 'i'); t(p); t(p, b'i', 1); t(p, 1); t(p, 'iii', 1, 2)
t(struct.unpack, 'i', b'abc'); t(struct.unpack, 'i', 'abcd'); t(struct.unpack_from, 'i', b'abcd', 2); t(struct.unpack_from, 'i', b'abcd', -5); t(struct.unpack_from, 'i', b'abcd', -2)
t(struct.pack_into, 'i', bytearray(3), 0, 1); t(struct.pack_into, 'i', b'abcd', 0, 1); t(struct.pack_into, 'i', bytearray(8), -3, 1)
t(struct.pack_into, 'i', bytearray(8), -30, 1); t(struct.pack_into, 'i', bytearray(8), 5, 1); t(struct.pack_into, 'i', bytearray(8)); t(struct.pack_into, 'i', bytearray(8), 0)
t(struct.iter_unpack, 'i', b'abc'); t(struct.iter_unpack, '', b''); t(struct.Struct, 'zz'); t(struct.calcsize, '99999999999999999999i'); t(struct.calcsize, 'i\0')
print(struct.error, struct.error.__mro__[1])
