# Large dictionaries, deletions and re-insertions, integers that collide in their low bits.
d = {}
for i in range(3000):
    d[i * 1024] = i
for i in range(0, 3000, 2):
    del d[i * 1024]
for i in range(3000):
    d[i * 1024] = d.get(i * 1024, 0) + 1
print(len(d), sum(d.values()), d[1024], d[2048], -1 in d)
for i in range(-500, 500):
    d[i] = i
print(len(d), d[-1], d[-2], d[0], sum(d.values()))
s = {}
for i in range(2000):
    s["key" + str(i % 700)] = i
print(len(s), s["key0"], s["key699"], s.get("key700"), sum(s.values()))
