# Shifts: negative numbers, amounts beyond the word, negative amounts.
for n in (1, -1, 5, -5, 0, 2 ** 40, -(2 ** 40), 2 ** 61, 2 ** 62 - 1):
    for amount in (0, 1, 2, 31, 32, 61, 62, 63, 64, 65, 100):
        print(n, amount, n << amount, n >> amount)

try:
    1 << -1
except ValueError as error:
    print(error)
try:
    1 >> -1
except ValueError as error:
    print(error)

x = 1
for i in range(600):
    x = (x << 3 ^ x >> 5 ^ i) & 0xFFFFFFFFFFFF
print(x)
