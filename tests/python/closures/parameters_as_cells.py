# Parameters that inner functions capture, changed in hot loops.
def run(n, step=1):
    def advance():
        nonlocal n
        n = n * step % 1009 + 1
    for _ in range(600):
        advance()
        step += 1
    return n, step


print(run(5), run(7, 2))


def memoise(function):
    cache = {}

    def wrapper(*args):
        if args not in cache:
            cache[args] = function(*args)
        return cache[args]

    wrapper.cache = cache
    return wrapper


def slow(n):
    return n if n < 2 else fast(n - 1) + fast(n - 2)


fast = memoise(slow)
print(fast(80), len(fast.cache))


def pair(a, b):
    return lambda pick: pick(a, b)


chain = None
for i in range(5):
    chain = pair(i, chain)
out = []
while chain:
    out.append(chain(lambda a, b: a))
    chain = chain(lambda a, b: b)
print(out)
