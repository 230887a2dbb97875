from collections import deque

d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
print(d, len(d), d[0], d[-1], list(reversed(d)), 3 in d, 9 in d, bool(d), bool(deque()))
print(d.pop(), d.popleft(), d)
d.extend("ab")
d.extendleft("xy")
print(d)
d.rotate(2)
print(d)
d.rotate(-3)
d.rotate()
d.rotate(100)
print(d, d.count("a"), d.index("b"))
d.reverse()
print(d)
d[1] = "new"
del d[0]
d.insert(1, "in")
d.insert(-1, "in2")
d.insert(100, "end")
d.insert(-100, "start")
print(d)
d.remove("in")
d.clear()
print(d, d.maxlen)
m = deque(range(10), maxlen=3)
m.append(10)
print(m, m.maxlen)
m.appendleft(1)
m.extend([5, 6, 7, 8])
m.extendleft([1, 2])
print(m, m + deque([1]), m * 2, m.copy(), deque([1], maxlen=0), deque([1, 2], None))
z = deque(maxlen=0)
z.append(1)
z.appendleft(1)
print(z)
m += "ab"
m *= 3
print(m)
a = deque([1, 2])
a.extend(a)
a.extendleft(a)
print(a, a * 2, 2 * a, a * 0, a * -1)
for bad in (lambda: deque().pop(), lambda: deque().popleft(), lambda: a[50], lambda: a.remove(77), lambda: a.index(77), lambda: a["x"], lambda: a[0:1],
            lambda: deque([], -1), lambda: deque([], "a"), lambda: deque(1), lambda: deque([], 1, 2), lambda: deque(x=1), lambda: m.insert(0, 1), lambda: hash(a),
            lambda: a + [1], lambda: a * "a", lambda: a < [1], lambda: a.rotate("a"), lambda: setattr(a, "maxlen", 5), lambda: a.append(), lambda: a.pop(1),
            lambda: a.foo, lambda: a.index(1, "a"), lambda: a.insert(1), lambda: a.__delitem__(99)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(deque([1, 2]) == deque([1, 2]), deque([1]) == [1], deque([1, 2]) < deque([1, 3]), deque([1]) < deque([1, 0]), deque([2]) > deque([1, 5]), deque() != deque([1]), deque([1]) <= deque([1]))
r = deque([1])
r.append(r)
print(r)
big = deque()
for i in range(1000):
    big.append(i)
    if i % 3 == 0:
        big.popleft()
print(len(big), big[0], big[-1], sum(big))
print(a.index(1, 1), a.index(2, -3, -1), deque("abc").index("c", 1, 3), [*deque("xy")], dict.fromkeys(deque("ab")))
