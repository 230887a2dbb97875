def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

m = memoryview
t(m); t(m, 'a'); t(m, 5); t(m, b'a', 1)
v = m(b'abcdef')
print(v.__class__, v.obj, v.readonly, v.format, v.itemsize, v.nbytes, v.shape, v.strides, v.ndim)
print(v[-1], list(v), list(reversed(v)), 97 in v, len(v), v[1:3].tobytes(), v[::-2].tolist())
t(v.__getitem__, 9); t(v.__getitem__, 'a'); t(v.__getitem__, (0,)); t(v.__getitem__, (0, 0)); t(v.__getitem__, ())
t(v.__getitem__, ...); t(v.__getitem__, (slice(0, 1),))
print(sum(m(b'abc')), bytes(m(b'ab')), bytearray(m(b'ab')), b'ab' + m(b'cd'), bytearray(b'x') + m(b'y'))
print(int(m(b'12')), float(m(b'1.5')), str(m(b'ab'), 'ascii'), b'%b' % m(b'zz'), b','.join([m(b'a'), b'b']))
print(int.from_bytes(m(b'\x01\x02'), 'big'), b'abc'.find(m(b'c')), v.hex(), v.hex(':', 2))
print(m(v).obj, m(v) is v, m(b'').tolist(), m(b'') == b'')
t(lambda: type('X', (memoryview,), {}))
