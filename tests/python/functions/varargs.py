# *args and **kwargs, in definitions and in calls.
def show(*args, **kwargs):
    return args, kwargs


def mixed(a, b=2, *rest, c, d=4, **others):
    return a, b, rest, c, d, others


print(show(), show(1, 2), show(x=1), show(1, *[2, 3], y=4, **{"z": 5}), show(*"ab", *(1,), **{}, **{"k": 1}))
print(mixed(1, c=3), mixed(1, 5, 6, 7, c=3, e=8), mixed(*[1, 2, 3], **{"c": 4, "x": 5}), mixed(b=1, a=2, c=3))


def total(*numbers):
    result = 0
    for n in numbers:
        result += n
    return result


print(total(), total(1), total(*range(100)), total(*[1, 2], 3, *(4, 5)))


def forward(*args, **kwargs):
    return mixed(*args, **kwargs)


out = 0
for i in range(600):
    a, b, rest, c, d, others = forward(i, 1, 2, c=i, z=1)
    out += a + b + len(rest) + c + d + others["z"]
print(out)
