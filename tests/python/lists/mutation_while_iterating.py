# A list that changes while a loop walks over it.
a = [1, 2, 3, 4, 5, 6]
seen = []
for x in a:
    seen.append(x)
    if x % 2 == 0:
        a.remove(x)
print(seen, a)
a = [1]
for x in a:
    if len(a) < 600:
        a.append(x + 1)
print(len(a), a[-1])
a = [1, 2, 3]
for x in a[:]:
    a.append(x)
print(a)
for x in a:
    a = [9]
    print(x, end=" ")
print(a)
for i, x in enumerate(a):
    a[i] = x + 1
    if len(a) < 3:
        a.append(5)
print(a)
it = iter([1, 2])
print(next(it), next(it), next(it, "end"))
try:
    next(it)
except StopIteration:
    print("stopped")
