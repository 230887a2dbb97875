# Deep and endless recursion of generators.
def down(n):
    if n:
        yield from down(n - 1)
    yield n


print(sum(down(300)))


def loop_down(n):
    if n:
        for x in loop_down(n - 1):
            yield x
    yield n


print(sum(loop_down(200)))


def endless():
    yield from endless()


try:
    next(endless())
except RecursionError as error:
    print(error)


def endless_loop():
    for x in endless_loop():
        yield x


try:
    list(endless_loop())
except RecursionError as error:
    print(error)


def endless_next():
    yield next(endless_next())


try:
    next(endless_next())
except RecursionError as error:
    print(error)


def permutations(items):
    if len(items) < 2:
        yield items
    else:
        for i, item in enumerate(items):
            for rest in permutations(items[:i] + items[i + 1:]):
                yield [item] + rest


print(len(list(permutations(list(range(6))))), list(permutations([1, 2, 3])))


def queens(n, row=0, columns=()):
    if row == n:
        yield columns
        return
    for column in range(n):
        if all(column != c and abs(column - c) != row - r for r, c in enumerate(columns)):
            yield from queens(n, row + 1, columns + (column,))


print(len(list(queens(6))), next(queens(8)))


def hanoi(n, a="a", b="b", c="c"):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield a + c
        yield from hanoi(n - 1, b, a, c)


print(sum(1 for move in hanoi(10)), list(hanoi(3)))


def sieve(numbers):
    prime = next(numbers)
    yield prime
    yield from sieve(n for n in numbers if n % prime)


def naturals(n):
    while True:
        yield n
        n += 1


primes = sieve(naturals(2))
print([next(primes) for i in range(40)])
