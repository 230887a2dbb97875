# Every method of lists.
a = [3, 1, 2]
a.append(5)
a.extend([7, 1])
a.extend("xy")
print(a)
a.insert(0, "first")
a.insert(100, "last")
a.insert(-1, "before last")
print(a, len(a))
a.remove(1)
print(a.pop(), a.pop(0), a.pop(-2), a)
print(a.index(1), a.index("x", 2), a.count(1), a.count("z"))
a.reverse()
print(a)
b = a.copy()
b.clear()
print(a, b, a.append(1))
a = [5, 2, 9]
a.sort()
print(a, a.sort(reverse=True), a)
for function in (lambda: a.remove(100), lambda: [].pop(), lambda: a.pop(50), lambda: a.index("q"), lambda: a.index(9, 1, 1)):
    try:
        print(function())
    except (ValueError, IndexError) as error:
        print(type(error).__name__, error)
