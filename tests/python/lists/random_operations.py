# Thousands of random operations on a list, a dict and a set; sorting of prepared data.
seed = 12345
def rnd(n):
    global seed
    seed = (seed * 1103515245 + 12345) % (1 << 31)
    return (seed >> 8) % n
out = []
l = []
d = {}
s = set()
for step in range(30000):
    op = rnd(24)
    try:
        if op == 0: l.append(rnd(50))
        elif op == 1: l.insert(rnd(20) - 10, rnd(50))
        elif op == 2: out.append(l.pop())
        elif op == 3: out.append(l.pop(rnd(30) - 15))
        elif op == 4: l[rnd(20) - 10:rnd(20) - 10] = [rnd(9) for _ in range(rnd(5))]
        elif op == 5: del l[rnd(20) - 10:rnd(20) - 10:rnd(4) + 1]
        elif op == 6: del l[rnd(20) - 10:rnd(20) - 10:-(rnd(4) + 1)]
        elif op == 7: l.sort(key=lambda x: x % 7, reverse=rnd(2))
        elif op == 8: l.reverse()
        elif op == 9: l.extend(range(rnd(10)))
        elif op == 10: out.append(l.index(rnd(50), rnd(10) - 5, rnd(30) - 5))
        elif op == 11: l.remove(rnd(50))
        elif op == 12: d[rnd(200)] = step
        elif op == 13: out.append(d.pop(rnd(200), None))
        elif op == 14: out.append(d.popitem())
        elif op == 15: d["k%d" % rnd(100)] = step
        elif op == 16: out.append(d.setdefault(rnd(300), step))
        elif op == 17: del d[rnd(200)]
        elif op == 18: s.add(rnd(300))
        elif op == 19: s.discard(rnd(300))
        elif op == 20: s ^= {rnd(300), rnd(300), rnd(300)}
        elif op == 21: s -= {rnd(300)}; s &= set(range(280))
        elif op == 22: out.append(l[rnd(20) - 10:rnd(20) - 10:rnd(5) - 2])
        elif op == 23:
            l[rnd(10)::2] = [1] * rnd(6)
        if len(l) > 300: del l[100:]
    except Exception as e:
        out.append(type(e).__name__ + str(e))
    if step % 500 == 0:
        print(step, len(l), sum(l), hash((str(l), 1)) * 0, sum([k for k in d if isinstance(k, int)]), sum(d.values()), sum(s), hash(tuple(l)) == hash((*l,)), len(d), len(out), hash(frozenset(s)) == hash(frozenset(sorted(s))), list(reversed(d))[:5])
    if step % 5000 == 0: print(out[-50:]); out = []
    if step % 7000 == 0: d = dict(d); s = set(s); l = list(l)
    if step % 9000 == 0: d.clear(); s.clear()
q = {}
for i in range(20000):
    q[i] = i
    q[-i - 1] = i
    if i % 3: q.popitem()
    if i % 5 == 0: q.pop(next(iter(q)))
print(len(q), sum(q), list(q)[:10], list(q)[-10:])
z = [((i * 7919) % 1009) / 8 for i in range(3000)]
print(sorted(z) == sorted(z, reverse=True)[::-1], sorted(z)[:5], sorted(map(str, z))[:5], sorted([(x % 3, -x) for x in z])[:3])
w = list(range(1000)) + list(range(500)) + list(range(2000, 1000, -1)); w.sort(); print(w[:5], w[-5:], all([a <= b for a, b in zip(w, w[1:])]))
class C:
    n = 0
    def __init__(self, v): self.v = v
    def __lt__(self, o): C.n += 1; return self.v < o.v
for data in (list(range(1000)), list(range(1000, 0, -1)), [i * 7919 % 1000 for i in range(1000)], list(range(500)) * 2):
    C.n = 0; r = sorted(map(C, data)); ok = [x.v for x in r] == sorted(data); print(ok, C.n < 10000)
