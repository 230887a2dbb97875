# Arguments are bound when the generator is made, the body runs later.
def f(a, b=2, *args, c, d=4, **kwargs):
    print("runs")
    yield a
    yield b
    yield args
    yield c
    yield d
    yield kwargs


g = f(1, c=3)
print("made")
print(list(g))
print(list(f(1, 5, 6, 7, c=8, d=9, e=10)))
try:
    f()
except TypeError as error:
    print(error)
try:
    f(1)
except TypeError as error:
    print(error)


def shadow(x):
    x = x + 1
    yield x
    del x
    try:
        yield x
    except UnboundLocalError as error:
        yield str(error)
    y = [x for x in range(3)]
    yield y


print(list(shadow(1)))


def closure(n):
    total = 0

    def add(k):
        nonlocal total
        total += k
        return total

    for i in range(n):
        yield add(i)
    yield lambda: total


*sums, last = closure(5)
print(sums, last())


def defaults(items=[]):
    items.append(len(items))
    yield items


print(list(defaults()), list(defaults()))
makers = [(lambda: i) for i in range(3)]
print([m() for m in makers])
gens = [(i * j for j in range(3)) for i in range(3)]
print([list(g) for g in gens])


class A:
    size = 3
    numbers = [1, 2, 3]
    total = list(x * 2 for x in numbers)
    try:
        wrong = list(x * size for x in numbers)
    except NameError as error:
        print(error)

    def method(self):
        yield from (self.size * n for n in self.numbers)
        yield __class__.__name__


print(A.total, list(A().method()))
