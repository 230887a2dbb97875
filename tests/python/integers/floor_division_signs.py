# Floor division and modulo round towards minus infinity, for every combination of signs.
for a in (7, -7, 8, -8, 0, 1, -1):
    for b in (2, -2, 3, -3, 7, -7):
        q = a // b
        r = a % b
        print(a, b, q, r, q * b + r == a, divmod(a, b) == (q, r))

total = 0
for i in range(-1000, 1000):
    total += i // 7 * 3 + i % -7 - i % 7
print(total)
