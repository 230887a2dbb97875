print([x for x in range(20) if x % 2 if x % 3], {x: y for x in range(3) for y in range(x)}, {x * y for x in range(4) for y in range(4) if x != y})
print([[row[i] for row in ((1, 2, 3), (4, 5, 6))] for i in range(3)], [(x, y) for x in range(3) for y in "ab" if not (x == 1 and y == "b")], [x if x % 2 else -x for x in range(5)])
print([y for x in [[1, 2], [], [3]] for y in x], [a + b for a, b in zip("xyz", "123")], [c for a, (b, *c) in [(1, (2, 3, 4)), (5, (6,))]], [w.upper() for w in "a b c".split() if w != "b"])
calls = []


def source(n):
    calls.append(n)
    return range(n)


lazy = (x + y for x in source(2) for y in source(x + 1))
print(calls, list(lazy), calls)
try:
    (x for x in 5)
except TypeError as error:
    print(error)
print(sum(x * x for x in range(100) if x % 3 == 0), any(x > 5 for x in range(10)), all(x < 5 for x in range(10)), max((x % 7, x) for x in range(30)), sorted((-x for x in range(4)), key=abs), "".join(chr(97 + x) for x in range(5)))


def scope():
    x = 10
    inner = [x + y for y in range(3)]
    x = 20
    later = (x + y for y in range(3))
    x = 30
    return inner, list(later), [lambda: y for y in range(2)][1]()


print(scope(), [(lambda n: n * k)(2) for k in range(3)], [last := x for x in range(4)], last)
print({k: [v for _, v in group] for k, group in {}.items()}, [i for i in range(3) for i in range(i)], [[x for x in range(n)] for n in range(4)], {(): 1 for _ in range(3)})
big = [x * 2 for x in range(500) if x % 5]
print(len(big), big[-1], sum(big), [x for x in big if x > 980], {x % 10 for x in big} == set(range(2, 10, 2)))
