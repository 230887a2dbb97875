# Reading slices of lists.
a = list(range(10))
for start in (None, -3, 0, 4, 12):
    for stop in (None, -2, 3, 20):
        for step in (None, 1, 2, -1, -3):
            print(a[start:stop:step], end=" ")
    print()
b = a[:]
b[0] = 100
print(a[0], b[0], a == b, a[True], a[-1])
for index in (10, -11, 1.0, "a", None):
    try:
        print(a[index])
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
try:
    a[10] = 1
except IndexError as error:
    print(error)
print(slice(1, 2), slice(None, 5, 2).indices(4), a[slice(2, 4)])
