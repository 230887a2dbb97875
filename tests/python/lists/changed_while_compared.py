# mutation while comparing, hashing, sorting
class K:
    def __init__(self, v, target, what): self.v = v; self.t = target; self.w = what
    def __hash__(self): return 1
    def __eq__(self, o):
        if self.w: self.w(self.t)
        return False
d = {}
for i in range(5): d[K(i, d, None)] = i
k = K(9, d, lambda t: t.clear())
print(d.get(k), len(d))
for i in range(5): d[K(i, d, None)] = i
for what in [lambda t: t.clear(), lambda t: t.update({j: j for j in range(100)}), lambda t: t.pop(1, None)]:
    d = {1: 2, True + 1: 4}
    for i in range(5): d[K(i, d, None)] = i
    k = K(9, d, what)
    try: d[k] = 5; print("set", len(d))
    except Exception as e: print(type(e), e)
    try: print(len(d) > 0)
    except Exception as e: print(type(e), e)
    s = set(); s.add(1)
    for i in range(5): s.add(K(i, s, None))
    k = K(9, s, lambda t: t.clear())
    s.add(k); print(len(s))
l = [3, 1, 2] * 10
def key(x):
    l.append(x); return x
try:
    l.sort(key=key); print("no")
except ValueError as e: print(e, len(l))
class X:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        l.clear(); return self.v < o.v
l = [X(i % 3) for i in range(30)]
try: l.sort()
except ValueError as e: print(e, len(l))
l = [1, 2, 3, 4]
class Y:
    def __eq__(self, o): l.clear(); return False
l = [Y(), Y(), Y()]
print(l.index if False else (5 in l), len(l))
l = [Y(), 1, Y()]
try: l.remove(7)
except ValueError as e: print(e)
l = [Y(), Y()]
print(l.count(4))
l = [Y(), Y()]
print(l == [1, 2], l)
d = {i: i for i in range(10)}
try:
    for k in d: d[k + 100] = 1
except RuntimeError as e: print(e)
try:
    for k in d: del d[k]
except RuntimeError as e: print(e)
s = set(range(10))
try:
    for k in s: s.add(k + 100)
except RuntimeError as e: print(e)
l = list(range(10))
for x in l:
    if len(l) < 30: l.append(x)
print(len(l))
l = list(range(10))
for x in l: del l[0]
print(l)
l = list(range(10))
l[::2] = [0] * 5
class Z:
    def __index__(self): q.clear(); return 3
q = list(range(10))
try: print(q[Z()])
except IndexError as e: print(e)
q = list(range(10))
try: q[Z()] = 1
except IndexError as e: print(e)
q = list(range(10)); print(q[Z():])
q = list(range(10)); q[Z():8] = [1]; print(q)
q = list(range(10))
try: q.insert(Z(), 1); print(q)
except IndexError as e: print(e)
q = list(range(10))
try: print(q.pop(Z()))
except IndexError as e: print(e)
q = list(range(10)); q *= Z(); print(q)
class W:
    def __len__(self): return 5
    def __getitem__(self, i):
        if i > 10: raise IndexError
        return i
q = [1, 2]; q[0:1] = W(); print(q)
q = [1,2,3]; q.extend(q); q[1:1] = q; print(q)
q += q; print(len(q))
class It:
    def __init__(self): self.i = 0
    def __iter__(self): return self
    def __next__(self):
        self.i += 1
        if self.i > 5: raise StopIteration
        q2.clear(); return self.i
q2 = [1, 2, 3]; q2.extend(It()); print(q2)
q2 = [1, 2, 3]; q2[1:2] = It(); print(q2)
b = bytearray(b"abc")
class BI:
    def __index__(self): b.clear(); return 65
try: b[1] = BI(); print(b)
except IndexError as e: print(e)
b = bytearray(b"abc")
b.append(BI()); print(b)
b = bytearray(b"abcdef"); b[1:3] = b; print(b)
