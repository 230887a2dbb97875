# Closures see the variable, not the value it had.
functions = []
for i in range(4):
    functions.append(lambda: i)
print([f() for f in functions])
functions = [lambda i=i: i for i in range(4)]
print([f() for f in functions])
functions = [lambda: i for i in range(4)]
print([f() for f in functions])


def outer():
    x = "before"

    def inner():
        return x

    first = inner()
    x = "after"
    return first, inner()


print(outer())


def make(n):
    return lambda x: x + n


adders = [make(n) for n in range(5)]
total = 0
for i in range(700):
    total += adders[i % 5](i)
print(total, [add(10) for add in adders])
