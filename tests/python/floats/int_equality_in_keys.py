# 1, 1.0 and True are the same key; the first one stays.
d = {1: "int"}
d[1.0] = "float"
d[True] = "bool"
print(d)
d[0.0] = "zero"
d[False] = "false"
d[-0.0] = "minus zero"
print(d)
print(hash(1) == hash(1.0), hash(2 ** 60) == hash(float(2 ** 60)), hash(0.0) == hash(-0.0), hash(0.5) == hash(0.25))
d = {2.5: "a", 2: "b", 2 ** 53: "c"}
print(d[5 / 2], d[4 / 2], d[2.0 ** 53], 2.25 in d, 2.0 in d)
print(sorted({1, 1.0, True, 2, 2.0, 0.5}))
print([1, 2, 3].index(2.0), [1.0, 2.0].count(1), (1, 2) == (1.0, 2.0), 3.0 in (1, 2, 3))
table = {}
for i in range(900):
    key = i % 10 if i % 2 else i % 10 / 1
    table[key] = table.get(key, 0) + 1
print(table)
