# What was done before an exception stays done, in the middle of expressions and assignments.
def boom(x):
    log.append(x)
    if x == 3:
        raise ValueError(x)
    return x


log = []
a = [0, 0, 0]
d = {}
try:
    a[boom(0)] = boom(1) + boom(2) + boom(3) + boom(4)
except ValueError:
    print(log, a)
log = []
try:
    x, y, a[boom(1)], z = boom(5), boom(6), boom(7), boom(3)
except ValueError:
    print(log, a)
try:
    x, y, z = 1, 2
except ValueError as error:
    print(error, "x" in globals())
try:
    p, a[0], a[10], q = 1, 2, 3, 4
except IndexError:
    print(p, a, "q" in globals())
try:
    d["k"] = d["missing"]
except KeyError:
    print(d)
count = 0
total = 0
for i in range(900):
    try:
        count += 1
        total += a[i % 4]
        count += 1
    except IndexError:
        total += 10
print(count, total)
