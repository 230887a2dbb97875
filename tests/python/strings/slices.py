# Indexing and slicing.
s = "copperhead"
print(s[0], s[-1], s[2:5], s[:3], s[-4:], s[::2], s[::-1], s[8:2:-2], s[5:2], s[:], s[-100:100], s[3:3] == "")
for start in (None, -3, 0, 4):
    for stop in (None, -2, 3, 20):
        for step in (None, 2, -1):
            print(repr(s[start:stop:step]), end=" ")
    print()
for index in (10, -11, 100):
    try:
        print(s[index])
    except IndexError as error:
        print(error)
try:
    s[0] = "x"
except TypeError as error:
    print(error)
try:
    s[::0]
except ValueError as error:
    print(error)
try:
    s["a"]
except TypeError as error:
    print(error)
count = 0
for i in range(1000):
    if s[i % 10] == "e":
        count += 1
print(count)
