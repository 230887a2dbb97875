# True division, floor division, modulo and divmod of floats and mixed numbers.
for a in (7.5, -7.5, 7, -7, 0.0, 1e10):
    for b in (2, -2, 2.5, -2.5, 0.1):
        print(a, b, a / b, a // b, a % b)
print(divmod(7.5, 2), divmod(-7.5, 2), divmod(7, -2.5))
print(1 / 3, 2 ** 70 / 3, 10 ** 400 / 10 ** 399, 7 / 7)
for function in (lambda: 1.0 / 0, lambda: 1.0 // 0.0, lambda: 1.0 % 0, lambda: 1 / 0.0, lambda: 0.0 ** -1, lambda: divmod(1.0, 0)):
    try:
        print(function())
    except ZeroDivisionError as error:
        print(error)
try:
    print(10 ** 400 / 3)
except OverflowError as error:
    print(error)
