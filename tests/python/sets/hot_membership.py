# Membership, deduplication and set algebra in hot loops.
def unique(values):
    seen = set()
    out = []
    for v in values:
        if v not in seen:
            seen.add(v)
            out.append(v)
    return out


print(unique([i * i % 47 for i in range(1000)]))
print(unique(["a", 1, 1.0, True, "a", None, (1,), (1.0,)] * 100))
current = {1}
for i in range(500):
    current = {x * 2 % 101 for x in current} | {i % 7}
print(len(current), sorted(current)[:10])
primes = set(range(2, 800))
for n in range(2, 30):
    if n in primes:
        primes -= set(range(n * n, 800, n))
print(len(primes), sum(primes), max(primes))
s = set()
for i in range(1000):
    s.add(i % 50)
    s.discard(i % 37)
print(sorted(s))
try:
    for x in s:
        s.add(x + 1000)
except RuntimeError as error:
    print(error)
