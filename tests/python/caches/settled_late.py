"""Machine code that was made before its instructions had met their types, and sites that meet several shapes."""


def two_loops(n):
    total = 0
    for i in range(n):
        total += i
    text, number, seen = "", 0.5, {}
    for i in range(n):
        number = number + 1.5
        text = text + "ab"[i & 1]
        seen[i & 7] = number
        total += i * 3
    return total, number, len(text), len(seen)


def then_floats(n, k):
    s = k
    for i in range(n):
        s = s + k
        s = s - k
        s = s * k
    return s


def same(x):
    return x


def one_call_each_turn(n):
    t = 0
    for i in range(n):
        k = 1 if i < n // 4 else 0.5
        a, b, c, d, e, h = k + 1, k * 2, k - 1, k + k, k - k, k * k
        t = same(i) + a + b + c + d + e + h
        if a > b or c < d or e == h:
            t += 1
    return t


def all_of(items):
    t = 0
    for x in items:
        t += x
    return t


def made(n):
    for i in range(n):
        yield i


class Base:
    shared = 1

    def __init__(self, x):
        self.x = x
        self.y = x

    @property
    def twice(self):
        return self.x * 2


class First(Base):
    shared = 2


class Second(Base):
    shared = 3

    @property
    def twice(self):
        return self.y * 2 + 1


class Third(Second):
    pass


def several_shapes(n):
    t = 0
    for i in range(n):
        for cls in (First, Second, Third):
            thing = cls(i)
            t += thing.shared + thing.twice + thing.x - thing.y
    return t


def subscripts(items, n):
    t = 0
    for i in range(n):
        t += items[i & 3]
    return t


def main():
    print(two_loops(3000))
    print([then_floats(2000, 1) for _ in range(3)], then_floats(4000, 1.0))
    print(one_call_each_turn(6000))
    print([all_of(range(100)) for _ in range(60)][-1], [all_of(made(100)) for _ in range(60)][-1], all_of([1, 2.5]), all_of((1, 2)))
    print(several_shapes(1500))
    Second.shared = 40
    Third.shared = property(lambda self: self.x)
    First.twice = 7
    print(several_shapes(1500))
    print(subscripts([1, 2, 3, 4], 2000), subscripts((5, 6, 7, 8), 3000), subscripts({0: 1, 1: 1, 2: 2, 3: 0.5}, 2000))


main()
