def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

v = memoryview(b'abcdef')
print(v == b'abcdef', b'abcdef' == v, v == bytearray(b'abcdef'), v != 'a', v == v[:], v == b'abc', bytearray(b'abcdef') == v, v[::2] == b'ace')
print(hash(v) == hash(b'abcdef'), hash(v[1:3]) == hash(b'bc'), {v: 1}[b'abcdef'])
t(hash, memoryview(bytearray(2))); t(hash, memoryview(b'abcd').cast('H')); t(lambda: v < v); t(lambda: v < b'')
print(memoryview(b'\0\0\0\0').cast('f') == memoryview(b'\0\0\0\x80').cast('f'), v == v.cast('B', [2, 3]))
