# The variable of a comprehension is its own; the outer one stays; closures catch it.
x = "outer"
squares = [x for x in range(3)]
print(x, squares)


def f(n):
    x = "local"
    a = [x * n for x in range(3)]
    b = [(lambda: x)() for x in range(3)]
    c = [lambda: x for x in range(3)]
    d = {x: y for x in "ab" for y in [x * n]}
    return x, a, b, [g() for g in c], d


print(f(2))


class C:
    items = [1, 2]
    doubled = [i * 2 for i in items]
    try:
        failed = [items for _ in items]
    except NameError as error:
        failed = str(error)


print(C.doubled, C.failed)
try:
    print([undefined_inside for _ in range(1)])
except NameError as error:
    print(error)
try:
    print([1 // y for y in (1, 0)])
except ZeroDivisionError as error:
    print(error, "y" in globals())
z = [y for y in [5]] + [y for y in [6]]
print(z, [[y for y in range(y)] for y in range(4)])
