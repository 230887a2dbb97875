def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

from array import array as A
t(A); t(A, 'z'); t(A, 1); t(A, 'i', 'ab'); t(A, 'i', 5); t(A, 'ib'); t(A, 'i', b'abc'); t(A, 'i', 1, 2)
a = A('i', [1, 2, 3])
t(a.pop, 9); t(A('i').pop); t(a.remove, 9); t(a.index, 9); t(a.__getitem__, 9); t(a.__getitem__, 'a'); t(a.__setitem__, 0, 'a'); t(a.__setitem__, 9, 1)
t(a.__setitem__, slice(0, 1), [1]); t(a.__setitem__, slice(0, 1), A('b')); t(a.__add__, [1]); t(a.__add__, A('b')); t(a.__iadd__, [1]); t(a.extend, A('b'))
t(a.extend, 'abc'); t(a.extend, 5); t(a.frombytes, b'a'); t(a.frombytes, 'a'); t(a.fromlist, (1,)); t(a.fromlist, [1, 'a']); t(a.tounicode); t(a.fromunicode, 'a')
t(a.__mul__, 'a'); t(hash, a); t(a.__setitem__, slice(0, 3, 2), A('i', [1])); t(a.__delitem__, 9); print(a)
m = memoryview(a)
t(a.append, 1); t(a.__iadd__, a); t(a.pop); t(a.__imul__, 2); t(a.clear)
m.release(); a.append(4); print(a)
