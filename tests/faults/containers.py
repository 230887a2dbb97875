table = {}
for i in range(60):
    table[i * 7 % 31, str(i)] = [i] * (i % 4)
    table.setdefault(i % 5, set()).add(i)
for key in list(table)[::3]:
    del table[key]
print(len(table), sum(len(value) for value in table.values()), sorted(str(key) for key in table)[:5])
items = list(range(50))
items[5:10] = "abc"
del items[::7]
items.insert(3, [items[:2]])
items.sort(key=str, reverse=True)
print(items, items.index(49), items * 2 == items + items, [*items[:2], *{"k": 1}], (1, *items[-2:]))
left, right = set(range(0, 40, 3)), frozenset(range(0, 40, 2))
print(sorted(left | right), sorted(left & right), sorted(left ^ right), sorted(left - right), left.isdisjoint({1}), {1, 2} < {1, 2, 3})
first, *middle, last = items
(a, (b, *c)), d = (1, "xyz"), {**{"p": 1}, "q": {"r": [2]}}
print(first, len(middle), last, a, b, c, d, dict(zip("abc", range(3))) | {"z": 26}, list(enumerate("ab")), list(map(max, [1, 5], [4, 2])))
