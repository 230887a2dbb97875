# A loop whose integers are small, big, boolean and negative by turns.
def mix(values, count):
    total = 0
    for i in range(count):
        value = values[i % len(values)]
        total = total + value * (i - count // 2)
        total -= value // 3
    return total


print(mix([1, 2, 3], 700))
print(mix([1, -2, True], 700))
print(mix([1, 2 ** 65, -7], 700))
print(mix([2 ** 62, -(2 ** 62), 0], 700))
print(mix([2 ** 61, 2 ** 61 - 1, False, -(2 ** 61)], 701))
