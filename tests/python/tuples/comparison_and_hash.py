# Order, equality and hashing of tuples.
print((1, 2) < (1, 3), (1,) < (1, 0), () < (0,), (2,) > (1, 9), (1, 2) == (1.0, 2.0), (1, 2) != (2, 1), (1,) == [1])
print(sorted([(2, "b"), (1, "z"), (2, "a"), (1,)]), max([(1, 5), (1, 7), (0, 9)]), min((3, 1), (3, 0)))
d = {(1, 2): "a", (1.0, 3): "b", (): "c", ((1,), "x"): "d"}
print(d[(1, 2)], d[1, 2.0], d[(1, 3)], d[()], d[((1,), "x")], (2, 1) in d)
print(hash((1, 2)) == hash((1.0, 2.0)), hash(()) == hash(tuple([])))
try:
    {([],): 1}
except TypeError as error:
    print(error)
grid = {}
for i in range(800):
    key = (i % 8, i // 8 % 5)
    grid[key] = grid.get(key, 0) + i
print(len(grid), grid[3, 4], grid[(7, 0)], sum(grid.values()))
