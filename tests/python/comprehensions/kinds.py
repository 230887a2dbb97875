# List, set and dictionary comprehensions: nested, with conditions, with unpacking.
print([x * x for x in range(6)], [x for x in range(20) if x % 2 if x % 3], {k: v for k, v in zip("abc", range(3))}, sorted({x % 3 for x in range(10)}))
print([(x, y) for x in range(3) for y in range(x)], [[y * x for y in range(3)] for x in range(3)], [x for row in [[1, 2], [3]] for x in row])
print([a + b for a, b in [(1, 2), (3, 4)]], [first for first, *rest in ["abc", "de"]], [x if x > 1 else -x for x in range(4)], [] == [x for x in []])
print({i: [j for j in range(i)] for i in range(4)}, {len(w): w for w in ("a", "bb", "c")}, [lambda: 1 for _ in range(1)][0]())
total = 0
for i in range(600):
    total += len([x for x in range(i % 10) if x != 3]) + sum([x for x in (1, 2, i)])
print(total)
table = [[(i * j) % 10 for j in range(40)] for i in range(40)]
print(sum([sum(row) for row in table]), [row[3] for row in table[:5]], max([max([x for x in row if x % 2 == 0]) for row in table]))
