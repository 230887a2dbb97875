values = [7, -7, 2, -2, 10**20, -(10**20), 2**62, -(2**62), 2**63, 1, -1]
for a in values:
    print(a, [(a // b, a % b) for b in (3, -3, 2**40, -(10**19))], [divmod(a, b) == (a // b, a % b) and (a // b) * b + a % b == a for b in values].count(True))
print(7 // 2.0, -7 // 2.0, 7 % -2.5, -7.5 % 2, 0.0 // -1, 1e300 // 1e-5 if False else 5.5 // 0.1, divmod(-1.5, 0.4), divmod(10**18, 0.3))
print((-(2**62)) // -1, (-(2**30)) // -1, (2**62 - 1) // -1, -(2**61) * 2, -(2**62) % 2**62, round(-2.5), round(3.5), round(-7, -1), round(15, -1), round(25, -1), round(12345, -2))
for bad in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1, 0), lambda: 10**30 // 0, lambda: 0**-1, lambda: pow(2, -1, 4), lambda: pow(2, 3, 0), lambda: 1 / 10**400):
    try:
        print(bad())
    except (ZeroDivisionError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)
print([pow(a, e, m) for a, e, m in ((3, 200, 7), (-3, 3, 5), (3, 3, -5), (2, 10**20, 10**9 + 7), (0, 0, 1))], (-8) ** (1 / 3), 0**0, 2**-2, (-2) ** -3, 10**22 / 10**21, 3 * 10**22 / 10**22, (2**53 + 1) / 1, 10**400 // 10**399)
total = 0
for n in range(-50, 50):
    total = total * 3 + n // 7 - n % 7 + (n / 4).is_integer()
print(total)
