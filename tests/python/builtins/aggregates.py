# sum, min, max, any, all, len, sorted, reversed, enumerate, zip, map, filter.
print(sum([]), sum([1, 2], 10), sum([0.1] * 3), sum([[1], [2]], []), min(3, 1, 2), max("b", "a"), min([5], default=0), max([], default="none"))
print(max(["aa", "b", "cc"], key=len), min([3, -4, 1], key=abs), max([1, 1.0, True]), min((2, "b"), (2, "a")))
print(any([0, "", 5]), all([1, 0]), any([]), all([]), list(reversed([1, 2, 3])), list(enumerate("ab", 5)), list(zip([1, 2], "ab", (True,))), list(zip()))
print(list(map(str, [1, 2])), list(map(lambda a, b: a * b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, [1, 2, 3])))
for function in (lambda: sum(["a"]), lambda: sum("ab", ""), lambda: max([]), lambda: min(1), lambda: max(1, "a"), lambda: sorted(5), lambda: list(zip([1], [2, 3], strict=True))):
    try:
        print(function())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
total = 0
for i in range(600):
    total += max(i, 300) - min(i, 300, 5) + sum((i, 1)) + abs(i - 300)
for index, (a, b) in enumerate(zip(range(600), range(600, 0, -1))):
    total += index * (a - b)
print(total)
