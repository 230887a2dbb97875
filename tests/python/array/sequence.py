def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

from array import array as A
import array
a = A('h', range(10))
print(a, len(a), a[3], a[-1], a[2:5], a[::-3], a[20:], list(a), sum(a), 5 in a, 50 in a, a.index(3), a.index(7, 2), a.count(1), bool(A('b')))
a[0] = 100; a[1:3] = A('h', [7, 7, 7]); a[::5] = A('h', [1, 2, 3]); print(a)
del a[0]; del a[1:3]; del a[::2]; print(a)
a += A('h', [9]); a *= 2; print(a, a + a[:1], 2 * a[:2], a.pop(), a.pop(0)); a.insert(0, 5); a.insert(-1, 6); a.reverse(); a.remove(9); print(a)
a.extend([1, 2]); a.extend(x for x in (3,)); a.fromlist([4]); print(a, a.tolist(), a.typecode, a.itemsize)
print(A('i', [1]) == A('d', [1]), A('i', [1]) < A('i', [2]), A('i', [1]) == [1], A('i', [1, 2]) > A('i', [1]), A('b') != A('b'), A('b', b'a') == b'a', bytearray(b'a') == A('b', b'a'))
a.clear(); print(a, A('w', 'héé'), repr(A('b')), array.typecodes, array.ArrayType is A, A)
print(type(iter(a)), [*map(str, A('d', [1.5, 2]))], max(A('b', [3, 1])), sorted(A('b', [3, 1])))
class S(A): pass
s = S('i', [1, 2]); s.x = 1; print(s, s.x, type(s[:1]), isinstance(s, A))
