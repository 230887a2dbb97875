from itertools import count, cycle, islice, repeat

print(list(islice(count(), 5)), list(islice(count(10, -3), 4)), list(islice(count(1.5, 0.25), 3)))
print(list(islice(count(2**62 - 2), 5)))
print(list(islice(count(2**62, 2**61), 3)))
print(list(islice(count(1j, 2), 3)))
c = count(5)
next(c), next(c)
print(c, count(3, 2), count(True), count(True, 2), count(2.5), count(1, 1.0), count(7, True))
print(list(islice(cycle("abc"), 8)), list(cycle([])))
calls = []


def noisy():
    for x in range(3):
        calls.append(x)
        yield x


print(list(islice(cycle(noisy()), 10)), calls)
print(list(repeat("x", 3)), list(repeat(1, 0)), list(repeat(1, -5)), list(islice(repeat(None), 2)))
r = repeat([1], 3)
next(r)
print(r, r.__length_hint__(), repeat("a"))
try:
    repeat(1).__length_hint__()
except TypeError as e:
    print(e)
for bad in (lambda: count("a"), lambda: count(1, "a"), lambda: count(1, 2, 3), lambda: repeat(), lambda: repeat(1, "a"),
            lambda: cycle(), lambda: cycle(1), lambda: count(x=1), lambda: repeat(1, 2, times=3), lambda: len(count())):
    try:
        print(bad())
    except TypeError as e:
        print(e)
for x in count():
    if x > 1000:
        break
print(x, sum(islice(count(), 1000)))


class Name(count):
    def __init__(self, start, label=None):
        self.label = label


n = Name(3)
n.label = "l"
print(n, next(n), n.label, isinstance(n, count))
