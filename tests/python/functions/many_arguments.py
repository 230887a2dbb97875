# calls
def f(*a, **k): return len(a), len(k), sum(a), sum(k.values())
args = list(range(1000)); kw = {"k%d" % i: i for i in range(300)}
for i in range(60):
    r = f(*args, **kw)
print(r)
def g3(a, b=2, *c, d, e=5, **k): return a, b, c, d, e, sorted(k)
for i in range(60): r = g3(1, d=3), g3(*[1, 2, 3], d=1, z=2), g3(**{"a": 1, "d": 2}), g3(1, *(2,), *[3], **{"d": 1}, **{"q": 1})
print(r)
for bad in [lambda: g3(), lambda: g3(1), lambda: g3(1, a=1, d=1), lambda: g3(*5), lambda: g3(**5), lambda: g3(**{1: 2}), lambda: g3(1, d=1, **{"d": 2}), lambda: f(**kw, **kw)]:
    for i in range(3):
        try: bad()
        except TypeError as e: m = str(e)
    print(m)
def c0():
    n = 0
    def c1():
        def c2():
            def c3():
                def c4():
                    nonlocal n
                    n += 1
                    return n
                return c4
            return c3
        return c2
    return c1
q = c0()()()()
for i in range(100): r = q()
print(r)
def rec(n, acc=()):
    return acc if n == 0 else rec(n - 1, acc + (n,))
print(len(rec(300)))
x = lambda *a: (lambda *b: (lambda *c: c)(*b))(*a)
print(x(*range(5)))
print((lambda **k: k)(**{"a b": 1}))
def swap(a, b): a, b = b, a; return a, b
for i in range(100): r = swap(i, 2)
print(r)
class V:
    def __call__(self, *a, **k): return len(a) + len(k)
v = V()
t = 0
for i in range(100): t += v(1, 2, x=3) + v(*args)
print(t)
print(max(*args), min(*args, key=lambda x: -x), len(list(zip(*[args] * 50))))
print("%s %s" % (1, 2), "{} {a}".format(1, **{"a": 2}), print(*args[:3], sep="-"))
