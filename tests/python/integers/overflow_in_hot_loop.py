# Values start small in a loop that gets hot and outgrow the word in the middle of it.
def grow(count):
    a = 1
    trace = []
    for i in range(count):
        a = a * 3 + i
        if i % 20 == 19:
            trace.append(a % 1000003)
        if a > 10 ** 25:
            a = a % 1000
    return trace


print(grow(900))


def doubling():
    n = 1
    steps = 0
    while n < 10 ** 40:
        n = n + n
        steps += 1
    return n, steps


for _ in range(3):
    print(doubling())


def square(x):
    return x * x


results = [square(i) for i in range(600)]
print(sum(results), square(2 ** 31), square(3 * 10 ** 9), square(10 ** 15), square(-5))
