import random

for seed in (0, 1, 12345, -7, 2**70 + 3, "text", b"bytes", "", "é" * 200, True):
    random.seed(seed)
    print(repr(seed)[:10], random.random(), random.getrandbits(10), random.getrandbits(100), random.randint(1, 6))
random.seed(1.5)
first = random.random()
random.seed(hash(1.5))
print(first == random.random())
random.seed(42)
print([random.random() for _ in range(5)])
print([random.randrange(100) for _ in range(10)], random.randrange(5, 50, 7), random.randrange(10, 0, -3), random.randint(-5, 5))
print(random.choice("abcdef"), random.choices([1, 2, 3], k=5), random.choices("ab", weights=[9, 1], k=6), random.choices("abc", cum_weights=[1, 2, 9], k=4))
x = list(range(20))
random.shuffle(x)
print(x, random.sample(range(1000), 8), random.sample("abc", 3), random.sample(["r", "b"], counts=[4, 2], k=5), random.sample(range(10**9), 4))
print(random.randbytes(9), random.getrandbits(0), random.getrandbits(32), random.getrandbits(33), random.getrandbits(64))
state = random.getstate()
a = [random.random() for _ in range(700)]
random.setstate(state)
print(a == [random.random() for _ in range(700)], len(state[1]), state[0], state[2])
r = random.Random(7)
print(r.random(), random.Random(7).random(), r.uniform(2, 4), random.Random("x").randrange(10**30))
import copy

c = copy.copy(r)
print(c.random() == r.random(), isinstance(r, random.Random))
r.seed("old", version=1)
print(r.random())
for bad in (lambda: random.choice([]), lambda: random.randrange(0), lambda: random.randrange(5, 5), lambda: random.randrange(1, 5, 0), lambda: random.sample([1], 2), lambda: random.sample({1}, 1), lambda: random.seed([]), lambda: random.getrandbits(-1), lambda: random.setstate((3, (1,), None)), lambda: random.choices([1], [1, 2]), lambda: random.choices([1], [0]), lambda: random.randrange(1.5), lambda: random.setstate((9,)), lambda: random.randint(5, 1)):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)


class Mine(random.Random):
    def random(self):
        return 0.25


m = Mine()
print(m.randrange(8), m.choice("abcd"), m.uniform(0, 4))
s = random.SystemRandom()
print(0 <= s.random() < 1, 0 <= s.randrange(5) < 5, len(s.randbytes(5)))
try:
    s.getstate()
except NotImplementedError as e:
    print(e)
