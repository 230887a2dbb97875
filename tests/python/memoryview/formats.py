def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

import array
a = memoryview(bytearray(8)).cast('h'); a[0] = -5; print(a.tolist()); t(a.__setitem__, 0, 99999); t(a.__setitem__, 0, 1.5)
a[1:3] = array.array('h', [7, 8]); print(a.tolist()); t(a.__setitem__, slice(0, 2), b'abcd')
f = memoryview(bytearray(8)).cast('f'); f[0] = 1.5; print(f[0]); t(f.__setitem__, 0, 'a'); f[1] = 7; print(f.tolist())
g = memoryview(bytearray(2)).cast('c'); g[0] = b'x'; print(g[0], g.tolist()); t(g.__setitem__, 0, 5); t(g.__setitem__, 0, b'ab')
h = memoryview(bytearray(2)).cast('?'); h[0] = 5; print(h.tolist())
m = memoryview(array.array('d', [1.5, 2])); print(m.tolist(), m.format, m.itemsize); m[0] = 9; print(m.obj)
w = memoryview(array.array('w', 'ab')); print(w.format, w.nbytes); t(w.tolist)
print(memoryview(array.array('i', [1])) == memoryview(array.array('d', [1])), memoryview(array.array('i', [1])) == array.array('i', [1]))
