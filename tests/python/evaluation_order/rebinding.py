# An operand read before a later part of the expression rebinds it keeps its value.
x = 1
print(x + (x := 10), x)
print((x := 2) + x * (x := 5) + x, x)


def local():
    y = 1
    r = [y, (y := 2), y, y + (y := y + 1), y]
    z = y
    y = y + (lambda: 100)() + y
    return r, y, z


print(local())


def bump():
    global n
    n += 1
    return n


n = 0
print(n + bump() + n + bump() * n, n)
print([n, bump(), n], (n, bump(), n), {n: bump(), bump(): n})
a = [1, 2, 3]
i = 0
i, a[i] = 1, 9
print(i, a)
i = a[i] = 2
print(i, a)


def hot(count):
    x = 1
    total = 0
    for k in range(count):
        total += x + (x := k) - x
        x, k = k, x
        total += x * 2 - k
    return total


print(hot(700))
a, b = 1, 2
a, b = b, a + b
print(a, b)
