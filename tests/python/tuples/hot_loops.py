# Tuples made, indexed and unpacked in hot loops.
def step(state):
    a, b, c = state
    return (b, c, (a + b * 3 + c) % 1009)


state = (1, 2, 3)
for _ in range(1000):
    state = step(state)
print(state)


def minmax(values):
    best = (values[0], values[0])
    for v in values:
        best = (min(best[0], v), max(best[1], v))
    return best


print(minmax([(i * 37) % 911 for i in range(700)]), minmax([0.5, -1, 2.25] * 200))
points = [(i, -i, i * 0.5) for i in range(600)]
sx = sy = sz = 0
for x, y, z in points:
    sx += x
    sy += y
    sz += z
print(sx, sy, sz)
chain = ()
for i in range(520):
    chain += (i,)
print(len(chain), chain[::100], sum(chain))
