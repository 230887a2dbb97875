# A long loop calling many small functions of different kinds.
def add(a, b):
    return a + b


def clamp(value, low=0, high=100):
    if value < low:
        return low
    return high if value > high else value


def swap(pair):
    a, b = pair
    return b, a


def parity(n):
    while n > 1:
        n -= 2
    return n


class Counter:
    def __init__(self):
        self.n = 0

    def tick(self, by=1):
        self.n += by
        return self.n


counter = Counter()
tick = counter.tick
total = 0
pair = (1, 2)
for i in range(1200):
    total = add(total, clamp(i - 300))
    total = add(total, clamp(i, high=50))
    pair = swap(pair)
    total += pair[0] * parity(i % 10)
    counter.tick()
    tick(2)
    total += abs(-i) + len("abc") + max(i, 3) - min(i, 3, 2)
print(total, pair, counter.n)
