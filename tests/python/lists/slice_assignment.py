# Assigning to and deleting slices, plain and extended.
a = list(range(10))
a[2:4] = ["x", "y", "z"]
print(a)
a[5:5] = [100, 200]
print(a)
a[:2] = []
print(a)
a[-2:] = "ab"
print(a)
a[::2] = [0] * len(a[::2])
print(a)
a[::-1] = range(len(a))
print(a)
del a[1:3]
print(a)
del a[::2]
print(a)
del a[0], a[-1]
print(a)
a[1:] = a
print(a)
a[3:1] = [7]
print(a)
a[:] = [1]
print(a)
for function in (lambda: a.__setitem__(slice(None, None, 2), [1, 2]), lambda: a.__setitem__(slice(0, 1), 5)):
    try:
        function()
    except (ValueError, TypeError) as error:
        print(error)
b = [0] * 20
for i in range(600):
    b[i % 20:i % 20 + 2] = [i, i + 1]
    del b[20:]
print(b)
