# pow() with three arguments.
for base in [0, 1, 2, 3, -3, 10 ** 20, -(10 ** 20) - 1]:
    for exponent in [0, 1, 2, 5, 100, 10 ** 18, 10 ** 25]:
        print(base, exponent, [pow(base, exponent, modulus) for modulus in [1, -1, 2, 7, -7, 10 ** 9 + 7, 2 ** 61 - 1, 2 ** 62, -(2 ** 61) - 5, 10 ** 30 + 57, -(10 ** 30)]])
for base in [1, 3, 5, -3, 10 ** 20 + 1]:
    for modulus in [7, -7, 10 ** 9 + 7, 2 ** 61 - 1, 2 ** 89 - 1, -(2 ** 89) + 1]:
        inverse = pow(base, -1, modulus)
        print(base, modulus, inverse, base * inverse % modulus == 1 % modulus, pow(base, -3, modulus))
print(pow(2, 10, None), pow(True, True, 5), (3).__pow__(4, 5), (3).__rpow__(4, None))
total = 0
for i in range(1, 1000):
    total += pow(i, 65537, 1000003) + pow(i, i, 2 ** 45 - 55)
print(total)
