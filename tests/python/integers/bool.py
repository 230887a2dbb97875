# True and False are integers, but print and combine as themselves.
print(True + True, True * 10, False - 1, -True, ~True, True / 2, True // 2)
print(True & False, True | False, True ^ True, True & 1, 3 | False)
print(type(True & False).__name__, type(True & 1).__name__, type(True + False).__name__)
print(bool(0), bool(1), bool(-1), bool(""), bool("a"), bool([]), bool([0]), bool(0.0), bool(None), bool(()), bool({}))
print(not 0, not 1, not [], not "x", not None)
print(isinstance(True, int), isinstance(1, bool), True == 1, True is True, str(True), repr(False))
print([10, 20][True], "ab"[False], {1: "one"}[True], sum([True, True, False]))
print(f"{True} {True:d} {False:5d}|{True!r}")
count = 0
for i in range(777):
    count += i % 3 == 0
    count += (i > 700) + (not i)
print(count)
