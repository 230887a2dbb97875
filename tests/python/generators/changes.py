# One loop that meets iterators of many kinds, and generators that go on while others run.
def g(n):
    for i in range(n):
        yield i


class Own:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


def total(items):
    t = 0
    for x in items:
        t += x
    return t


for round in range(40):
    out = [total(range(4)), total([1, 2]), total(g(5)), total((3, 4)), total({5: 1}), total(Own(4)), total(x for x in range(3))]
print(out)


def both(a, b):
    for x in a:
        yield x
        for y in b:
            yield y
            break


print(list(both(g(3), g(5))), list(both([1, 2], iter([7, 8]))))


def interleave(*gens):
    gens = list(gens)
    while gens:
        for gen in list(gens):
            try:
                yield next(gen)
            except StopIteration:
                gens.remove(gen)


for round in range(30):
    out = list(interleave(g(3), g(1), (x * 10 for x in range(4))))
print(out)


def same():
    for x in it:
        yield x
        yield next(it, None)


it = g(7)
print(list(same()))


def types():
    x = yield
    while True:
        x = yield x + x


t = types()
next(t)
print([t.send(v) for v in (1, 2.5, "a", [1], (1,), True, 10 ** 30)] * 2)
