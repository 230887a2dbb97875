# range: steps, negative, empty, big, as a sequence.
print(list(range(5)), list(range(2, 8, 3)), list(range(5, 0, -2)), list(range(0)), list(range(3, 3)), list(range(0, -3, -1)))
r = range(10, 50, 7)
print(r, len(r), r[2], r[-1], r[1:4], 24 in r, 25 in r, r.index(31), r.count(17), r == range(10, 51, 7), r.start, r.stop, r.step, list(reversed(r)))
print(range(2 ** 62 - 2, 2 ** 62 + 2)[3], [i for i in range(2 ** 63 - 1, 2 ** 63 + 2)], len(range(0, 10 ** 18, 10 ** 9)))
for arguments in ((1, 2, 0), ("a",), (1.0,), ()):
    try:
        print(range(*arguments))
    except (ValueError, TypeError) as error:
        print(error)
total = 0
for i in range(1000, -1000, -3):
    total += i
    i = 5
for i in range(10):
    for i in range(60):
        total += i
print(total, i)
