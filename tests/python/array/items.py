def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

from array import array as A
for c in 'bBhHiIqQfdw':
    for v in (1 << 70, -(1 << 70), -129, -1, 1 << 64, 1 << 63, 1 << 31, 1 << 16, 'x', 1.5, 'ab'):
        t(A, c, [v])
