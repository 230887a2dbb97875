from itertools import compress, count, dropwhile, filterfalse, islice, starmap, takewhile

small = lambda x: x < 3
data = [1, 2, 3, 4, 1, 2]
print(list(takewhile(small, data)), list(dropwhile(small, data)), list(filterfalse(small, data)))
print(list(filterfalse(None, [0, 1, "", "a", [], None])), list(filterfalse(bool, range(3))))
t = takewhile(small, iter(data))
print(list(t), list(t), next(t, "end"))
print(list(compress("abcdef", [1, 0, 1, 0, 1, 1])), list(compress("abc", [1])), list(compress([], count())))
print(list(starmap(pow, [(2, 3), [3, 2], iter((4, 1))])), list(starmap(lambda *a: a, ["ab", (), [1]])))
it = iter(range(10))
print(list(islice(it, 3)), list(it))
print(list(islice("abcdefg", 2)), list(islice("abcdefg", 2, 4)), list(islice("abcdefg", 2, None)), list(islice("abcdefg", 0, None, 2)))
print(list(islice("abcdefg", 1, 6, 3)), list(islice(count(), 3, 20, 5)), list(islice([1, 2], 5, 10)), list(islice([1], 0)))
it = iter(range(10))
s = islice(it, 1, 4, 2)
print(next(s), next(s), next(s, None), list(it))
for bad in (lambda: islice([], -1), lambda: islice([], 1.5), lambda: islice([], -1, 5), lambda: islice([], 0, -1), lambda: islice([], 0, 5, 0),
            lambda: islice([], 0, 5, -1), lambda: islice([], "a", 5), lambda: islice([], 10**30)):
    try:
        print(bad())
    except ValueError as e:
        print(e)
for bad in (lambda: islice([]), lambda: islice([], 1, 2, 3, 4), lambda: islice(1, 2), lambda: takewhile(1), lambda: list(takewhile(1, [1])),
            lambda: list(starmap(pow, [1])), lambda: compress([1]), lambda: compress(1, 1), lambda: islice([], stop=1)):
    try:
        print(bad())
    except TypeError as e:
        print(e)


def fails():
    yield 1
    raise KeyError("inside")


for make in (lambda: islice(fails(), 5), lambda: takewhile(bool, fails()), lambda: compress(fails(), count(1)), lambda: filterfalse(None, fails())):
    it = make()
    seen = []
    try:
        for x in it:
            seen.append(x)
    except KeyError as e:
        print(seen, e, list(it))


class Index:
    def __index__(self):
        return 2


print(list(islice("abcd", Index())), list(islice("abcd", Index(), Index())), list(islice("abcdef", 0, None, Index())))
