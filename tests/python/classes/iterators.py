# __iter__ and __next__ in for loops, unpacking and builtins.
class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Repeat:
    def __init__(self, items, times):
        self.items = items
        self.times = times

    def __iter__(self):
        return iter(self.items * self.times)


print(list(Countdown(4)), sum(Countdown(600)), [a for a in Repeat("ab", 2)], max(Repeat([1, 5], 3)), sorted(Countdown(3)))
a, *b = Countdown(4)
print(a, b, 2 in Countdown(5), 9 in Countdown(5), tuple(Repeat((1,), 3)), dict(zip("abc", Countdown(3))))
it = iter(Countdown(2))
print(next(it), next(it), next(it, None))
try:
    next(it)
except StopIteration as error:
    print("stop", error.args)
total = 0
for outer in Countdown(40):
    for inner in Countdown(outer):
        if inner == 30:
            break
        total += inner
    else:
        total += 1000
print(total)


class Bad:
    def __iter__(self):
        return 5


for function in (lambda: list(Bad()), lambda: next(5), lambda: iter(5), lambda: [x for x in None]):
    try:
        function()
    except TypeError as error:
        print(error)
