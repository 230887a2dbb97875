# Dictionaries keep the order of insertion; an overwritten key stays, a deleted one goes to the end.
d = {}
for i in range(10):
    d[i * 7 % 10] = i
print(d)
d[0] = "again"
del d[7]
d[7] = "back"
print(d)
print({3: 1, 1: 2, 2: 3, 1: 4}, {"b": 1, "a": 2} == {"a": 2, "b": 1}, list({"b": 1, "a": 2}) == list({"a": 2, "b": 1}))
for i in range(1000):
    d[i] = i
for i in range(1000):
    if i % 3:
        del d[i]
print(len(d), list(d)[:8], list(d.values())[-3:])
for i in range(998, 0, -3):
    d[i] = -i
print(len(d), list(d)[-3:], next(iter(d)), sum(d.keys()))
while len(d) > 5:
    d.popitem()
print(d)
