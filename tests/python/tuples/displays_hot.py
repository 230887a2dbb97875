"""Tuples made in hot code: of any length, of what is collected meanwhile, and lists that comprehensions make."""


def make(a, b, c):
    return (
        (),
        (a,),
        (a, b),
        (a, b, c),
        (a, b, c, a),
        (a, b, c, a, b),
        (a, b, c, a, b, c, a, b, c, a, b),
        (a, b, c, a, b, c, a, b, c, a, b, c),
        (a, b, c, a, b, c, a, b, c, a, b, c, a),
        (a, b, c, a, b, c, a, b, c, a, b, c, a, b, c, a, b, c),
    )


for i in range(300):
    made = make(i, [i], (i, str(i)))
print(made, [len(one) for one in made])
keep = []
for i in range(3000):
    keep = (i, keep if i % 50 else None)
depth = 0
while keep:
    number, keep = keep
    depth += 1
print(depth, number)


def swapped(pairs):
    return [(b, a) for a, b in pairs]


for _ in range(60):
    found = swapped([(1, 2), (3, 4)]), [x for x in range(20) if x % 3], [[y, (x, y)] for x in range(2) for y in range(2)]
print(found)
print(type(made[1]).__name__, made[2] == make(1, 2, 3)[2], hash((1, 2)) == hash(tuple([1, 2])), (1, 2) + (3,), (1, 2) * 2)
for _ in range(60):
    found = (1, 2) == (1, 2), (1, 2) < (1, 3), [1, 2] == [1, 2.0], [1] < [1, 0], (1,) == [1], (1, 2) != (1, 2), [] == [], () >= ()
print(found)
