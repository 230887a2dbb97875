# A builtin is shadowed by a global in a hot loop, and shows again after del.
total = 0
for i in range(1500):
    if i == 600:
        def len(x):
            return 100
    if i == 1000:
        del len
    if i == 1200:
        abs = lambda x: x * 2
    total += len("abc") + abs(-1)
    if i % 250 == 249:
        print(i, total)


def use(count):
    result = 0
    for i in range(count):
        result += max(i, 5)
    return result


print(use(600))
max = min
print(use(600))
del max
print(use(600))
