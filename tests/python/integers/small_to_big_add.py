# Sums cross 2**62, 2**63 and 2**64 and come back.
for power in (30, 31, 32, 61, 62, 63, 64):
    edge = 2 ** power
    for delta in (-2, -1, 0, 1, 2):
        print(power, delta, edge + delta, -edge + delta, edge - delta, -edge - delta)


def climb(start, step, count):
    value = start
    for _ in range(count):
        value += step
    return value


print(climb(0, 2 ** 53, 600))
print(climb(0, 2 ** 53, 600) - 600 * 2 ** 53)
print(climb(2 ** 62 - 300, 1, 600))
print(climb(-(2 ** 62) + 300, -1, 600))
print(climb(2 ** 63, -(2 ** 54), 600))
