# The messages of wrong calls.
def none():
    pass


def one(a):
    return a


def two(a, b):
    return a, b


def defaults(a, b=1):
    return a, b


def keyword(a, *, k):
    return a, k


def attempt(function):
    try:
        print(function())
    except TypeError as error:
        print(error)


attempt(lambda: none(1))
attempt(lambda: none(x=1))
attempt(lambda: one())
attempt(lambda: one(1, 2))
attempt(lambda: one(1, a=2))
attempt(lambda: one(b=2))
attempt(lambda: two())
attempt(lambda: two(1))
attempt(lambda: two(1, 2, 3))
attempt(lambda: two(b=1))
attempt(lambda: defaults())
attempt(lambda: defaults(1, 2, 3))
attempt(lambda: defaults(1, c=3))
attempt(lambda: keyword(1))
attempt(lambda: keyword(1, 2))
attempt(lambda: keyword(k=1))
attempt(lambda: one(*5))
attempt(lambda: one(**5))
attempt(lambda: two(**{"a": 1, 2: 3}))
attempt(lambda: two(1, **{"a": 1}))
attempt(lambda: two(*[1], **{"b": 2, "c": 3}))
nothing = None
attempt(lambda: nothing())
attempt(lambda: (lambda x: x)())
failed = 0
for i in range(600):
    try:
        two(1, 2, 3) if i % 5 == 0 else two(1, i)
    except TypeError:
        failed += 1
print(failed)
