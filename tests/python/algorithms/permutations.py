# Generators that call themselves.
def permutations(items):
    if not items:
        yield ()
        return
    for place, item in enumerate(items):
        for rest in permutations(items[:place] + items[place + 1 :]):
            yield item, *rest


def combinations(items, count):
    if count == 0:
        yield []
    elif items:
        for rest in combinations(items[1:], count - 1):
            yield [items[0]] + rest
        yield from combinations(items[1:], count)


def subsets(items):
    if items:
        for subset in subsets(items[1:]):
            yield subset
            yield subset | {items[0]}
    else:
        yield frozenset()


def hanoi(count, a, b, c):
    if count:
        yield from hanoi(count - 1, a, c, b)
        yield a, c
        yield from hanoi(count - 1, b, a, c)


def gray(bits):
    if bits == 0:
        yield ""
        return
    yield from ("0" + code for code in gray(bits - 1))
    yield from ("1" + code for code in reversed(list(gray(bits - 1))))


print(["".join(p) for p in permutations("abc")], sum(1 for _ in permutations(range(5))) if False else len(list(permutations(list(range(5))))))
print(list(combinations("wxyz", 2)), len(list(combinations(list(range(8)), 4))))
print(sorted(map(sorted, subsets((1, 2, 3)))), len(set(subsets(tuple(range(7))))))
print(len(list(hanoi(7, "a", "b", "c"))), list(hanoi(2, "a", "b", "c")), list(gray(3)))
