# What a generator is, and what next, send and iteration do with it.
def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
    return "done"


print(list(count(5)), tuple(count(3)), sum(count(101)), max(count(7)), sorted(count(4), reverse=True))
g = count(2)
print(next(g), next(g), next(g, "nothing"), next(g, "nothing"))
try:
    next(g)
except StopIteration as stop:
    print("stopped", stop.value, stop.args)
g = count(1)
next(g)
try:
    next(g)
except StopIteration as stop:
    print("stopped", stop.value, stop.args)
print(iter(g) is g, type(g).__name__, g.__name__, g.__qualname__)


def echo():
    got = None
    while True:
        got = yield got
        if got is None:
            return


e = echo()
print(e.send(None), e.send(1), e.send("two"), e.send([3]))
try:
    e.send(None)
except StopIteration as stop:
    print("end", stop.value)
e = echo()
try:
    e.send(5)
except TypeError as error:
    print(error)
print(e.__next__(), e.send(9))


def empty():
    return
    yield


print(list(empty()))
first, *rest = count(4)
print(first, rest, [*count(3), *count(2)], {*count(3)})
a, b, c = count(3)
print(a, b, c, 2 in count(3), 7 in count(3))
print(dict(zip(count(3), "abc")), "-".join(str(x) for x in count(4)))
for x in count(10):
    if x == 3:
        break
else:
    print("not here")
print(x)


def both(n):
    for i in count(n):
        for j in count(i):
            yield i, j


print(list(both(4)))


class Tree:
    def __init__(self, value, *children):
        self.value = value
        self.children = children

    def __iter__(self):
        yield self.value
        for child in self.children:
            yield from child


print(list(Tree(1, Tree(2, Tree(3)), Tree(4, Tree(5), Tree(6)))))
print((lambda: (yield 1))().__next__(), list((lambda n: (yield from range(n)))(3)))
