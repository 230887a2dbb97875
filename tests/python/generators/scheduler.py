# Tasks that take turns, a pipeline, a parser: generators as programs use them.
def task(name, n):
    for i in range(n):
        print(name, i)
        yield


def run(tasks):
    while tasks:
        task = tasks.pop(0)
        try:
            next(task)
        except StopIteration:
            continue
        tasks.append(task)


run([task("a", 2), task("b", 3), task("c", 1)])


def source(n):
    for i in range(n):
        yield i


def keep(items, predicate):
    for item in items:
        if predicate(item):
            yield item


def scale(items, factor):
    return (item * factor for item in items)


def pairs(items):
    it = iter(items)
    for a in it:
        try:
            b = next(it)
        except StopIteration:
            yield (a,)
            return
        yield a, b


print(list(pairs(scale(keep(source(20), lambda n: n % 3 == 0), 5))))


def average():
    total, count, result = 0, 0, None
    while True:
        value = yield result
        total += value
        count += 1
        result = total / count


a = average()
next(a)
print([a.send(x) for x in (10, 20, 60)])


def tokens(text):
    number = ""
    for c in text + " ":
        if c.isdigit():
            number += c
            continue
        if number:
            yield "number", int(number)
            number = ""
        if c != " ":
            yield "operator", c
    yield "end", None


def calculate(text):
    stream = tokens(text)
    kind, value = next(stream)

    def advance():
        nonlocal kind, value
        kind, value = next(stream, ("end", None))

    def expression():
        result = term()
        while kind == "operator" and value in "+-":
            operator = value
            advance()
            result = result + term() if operator == "+" else result - term()
        return result

    def term():
        result = factor()
        while kind == "operator" and value == "*":
            advance()
            result *= factor()
        return result

    def factor():
        if value == "(":
            advance()
            result = expression()
            advance()
            return result
        result = value
        advance()
        return result

    return expression()


print(calculate("2 + 3 * (4 - 1) * 2 - 5"))


def flatten(items):
    for item in items:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, [3, [4, []], 5]], [[6]], 7])))


def merge(*iterators):
    heads = []
    for it in map(iter, iterators):
        for first in it:
            heads.append([first, len(heads), it])
            break
    while heads:
        smallest = min(heads)
        yield smallest[0]
        for following in smallest[2]:
            smallest[0] = following
            break
        else:
            heads.remove(smallest)


print(list(merge([1, 4, 7], (x for x in (2, 5, 8)), range(0, 10, 3))))


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


f = fib()
print([next(f) for _ in range(15)], next(x for x in fib() if x > 1000))


def window(items, size):
    it = iter(items)
    held = [x for x, _ in zip(it, range(size))]
    yield tuple(held)
    for x in it:
        held = held[1:] + [x]
        yield tuple(held)


print(list(window(range(6), 3)))
