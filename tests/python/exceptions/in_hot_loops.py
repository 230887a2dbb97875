# Exceptions raised rarely, often and always inside loops that are hot.
def parse(text):
    try:
        return int(text)
    except ValueError:
        return -1


def lookup(d, k):
    try:
        return d[k]
    except KeyError:
        d[k] = k * 2
        return 0


print(sum([parse(str(i) if i % 50 else "x") for i in range(1000)]), sum([parse("x") for i in range(600)]))
d = {}
print(sum([lookup(d, i % 77) for i in range(1500)]), len(d))
items = [1, 2, "3", None, 4.5, [1]]
good = bad = 0
for i in range(1200):
    try:
        good += items[i % 7] + 1
    except TypeError:
        bad += 1
    except IndexError:
        bad += 1000
print(good, bad)


def search(target):
    i = 0
    try:
        while True:
            if i * i > target:
                raise StopIteration(i)
            i += 1
    except StopIteration as found:
        return found.args[0]


print([search(n) for n in (0, 10, 1000, 1000000)])
depth = 0


def dig(n):
    global depth
    depth = max(depth, n)
    if n == 60:
        raise OverflowError(n)
    try:
        dig(n + 1)
    finally:
        depth += 1


for _ in range(30):
    try:
        dig(0)
    except OverflowError as error:
        pass
print(depth)
