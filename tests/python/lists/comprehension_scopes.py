x = "outer"
print([x for x in range(3)], x, [y for x in range(3) for y in range(x)], [[i * j for j in range(3)] for i in range(3)])
print([lambda: i for i in range(3)][0](), [f() for f in [lambda i=i: i for i in range(3)]], [(a, b) for a in "ab" for b in range(2) if b or a == "b"])


class Holder:
    items = [1, 2, 3]
    doubled = [item * 2 for item in items]
    try:
        wrong = [item for _ in range(1) for item in [len(items)]]
    except NameError as error:
        wrong = str(error)


print(Holder.doubled, Holder.wrong)


def outer():
    total = 0

    def add(n):
        nonlocal total
        total += n
        return total

    return [add(n) for n in range(4)], total, [total for total in "ab"], total


print(outer(), [z := n for n in range(3)], z)
print([*range(2), *"ab"], [n for n in (yield_ for yield_ in (1, 2))], sum([n for n in range(101)]), [[]] * 2, [None if n % 2 else n for n in range(4)])
try:
    [1 / n for n in (1, 0)]
except ZeroDivisionError as error:
    print(error)
try:
    [undefined for _ in range(1)]
except NameError as error:
    print(error)
