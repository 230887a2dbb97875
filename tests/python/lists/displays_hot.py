# List displays of every small length, which are made in place, beside longer ones; what is made is changed and kept.


def empty():
    return []


def pair(a, b):
    return [a, b]


def grown(n):
    made = []
    for i in range(n):
        made.append(i)
    return made


def nested(n):
    return [[column * row for column in range(row)] for row in range(n)]


def lengths(a):
    return [
        [], [a], [a, a], [a, a, a], [a] + [], [a, 1, 2, 3], [a, 1, 2, 3, 4], [a, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
        [a, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], [a, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14],
        [a, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
    ]


kept = []
total = 0
for i in range(3000):
    one, other = empty(), empty()
    one.append(i)
    assert other == [] and one == [i]
    both = pair(one, other)
    both.append(both)
    assert len(both) == 3 and both[2] is both
    for made in lengths(i):
        length = len(made)
        made.append('end')
        made.insert(0, 'begin')
        assert len(made) == length + 2 and made[-1] == 'end'
        total += length
    if i % 500 == 0:
        kept.append([i, [i], both[:2], grown(i // 100), nested(4)])
        made = [i, *kept[-1][:2], *(), i]
        kept[-1].append(made)
print(total, len(kept))
for item in kept:
    print(item)


class Mine(list):
    pass


def mixed(a):
    return [a, Mine([a]), (a,), [a]]


for i in range(1000):
    made = mixed(i)
    made[1].extend(made[3])
    made[1].name = made
assert made[1] == [999, 999] and made[1].name is made
print(type(made), type(made[1]), type(made[3]), made)
