# while and for with else, break and continue.
def find(items, wanted):
    for i, item in enumerate(items):
        if item == wanted:
            break
    else:
        return "missing"
    return i


print(find([1, 2, 3], 2), find([1, 2, 3], 5), find([], 1))
n = 0
while n < 5:
    n += 1
    if n == 3:
        continue
    print(n, end=" ")
else:
    print("else", n)
while True:
    n -= 1
    if n == 2:
        break
else:
    print("never")
for i in range(3):
    for j in range(3):
        if j == 2:
            break
        if i == j:
            continue
        print(i, j, end="; ")
    else:
        print("never")
print(i, j)
for k in []:
    pass
else:
    print("empty", "k" in globals())
count = 0
for i in range(100):
    for j in range(100):
        if j > i:
            break
        if (i + j) % 3:
            continue
        count += 1
    else:
        count += 1000
print(count)
