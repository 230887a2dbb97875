a = {"x": 1, "y": 2, "z": 3}
b = {"y": 2, "z": 0, "w": 5}
print(sorted(a.keys() & b.keys()), sorted(a.keys() | b), sorted(a.keys() - b), sorted(a.keys() ^ b), sorted(a.items() & b.items()))
print(a.keys() == {"x", "y", "z"}, a.keys() >= {"x"}, a.keys() < {"x", "y", "z", "q"}, a.keys().isdisjoint("pq"), ("y", 2) in a.items(), ("y", 3) in a.items(), 3 in a.values())
keys, values, items = a.keys(), a.values(), a.items()
a["new"] = 4
del a["x"]
print(list(keys), list(values), list(items), len(keys), repr(values), keys.mapping == a)
print(list(reversed(keys)), [*items][0], sorted(set(items) - {("y", 2)}), a.values() == a.values(), a.items() == dict(a).items())
for bad in (lambda: keys + keys, lambda: values & values, lambda: keys[0], lambda: hash(keys)):
    try:
        print(bad())
    except TypeError as error:
        print("TypeError", error)
try:
    for key in keys:
        a[key + "!"] = 0
except RuntimeError as error:
    print("RuntimeError", error)
try:
    for key in list(keys):
        del a[key]
    print(a)
except RuntimeError as error:
    print("RuntimeError", error)
