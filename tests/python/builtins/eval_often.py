# What was compiled goes when nothing refers to it.
def often(n):
    total = 0
    for i in range(n):
        total += eval("i + 1", None, {"i": i})
    return total


def made(n):
    kept = []
    for i in range(n):
        namespace = {}
        exec("def f(x):\n    return x + %d" % i, namespace)
        if i % 100 == 0:
            kept.append(namespace["f"])
    return [f(1) for f in kept]


print(often(1500))
print(made(1000))
