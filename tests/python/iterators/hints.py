# Iterators that are used up while they are asked; lengths that are asked for first.
from operator import length_hint


def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)


def spam():
    if spam.inner:
        return 2
    spam.inner = True
    list(spam.iterator)
    return 1


spam.inner = False
spam.iterator = iter(spam, 2)
t(next, spam.iterator)
for container, change in (({1: 1, 2: 2}, lambda c: c.update({9: 9})), ({1, 2, 3}, lambda c: c.add(9))):
    iterator = iter(container)
    next(iterator)
    print(length_hint(iterator))
    change(container)
    print(length_hint(iterator))
    t(next, iterator)
    print(length_hint(iterator))


class Counted:
    def __init__(self, answer):
        self.answer = answer

    def __iter__(self):
        print("iter", end=" ")
        return iter(range(3))

    def __len__(self):
        print("len", end=" ")
        return self.answer()


class Hinted:
    def __init__(self, answer):
        self.answer = answer

    def __iter__(self):
        return iter(range(3))

    def __length_hint__(self):
        print("hint", end=" ")
        return self.answer()


def fail(error):
    raise error


for cls in (Counted, Hinted):
    for answer in (lambda: 3, lambda: 300, lambda: fail(RuntimeError("no")), lambda: fail(TypeError("no"))):
        t(list, cls(answer))
        t(lambda: [*cls(answer)])
        t([1].extend, cls(answer))
for answer in (lambda: NotImplemented, lambda: "x", lambda: -1):
    t(list, Hinted(answer))
