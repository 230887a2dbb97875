class Ordered:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n if isinstance(other, Ordered) else NotImplemented

    def __lt__(self, other):
        return self.n < other.n if isinstance(other, Ordered) else NotImplemented


a, b = Ordered(1), Ordered(2)
print(a < b, a > b, a == Ordered(1), a != b, a == 1, a != 1, sorted([b, a])[0].n, max(a, b).n)
for bad in (lambda: a <= b, lambda: a < 1, lambda: hash(a), lambda: 1 > a):
    try:
        print(bad())
    except TypeError as error:
        print("TypeError", error)


class Weird:
    def __lt__(self, other):
        return "less"

    def __eq__(self, other):
        return []

    def __gt__(self, other):
        return None

    __hash__ = object.__hash__


w = Weird()
print(w < 1, w > 1, w == 1, w != 1, 1 < w, 1 > w, not (w == w), [w] == [w], w in [1, w], bool(w < 1 < 2))


class Reflected(int):
    def __gt__(self, other):
        return "subclass first"

    def __eq__(self, other):
        return "subclass equal"

    __hash__ = int.__hash__


print(1 < Reflected(2), 1 == Reflected(1), Reflected(1) > 0, (1,) == (Reflected(1),))
calls = []


class Chain:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        calls.append((self.n, other.n))
        return self.n < other.n


print(Chain(1) < Chain(3) < Chain(2) < Chain(9), calls)
count = 0
for turn in range(200):
    left = Ordered(turn % 7) if turn % 3 else turn % 7
    right = Ordered(3) if turn % 2 else 3
    count += left == right
print(count)
