def numbers(limit):
    for n in range(limit):
        yield n


def squares(source):
    return (n * n for n in source)


def evens(source):
    for n in source:
        if n % 2 == 0:
            yield n


def batches(source, size):
    batch = []
    for item in source:
        batch.append(item)
        if len(batch) == size:
            yield tuple(batch)
            batch.clear()
    if batch:
        yield tuple(batch)


def running(source):
    total = 0
    for item in source:
        total += item
        received = yield total
        if received is not None:
            total = received


print(list(batches(evens(squares(numbers(20))), 3)), sum(evens(squares(numbers(200)))))
r = running(numbers(10))
print(next(r), next(r), r.send(100), next(r), list(r))


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


print(list(tree(3)), sum(tree(8)))


def average():
    count = total = 0
    result = None
    while True:
        value = yield result
        if value is None:
            return count
        count += 1
        total += value
        result = total / count


def collect(results):
    while True:
        results.append((yield from average()))


results = []
c = collect(results)
next(c)
print([c.send(n) for n in (10, 20, 30)], c.send(None), c.send(4), c.send(None), results)
gen = (n for n in [1, 2])
print(next(gen), gen.gi_running, list(gen), list(gen), next(gen, "empty"))
a, b, *rest = (n * 2 for n in range(5))
print(a, b, rest, max(n % 7 for n in range(50)), dict((n, str(n)) for n in range(3)), *(n for n in "xy"))
