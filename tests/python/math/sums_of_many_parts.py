# fsum of floats that need many parts; signs of zeros; prod.
import math


def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)


import random
r = random.Random(5)
for i in range(20):
    vals = [7, 1e100, -7, -1e100, -9e-20, 8e-20] * 10
    s = 0
    for j in range(200):
        v = r.uniform(-1, r.random()) - s / 3
        s += v
        vals.append(v)
    r.shuffle(vals)
    print(repr(math.fsum(vals)))
print(math.fsum([1e16, 1.0, 1e-16]), math.fsum([1e-300]*5 + [1e300, -1e300, 3.]))
mant = [(-0.1)**i * 2.0**(1000 - 37*i) for i in range(60)]
print(repr(math.fsum(mant)))
vals = [float.fromhex('0x1.0p%d' % e) * s for e in (1023, 1000, 0, -1000, -1074) for s in (1, -1, 1)]
t(math.fsum, vals)
print(math.nextafter(0.0, -0.0), math.nextafter(-0.0, 0.0), math.nextafter(1.0, 2.0, steps=3), math.nextafter(0.0, -1.0), math.copysign(1, math.nextafter(5e-324, 0)), math.copysign(1, math.nextafter(-5e-324, 0)), math.copysign(1, math.nextafter(-0.0, +0.0)), math.copysign(1, math.nextafter(0.0, -0.0)))
t(math.prod, [2, 3], 4); t(math.prod, 'ab'); t(math.prod, [b'ab', 3]); t(math.prod, [], start=5); t(math.prod, [[1], 2]); t(math.prod); t(math.prod, [1,2], start='a'); t(math.prod, [2,3], 1, 2)
