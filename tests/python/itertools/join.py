from itertools import accumulate, batched, chain, pairwise, zip_longest
import operator

print(list(accumulate([1, 2, 3, 4])), list(accumulate("abc")), list(accumulate([])), list(accumulate([], initial=7)))
print(list(accumulate([3, 1, 4, 1, 5], max)), list(accumulate([1, 2, 3], operator.mul, initial=10)), list(accumulate([1, 2], initial=None)))
print(list(accumulate([[1], [2], [3]])), list(accumulate(iterable=[1, 2], func=lambda a, b: (a, b))))
print(list(batched("abcdefg", 3)), list(batched([], 2)), list(batched("abcd", 2, strict=True)), list(batched(range(3), 10**9)))
b = batched("abc", 2, strict=True)
print(next(b))
for _ in range(2):
    try:
        print(next(b, "end"))
    except ValueError as e:
        print(e)
print(list(chain("ab", [], [1], {2: 3})), list(chain()), list(chain.from_iterable(["ab", "cd"])), list(chain.from_iterable([])))
c = chain([1], 2, [3])
print(next(c))
for _ in range(2):
    try:
        print(next(c, "end"))
    except TypeError as e:
        print(e)
print(list(pairwise("abcd")), list(pairwise("a")), list(pairwise("")))
print(list(zip_longest("abc", "x", range(2), fillvalue="-")), list(zip_longest()), list(zip_longest([], [1])), list(zip_longest("ab")))


def stops():
    yield 1
    raise ValueError("no more")


z = zip_longest([1, 2, 3], stops())
try:
    for pair in z:
        print(pair)
except ValueError as e:
    print(e, list(z))
for bad in (lambda: batched("a", 0), lambda: batched("a", -1)):
    try:
        bad()
    except ValueError as e:
        print(e)
for bad in (lambda: batched("a"), lambda: batched("a", 1, True), lambda: accumulate(), lambda: accumulate([], None, 3), lambda: chain(a=1),
            lambda: zip_longest([], fill=1), lambda: pairwise(), lambda: list(accumulate([1, "a"])), lambda: chain.from_iterable(), lambda: pairwise([], [])):
    try:
        print(bad())
    except TypeError as e:
        print(e)
deep = iter([1])
for _ in range(100):
    deep = chain(deep, [2])
print(sum(deep))


class Reenter:
    def __init__(self):
        self.it = iter([1, 2, 3])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.it)


print(list(pairwise(Reenter())), [*chain(*[range(3)] * 3)])
a, *rest = chain("xyz")
print(a, rest, dict(zip_longest("ab", [1])), max(accumulate([1, -5, 10])))
