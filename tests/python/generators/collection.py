# Waiting generators keep what they hold, and nothing else.
def hold(n):
    kept = [str(i) for i in range(n)]
    for i in range(n):
        junk = [object() for j in range(50)]
        yield kept[i]


gens = [hold(30) for i in range(60)]
out = 0
for round in range(30):
    for g in gens:
        out += int(next(g))
print(out)


def build(n):
    if n == 0:
        return
    node = {"n": n}
    yield node
    for sub in build(n - 1):
        sub["parent"] = node
        yield sub


nodes = list(build(60))
print(len(nodes), nodes[-1]["parent"]["n"])
live = []
for i in range(20000):
    g = (x for x in [i, i + 1])
    next(g)
    if i % 1000 == 0:
        live.append(g)
print([next(g) for g in live])


def strings():
    text = ""
    while True:
        text += yield text


s = strings()
next(s)
for i in range(2000):
    last = s.send(str(i % 10))
print(len(last))
