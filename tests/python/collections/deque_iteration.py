from collections import deque


def tell(work):
    try:
        print(work())
    except (RuntimeError, IndexError) as e:
        print(type(e).__name__, e)


class Changes:
    def __init__(self, queue):
        self.queue = queue

    def __eq__(self, other):
        self.queue.append(1)
        return False


def appended():
    d = deque([1, 2])
    for x in d:
        d.append(x)


def popped_behind():
    d = deque([1, 2])
    it = reversed(d)
    d.popleft()
    return next(it)


def after_end():
    d = deque([1, 2])
    it = iter(d)
    list(it)
    d.append(3)
    return list(it)


def rotated():
    d = deque([1, 2, 3])
    for x in d:
        d.rotate(1)


def stored():
    d = deque([1, 2, 3])
    for i, x in enumerate(d):
        d[i] = x * 2
    return d


for work in (appended, popped_behind, after_end, rotated, stored):
    tell(work)
for method in ("index", "count", "remove", "__contains__"):
    d = deque([1, 2])
    tell(lambda: getattr(d, method)(Changes(d)))
d = deque("abc")
it = iter(d)
print(it.__length_hint__(), next(it), it.__length_hint__(), list(it), type(it).__name__, type(reversed(d)).__name__)
print(list(type(it)(d, 1)), [x for x in d], sorted(d), "".join(d), max(d), list(zip(d, d)))
kept = [next(i) for i in (iter(d), reversed(d))]
print(kept, [*map(str.upper, d)], sum(deque([1, 2, 3])))
