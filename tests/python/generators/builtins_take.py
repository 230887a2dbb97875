# Built-ins that consume generators, and generators that fail inside them.
def g(n):
    for i in range(n):
        yield i


def bad(n):
    yield from range(n)
    raise ValueError("at %d" % n)


print(list(map(str, g(3))), list(filter(None, g(3))), list(enumerate(g(2))), list(zip(g(3), g(2))))
print(set(g(4)), frozenset(g(2)), bytes(g(4)), bytearray(g(2)), min(g(3)), max(g(3)))
print("".join(str(x) for x in g(3)), sorted(-x for x in g(3)), list(reversed(list(g(3)))))
print(dict.fromkeys(g(3)), dict((str(k), k) for k in g(2)), any(g(3)), all(g(3)))
for function in (list, tuple, set, sum, max, sorted, bytes, dict.fromkeys, frozenset):
    try:
        function(bad(3))
    except ValueError as error:
        print(error)
l = [0]
l.extend(g(3))
l += g(2)
l[1:2] = g(2)
print(l, [*g(2)], (*g(2),))
s = {1}
s.update(g(3))
s |= set(g(5))
print(sorted(s), sorted({9}.union(g(2))), {1, 2}.intersection(g(2)))
try:
    l.extend(bad(2))
except ValueError:
    print(l)


def f(*args, **kwargs):
    return args, kwargs


print(f(*g(3)), f(*g(1), *g(2), **{k: 1 for k in "ab"}))
try:
    f(*bad(2))
except ValueError as error:
    print(error)
try:
    a, b = g(3)
except ValueError as error:
    print(error)
try:
    a, b, c, d = g(3)
except ValueError as error:
    print(error)
a, *b = g(4)
print(a, b)
it = g(10)
print(next(it), list(zip(it, range(2))), next(it), 6 in it, next(it))
for i, x in enumerate(g(100)):
    if i > 2:
        break
print(x, print(*g(3)))
print(isinstance(g(1), type(g(1))), iter(g(1)).__class__.__name__)
print(divmod(*g(3).__class__(*[]) if False else (7, 2)))
def closing():
    try:
        yield 1
        yield 2
    finally:
        print("closed")
c = closing()
for x in c:
    break
c.close()
print(sum(map(lambda x: x * 2, (x for x in g(5) if x % 2))))
