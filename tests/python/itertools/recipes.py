from itertools import *
from collections import deque
import operator


def take(n, it):
    return list(islice(it, n))


def tabulate(function, start=0):
    return map(function, count(start))


def tail(n, it):
    return iter(deque(it, maxlen=n))


def flatten(lists):
    return chain.from_iterable(lists)


def powerset(it):
    s = list(it)
    return chain.from_iterable(combinations(s, r) for r in range(len(s) + 1))


def roundrobin(*its):
    its = map(iter, its)
    for active in range(3, 0, -1):
        its = cycle(islice(its, active))
        yield from map(next, its)


def sliding(it, n):
    it = iter(it)
    window = deque(islice(it, n - 1), maxlen=n)
    for x in it:
        window.append(x)
        yield tuple(window)


def partition(predicate, it):
    a, b = tee(it)
    return filterfalse(predicate, a), filter(predicate, b)


def sieve(n):
    data = bytearray((0, 1)) * (n // 2)
    data[:3] = 0, 0, 0
    for p in compress(range(int(n**0.5) + 1), data):
        data[p * p:n:p + p] = bytes(len(range(p * p, n, p + p)))
    data[2] = 1
    return compress(range(n), data)


print(take(5, tabulate(lambda x: x * x)), list(tail(3, "ABCDEFG")), list(flatten([[1], [2, 3]])), list(powerset([1, 2, 3])))
print(list(sliding("ABCDEFG", 4)), [list(p) for p in partition(lambda x: x % 2, range(10))], list(sieve(60)))
print(list(roundrobin("ABC", "D", "EF")))
print(list(map(operator.itemgetter(0), groupby("AAAABBBCCDAABBB"))), sum(map(bool, repeat(1, 5))), dict(zip("abc", count())))
print([len(list(g)) for _, g in groupby(sorted("mississippi"))], max(accumulate([3, -5, 9, 2])), list(starmap(operator.mul, zip(range(5), count(1)))))
