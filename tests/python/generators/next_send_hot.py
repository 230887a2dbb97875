# Hot `next` and `send`: generators that end, return, raise or are running already, other iterators, and names that change.


def count(n):
    for i in range(n):
        yield i
    return 'done'


def echo():
    got = None
    while True:
        got = yield got
        if got == 'stop':
            return 'stopped'
        if got == 'raise':
            raise ValueError('raised')


def pull(iterator):
    try:
        return next(iterator)
    except StopIteration as end:
        return 'end', end.value
    except (TypeError, ValueError, RuntimeError) as error:
        return type(error).__name__, str(error)


def pull_or(iterator, default):
    try:
        return next(iterator, default)
    except (TypeError, ValueError, RuntimeError) as error:
        return type(error).__name__, str(error)


def push(generator, value):
    try:
        return generator.send(value)
    except StopIteration as end:
        return 'end', end.value
    except (TypeError, ValueError, RuntimeError, AttributeError) as error:
        return type(error).__name__, str(error)


class Own:
    def __init__(self):
        self.left = 3

    def __iter__(self):
        return self

    def __next__(self):
        self.left -= 1
        if self.left < 0:
            raise StopIteration('own')
        return self.left

    def send(self, value):
        return 'sent', value


async def coroutine():
    return 1


def itself():
    yield pull(running)
    yield push(running, 1)


for turn in range(300):
    results = []
    for make in (lambda: count(3), lambda: iter([1, 2]), lambda: iter((3, 4)), lambda: iter('ab'), lambda: iter({5: 6}), Own, lambda: [1], lambda: 7):
        iterator = make()
        results.append([pull(iterator) for _ in range(5)])
        iterator = make()
        results.append([pull_or(iterator, default) for default in (None, 0, 'x', (), 1.5)])
    generator = echo()
    results.append([push(generator, value) for value in (1, None, 2, 'a', 'stop', 3, None)])
    generator = echo()
    results.append([push(generator, value) for value in (None, 5, 'raise', 6)])
    results.append([push(thing, 1) for thing in (Own(), [], count(1), 5)])
    waiting = coroutine()
    results.append((pull(waiting), push(waiting, None), push(waiting, None)))
    running = itself()
    results.append([pull(running), pull(running), pull(running)])
    if turn == 0:
        first = results
    assert results == first, (turn, results)
print(*first, sep='\n')

# A list that changes while it is iterated, and one that is exhausted for good.
items = [1, 2]
iterator = iter(items)
seen = []
for i in range(1000):
    if i < 5:
        items.append(i)
    seen.append(next(iterator, None))
items.append(9)
print(seen[:9], next(iterator, 'still nothing'))


# What was pulled in a generator that pulls itself.
def chained(inner):
    while True:
        try:
            value = next(inner)
        except StopIteration:
            return
        yield value * 2


def deep(n):
    iterator = iter(count(40))
    for _ in range(n):
        iterator = chained(iterator)
    return sum(iterator)


print(sum(deep(4) for _ in range(50)))


# A generator that must not end by an exception of its own.
def leaks():
    yield 1
    next(iter(()))


for i in range(200):
    generator = leaks()
    result = pull(generator), pull(generator), pull(generator)
print(result)

plain_next = next
total = 0
for i in range(1500):
    if i == 500:
        def next(iterator):
            return 1000
    elif i == 1000:
        next = plain_next
    total += next(iter([i]))
    if i % 250 == 0:
        print(i, total)


def recursive(n):
    yield next(recursive(n + 1))


try:
    next(recursive(0))
except RecursionError as error:
    print(type(error).__name__)
