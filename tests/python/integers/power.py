# Powers of integers: negative exponents give floats, three arguments give the modular power.
for base in (0, 1, -1, 2, -2, 3, 10, -7):
    print(base, [base ** exponent for exponent in range(0, 12)])
print(2 ** -1, 10 ** -2, (-2) ** -3, 4 ** 0.5)
print(2 ** 61, 2 ** 62, 2 ** 63, 2 ** 64, 2 ** 100)
print((-2) ** 61, (-2) ** 62, (-2) ** 63)
print(pow(2, 10), pow(2, 100, 7), pow(-3, 3, 10), pow(3, 4, -5), pow(3, -1, 7))
print(-2 ** 2, (-2) ** 2, 2 ** 3 ** 2, 2 ** -1 ** 2)
print(0 ** 0, 0.0 ** 0)
total = 0
for i in range(800):
    total += i ** 2 - (i - 1) ** 2 + 2 ** (i % 10)
print(total)
