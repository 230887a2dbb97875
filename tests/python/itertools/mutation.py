from itertools import *

data = [1, 2, 3]
seen = []
for x in chain(data, [9]):
    seen.append(x)
    if len(data) < 6:
        data.append(x * 10)
print(seen)
d = {1: 2, 3: 4}
for make in (lambda: chain(d), lambda: islice(d, 5), lambda: cycle(d), lambda: zip_longest(d, "abc"), lambda: pairwise(d), lambda: accumulate(d)):
    d = {1: 2, 3: 4}
    try:
        for x in make():
            d[len(d) + 10] = 1
    except RuntimeError as e:
        print(e)
pool = [1, 2, 3]
c = combinations(pool, 2)
pool.clear()
print(list(c), pool)


class Own:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n == 3:
            raise StopIteration
        if self.n == 5:
            raise ValueError("went on")
        return self.n


for make in (chain, cycle, lambda it: islice(it, 10), pairwise, lambda it: takewhile(bool, it), lambda it: batched(it, 2), lambda it: zip_longest(it), accumulate):
    it = make(Own())
    out = []
    try:
        for x in it:
            out.append(x if not isinstance(x, tuple) or len(x) < 2 or isinstance(x[1], int) else x[0])
            if len(out) > 5:
                break
        out.append(next(it, "end"))
    except ValueError as e:
        out.append(str(e))
    print(out)


class NotIterator:
    def __iter__(self):
        return 5


for make in (chain, lambda it: list(chain(it)), cycle, groupby, tee, pairwise, product):
    try:
        make(NotIterator())
        print("made")
    except TypeError as e:
        print(e)


class Old:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i


print(list(chain(Old(), Old())), list(permutations(Old(), 2)), list(batched(Old(), 2)), list(cycle(Old()).__next__() for _ in range(2)))
