import gc
from itertools import *
from collections import deque

kept = []
for n in range(200):
    kept.append((chain([n], [[n]]), tee(iter([n, [n]])), groupby([n, n]), product([n], [[n]]), permutations([n, [n]]), accumulate([n, 1]), deque([[n]] * 3, 2), zip_longest([n], [1, [n]])))
    junk = [list(range(50)) for _ in range(20)]
gc.collect()
total = 0
for n, (c, (a, b), g, p, m, s, d, z) in enumerate(kept):
    total += list(c) == [n, [n]]
    total += list(a) == list(b)
    total += [(k, list(v)) for k, v in g] == [(n, [n, n])]
    total += list(p) == [(n, [n])]
    total += len(list(m)) == 2
    total += list(s) == [n, n + 1]
    total += d == deque([[n], [n]])
    total += list(z) == [(n, 1), (None, [n])]
print(total)
long = deque()
for n in range(5000):
    long.append([n])
    if n % 2:
        long.popleft()
gc.collect()
print(len(long), long[0], long[-1], sum(x[0] for x in long))
ring = cycle([[1], [2]])
print([next(ring)[0] for _ in range(7)])
