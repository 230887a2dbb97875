def find(matrix, wanted):
    for y, row in enumerate(matrix):
        for x, value in enumerate(row):
            if value == wanted:
                break
        else:
            continue
        return y, x
    return None


matrix = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
print([find(matrix, n) for n in (1, 5, 9, 10)])


def primes(limit):
    found = []
    n = 2
    while n < limit:
        for p in found:
            if p * p > n:
                found.append(n)
                break
            if n % p == 0:
                break
        else:
            found.append(n)
        n += 1
    return found


print(primes(50), len(primes(500)))
i = 0
while i < 10:
    i += 1
    if i == 3:
        continue
    if i == 7:
        break
else:
    print("not printed")
print(i)
while False:
    pass
else:
    print("else of while")
for x in ():
    pass
else:
    print("else of for")
for i, (a, *b), in [(1, "xyz"), (2, [9])]:
    print(i, a, b)
total = 0
for i in range(5):
    for j in range(i):
        for k in range(j):
            if (i + j + k) % 2:
                continue
            total += i * 100 + j * 10 + k
        if total > 2000:
            break
print(total, i, j)
for x in [1, 2, 3]:
    x = x * 10
print(x, [x for x in range(0, 10, 3)], list(range(5, 0, -2)), [*range(3, 3)])
items = [1, 2, 3, 4, 5, 6]
for item in items:
    if item % 2:
        items.remove(item)
print(items)
target = {}
for target["key"] in range(3):
    pass
for items[0] in "ab":
    pass
print(target, items)
