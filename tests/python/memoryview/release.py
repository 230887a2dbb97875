def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)

r = memoryview(b'a'); print(r.release())
t(len, r); t(r.tobytes); t(lambda: r.obj); print(r == r, r == b'a'); t(r.__enter__); print(r.release()); t(r.__getitem__, 0)
print(repr(r)[:19])
with memoryview(b'ab') as q:
    print(q[0])
t(q.tolist); t(hash, q); t(q.cast, 'b');
b = bytearray(b'abc')
k = memoryview(b)
for f in (lambda: b.append(1), lambda: b.extend(b'a'), lambda: b.pop(), lambda: b.clear(), lambda: b.__delitem__(0), lambda: b.__iadd__(b'a'),
          lambda: b.insert(0, 1), lambda: b.remove(97), lambda: b.__setitem__(slice(0, 1), b'zz')):
    t(f)
k[0] = 90
p = k[1:]
k.release(); t(b.append, 1); p.release(); b.append(1); print(b)
