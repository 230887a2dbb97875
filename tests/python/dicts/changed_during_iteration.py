# Changing the size of a dictionary while a loop walks over it is an error; changing values is not.
d = {i: i for i in range(5)}
try:
    for key in d:
        d[key + 100] = 1
except RuntimeError as error:
    print(error)
d = {i: i for i in range(5)}
try:
    for key in d:
        del d[key]
except RuntimeError as error:
    print(error)
d = {i: i for i in range(5)}
for key in d:
    d[key] = key * 2
print(d)
for key in list(d):
    if key % 2:
        del d[key]
print(d)
try:
    for key, value in d.items():
        d.clear()
except RuntimeError as error:
    print(error)
d = {i: i for i in range(600)}
seen = 0
try:
    for key in d:
        seen += 1
        if key == 550:
            d["new"] = 1
except RuntimeError as error:
    print(seen, error)
