# Nested and recursive lists as text.
print([], [1], [1, "a", 2.0, None, True], [[], [[]]], [(1,), {"a": [1]}, {2}], ["it's", 'q"'])
a = [1]
a.append(a)
print(a, str(a), len(a), a[1] is a)
b = [a, {"self": a}]
a.append(b)
print(a)
print(b)
d = {}
d["d"] = d
d["list"] = [d]
print(d)
t = ([],)
t[0].append(t)
print(t)
