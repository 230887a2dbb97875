"""Slices that take the place of slices: all bounds and steps, the same list and another, what is no list, and errors."""


def move(a, i, j, b, k, l, m):
    a[i:j] = b[k:l:m]
    return a


def stepwise(a, i, j, s, b, k, l):
    a[i:j:s] = b[k:l]
    return a


def within(a, i, j, k, l, m):
    a[i:j] = a[k:l:m]
    return a


def reverse_first(a, n):
    a[:n] = a[n - 1::-1]
    return a


BOUNDS = None, -9, -2, 0, 1, 3, 9
checksum = 0
for i in BOUNDS:
    for j in BOUNDS:
        for k in BOUNDS:
            for l in BOUNDS:
                for m in (None, 1, -1):
                    found = move([1, 2, 3, 4, 5], i, j, [6, 7, 8, 9], k, l, m), within([1, 2, 3, 4, 5, 6], i, j, k, l, m)
                    for part in found:
                        for item in part:
                            checksum = (checksum * 31 + item) % 1000003
print(checksum)
for n in range(1, 8):
    print(reverse_first(list(range(7)), n), within(list(range(7)), n, None, None, -n, 1), within(list(range(7)), None, -n, n, None, 1))
print(within(list(range(7)), 2, 5, 1, 4, 1), within(list(range(7)), 2, 5, 4, 1, -1), within(list(range(7)), 1, 4, 4, 1, -1))
print(move([1, 2, 3], 0, 2, "ab", None, None, -1), move([1, 2, 3], 0, 2, (8, 9), 0, 2, None), move([1, 2], 1, 1, [3] * 100, 0, 90, 1))
print(move(bytearray(b"abcd"), 1, 3, b"xyz", 0, 2, None), stepwise([1, 2, 3, 4], None, None, 2, [8, 9], 0, 2))
print(move(list(range(100)), 10, 90, list(range(200)), 180, 100, -1)[5:15])


class Odd:
    def __getitem__(self, key):
        print("get", key)
        return 7

    def __setitem__(self, key, value):
        print("set", key, value)

    def __index__(self):
        print("index")
        return 1


class Sub(list):
    def __getitem__(self, key):
        print("sub", key)
        return super().__getitem__(key)


print(type(move(Odd(), 1, 2, Odd(), 3, 4, None)).__name__, move(Odd(), 1, 2, [1, 2, 3], 0, 2, -1) is None)
print(move([1, 2, 3], Odd(), 2, [4, 5], 0, Odd(), None), move([1, 2], 0, 1, Sub([3, 4]), 0, 1, None), move(Sub([1, 2]), 0, 1, [3, 4], 0, 2, None))
for arguments in (
    ([1], 0, 1, Odd(), 0, 1, None),
    ([1], 0, 1, [1], "a", 1, None),
    ([1], "b", 1, [1], 0, 1, None),
    ([1], 0, 1, [1], 0, 1, 0),
    ((1,), 0, 1, [1, 2], 0, 1, 1),
):
    try:
        print(move(*arguments))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


def unbound(b):
    try:
        a[:1] = b[:1]
    except UnboundLocalError as error:
        print(error)
    a = 1


for b in [1], Odd():
    unbound(b)
try:
    stepwise([1, 2, 3], None, None, 2, [4], 0, 1)
except ValueError as error:
    print(error)


# An empty list turned round in itself; every pair of bounds of short lists, forwards and backwards, in itself and in another.
def into(a, b, i, j, k, l):
    a[i:j] = b[k:l]


def turned(a, b, i, j, k, l):
    a[i:j] = b[k:l:-1]


bounds = [None, -4, -1, 0, 1, 2, 5]
check = 0
for length in range(4):
    for move in (into, turned):
        for i in bounds:
            for j in bounds:
                for k in bounds:
                    for l in bounds:
                        first = list(range(length))
                        move(first, first, i, j, k, l)
                        second = list(range(length))
                        move(second, [7, 8, 9], i, j, k, l)
                        for item in first + second:
                            check = (check * 31 + item + 1) & 0xFFFFFF
print(check)
