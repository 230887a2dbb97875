# Negation and abs at the edges of the small integers.
for n in (0, 1, -1, 2 ** 62 - 1, 2 ** 62, -(2 ** 62), -(2 ** 62) - 1, 2 ** 63 - 1, -(2 ** 63), 2 ** 64):
    print(n, -n, +n, abs(n), ~n, -(-n) == n)

n = -(2 ** 62)
for _ in range(501):
    n = -n
print(n)
n = 2 ** 62
for _ in range(501):
    n = -n
print(n)
