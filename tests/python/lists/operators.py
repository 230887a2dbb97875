# Concatenation, repetition, membership, in-place forms and shared references.
a = [1, 2]
b = a
a += [3]
print(a, b, a is b)
a = a + [4]
print(a, b, a is b)
b *= 2
print(b, [0] * 3, 2 * [1, 2], [1] * 0, [1] * -1)
a += "xy"
a += (1, 2)
a += range(2)
print(a)
print(2 in a, "x" in a, 9 not in a, [] in [[]])
grid = [[0] * 3] * 2
grid[0][0] = 1
other = [[0] * 3 for _ in range(2)]
other[0][0] = 1
print(grid, other)
for function in (lambda: [1] + (2,), lambda: [1] + 1, lambda: [1] * "a", lambda: [1] * [2], lambda: [1] - [1], lambda: hash([1]), lambda: -[1]):
    try:
        print(function())
    except TypeError as error:
        print(error)
try:
    a += 5
except TypeError as error:
    print(error)
