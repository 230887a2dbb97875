# Views follow the dictionary; keys behave like sets.
d = {"a": 1, "b": 2}
keys, values, items = d.keys(), d.values(), d.items()
d["c"] = 3
print(keys, values, items, len(keys))
print("c" in keys, 3 in values, ("a", 1) in items, ("a", 2) in items)
print(sorted(keys & {"a", "z"}), sorted(keys | {"z"}), sorted(keys - {"a"}), sorted(keys ^ {"a", "q"}), keys == {"a", "b", "c"})
print([k for k in d], [v * 2 for v in d.values()], [f"{k}{v}" for k, v in d.items()], list(reversed(d.items())))
total = 0
big = {i: i * i for i in range(500)}
for key, value in big.items():
    total += value - key
for value in big.values():
    total += value
for key in big:
    total -= key
print(total, sum(big), max(big.values()), min(big, key=lambda k: -k))
