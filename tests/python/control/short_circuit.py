# and, or, not and conditional expressions give the operand, not a truth value.
print(1 and 2, 0 and 2, 1 or 2, 0 or 2, "" or [] or None, 1 and "x" and [], not "", not 1, None or 0 or False)
print(1 if [] else 2, "a" if 1 else 1 // 0, (0 or 5) and (7 or 1 // 0), not (1 and 0) or 3)
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 > 1 == 1, 1 < 2 > 0, 1 == 1 != 2 in [2])
x = None
print(x is None, x is not None, x or "default", x and x.y, not x is None)


def sign(n):
    return -1 if n < 0 else 1 if n > 0 else 0


total = 0
for i in range(-500, 500):
    total += sign(i) * (i and 1) + (i % 3 and i % 5 or 7) + (not i % 2)
    if not (i % 7 or i % 11) or i > 490 and i != 495:
        total += 10000
    if -3 < i <= 3 != i:
        total += 1
print(total)
