def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

w = memoryview(bytearray(b'abcdef'))
t(w.__setitem__, 0, 300); t(w.__setitem__, 0, 'a'); t(w.__setitem__, 0, b'a'); t(w.__setitem__, slice(0, 2), b'abc')
t(w.__setitem__, slice(0, 2), 'ab'); t(w.__setitem__, slice(0, 6, 2), b'xyz'); print(w.tobytes())
t(w.__delitem__, 0); t(w.__setitem__, 'a', 1); t(w.__setitem__, 9, 1); t(memoryview(b'a').__setitem__, 0, 1)
w[0:4] = w[2:6]; print(w.obj)
w[:] = b'123456'; w[::-1] = b'abcdef'; print(w.obj, w.tolist())
r = w.toreadonly(); t(r.__setitem__, 0, 1); print(r.readonly, w.readonly)
