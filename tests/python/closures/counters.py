# Closures keep their own variables; nonlocal rebinds them.
def make_counter(start=0):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    def peek():
        return count

    return step, peek


step, peek = make_counter()
other, other_peek = make_counter(100)
for _ in range(600):
    step()
    other(-2)
print(peek(), other_peek(), step(), peek())


def accumulate():
    total = 0
    history = []

    def add(x):
        nonlocal total
        total += x
        history.append(total)
        return len(history)

    return add, history


add, history = accumulate()
for i in range(5):
    add(i * i)
print(history)
