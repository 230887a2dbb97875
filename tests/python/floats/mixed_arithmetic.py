# Integers and floats in one expression, in a loop that sees both.
def blend(values, count):
    total = 0
    for i in range(count):
        total = total * 0.5 + values[i % len(values)]
    return total


print(blend([1, 2, 3], 600), blend([1.5, 2, -3], 600), blend([True, 0.25], 601), blend([2 ** 70, 1.0], 600))
print(1 + 2.0, 2.0 - 1, 3 * 0.5, 7 / 2, 7 // 2.0, 7 % 2.5, 2 ** 0.5, 2.0 ** 3, True + 0.5)
print(2 ** 53 + 1.0, (2 ** 53 + 1) * 1.0, 10 ** 20 + 0.5, 1e20 - 10 ** 20)
print((-8) ** (1 / 3) == (-8) ** (1 / 3), 4 ** -0.5, 0.1 + 0.2 == 0.3, 0.5 + 0.25 == 0.75)
x = 1
for i in range(520):
    x = x + 1 if i < 500 else x + 0.5
print(x, type(x).__name__)
try:
    print(10 ** 400 + 1.0)
except OverflowError as error:
    print(error)
