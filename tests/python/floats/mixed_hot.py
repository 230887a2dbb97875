"""Arithmetic and comparisons of floats, hot: with integers, results that are no usual floats, values that change their type on the way."""


def work(a, b):
    total = 0.0
    for _ in range(3):
        total += a * b
        total = total - b * 2
        total = (total + a) * 0.5
        if total > b:
            total -= a
        if total <= 0:
            total = -total
    return total


def divide(a, b):
    try:
        return a / b, b / a, (a - b) / (a + b)
    except ZeroDivisionError as error:
        return str(error)


values = [1.5, -2.25, 0.0, -0.0, 1e300, 5e-324, float("inf"), float("nan"), 3, 2**62 - 1, 2**70]
for _ in range(12):
    found = [work(a, b) for a in values for b in values]
print(found)
for _ in range(12):
    found = [divide(a, b) for a in values for b in values]
print(found)


def compare(a, b):
    return (a < b, a <= b, a == b, a != b, a > b, a >= b, 1 if a < b else 0, 1 if a == b else 0, 1 if not a >= b else 0)


for _ in range(12):
    found = [compare(a, b) for a in values for b in values]
print(found)


def changing(start):
    value = start
    seen = []
    for step in range(8):
        if step == 3:
            value = int(value)
        if step == 5:
            value = value * 1.5
        if step == 6:
            value = complex(value)
        value = value + value * 2
        value = value - 1
        seen.append(-value)
    return seen


for _ in range(60):
    found = changing(1.5), changing(0.0), changing(1e200)
print(found)


def sums(rows):
    total = 0.0
    for row in rows:
        inner = 0.0
        for x in row:
            inner += x * x
        total += inner
    return total


for _ in range(60):
    found = sums([[1.5, 2.5], [0.0], [], [3, 4.5]]), sums([[0.0, -0.0]]), sums([[1e200, 1.0]])
print(found)
