"""True division of integers, hot: by constants and variables, exact and not, by zero, beyond what a float holds."""


def divide(a, b):
    try:
        return a / b
    except (ZeroDivisionError, OverflowError) as error:
        return str(error)


def by_constants(a):
    return a / 7, a / 3, a / 1, a / -2, 5 / 4


def by_zero(a):
    return a / 0


def average(numbers):
    total = 0
    for number in numbers:
        total += number
    return total / len(numbers)


values = [0, 1, -1, 7, -7, 3, 2**31, 2**53, 2**53 + 1, -(2**53), -(2**53) - 1, 2**60 + 1, 2**62 - 1, -(2**62), 2**70 + 1, True, False, 2.5, 0.0]
for _ in range(20):
    found = [divide(a, b) for a in values for b in values]
print(found)
for _ in range(100):
    found = [by_constants(a) for a in values]
print(found)
for _ in range(60):
    try:
        by_zero(5)
    except ZeroDivisionError as error:
        found = str(error)
print(found, average(range(1000)), average([2**53 + 1, 2]), average([-3, 4]))
x = 10
for _ in range(60):
    x /= 3
    x = int(x * 4)
print(x)
