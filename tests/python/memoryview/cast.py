def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

v = memoryview(b'abcdef')
c = memoryview(bytes(range(24)))
t(v.cast, 'i')
x = c.cast('i')
print(x.tolist(), x.format, x.itemsize, x.nbytes, x.shape, x.strides, x.suboffsets, x.ndim, x.contiguous, x.c_contiguous, x.f_contiguous)
t(x.cast, 'h'); t(x.cast, 'z'); t(x.cast, '<i'); t(x.cast, 5); t(c.cast, 'B', [2, 3])
y = c.cast('i', [2, 3])
print(y.tolist(), y.shape, y.strides, y[1, 2], len(y), y.tobytes(), y[1:].tolist(), y.f_contiguous)
t(y.__getitem__, 0); t(y.__getitem__, (0, 5)); t(y.__getitem__, (0, 0, 0)); t(y.__getitem__, (5, 0)); t(y.cast, 'h'); t(list, y)
t(c.cast, 'B', [-1]); t(c.cast, 'B', ['a']); t(c.cast, 'B', 5); t(c.cast, 'B', [])
z = c[::2]
t(z.cast, 'i'); print(z.tobytes(), z.strides, z.contiguous, z.tolist(), z.hex(), z[::-1].tolist(), z[3])
for f in '@b', '@B', 'H', 'q', 'd', 'c', '?':
    print(f, c.cast(f).tolist()[:2])
print(c.cast('B', (2, 3, 4)).tolist(), c.cast('B', (2, 3, 4)).strides)
