a = list(range(10))
del a[0], a[-1], a[2:4]
print(a)
del a[::2]
print(a)
a.insert(0, "first")
a.insert(-1, "before last")
a.insert(100, "end")
a.insert(-100, "start")
print(a, a.index("end"), a.count(3))
a.remove("first")
a[1:1] = ["x", "y"]
a[:0] = []
a[-2:] = [1, 2, 3]
print(a, a.pop(0), a.pop(), a.pop(-2))
a.reverse()
print(a)
a.clear()
print(a, a == [], not a)
for bad in (lambda: a.pop(), lambda: a.remove(1), lambda: a.index(1), lambda: a[0], lambda: a.insert("x", 1), lambda: [1].pop(5), lambda: a.__delitem__(0), lambda: [1, 2].__setitem__(slice(None, None, 2), [1, 2])):
    try:
        print(bad())
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
b = [1, 2, 3, 4, 5, 6]
b[::2] = "abc"
b[1:3] = b
print(b, b[5:2:-1], b[-3:100], b[:-100], b[::-3])
b *= 0
b += (1,)
b.extend(b)
b.extend(x for x in b[:])
print(b)
