# round(), int() and formatting round as the standard says.
for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1e16, 0.49999999999999994):
    print(x, round(x), int(x), f"{x:.0f}", f"{x:.2f}")
print(round(3.14159, 2), round(2.5, 0), round(1234.5, -2), round(-0.4), round(0.15, 1), round(1.25, 1))
print(type(round(2.0)).__name__, type(round(2.0, 1)).__name__)
print((2.5).is_integer(), (2.0).is_integer(), (0.75).as_integer_ratio())
total = 0
for i in range(1000):
    total += round(i / 7, 1)
print(f"{total:.3f}")
print(sum([0.1] * 10), sum([0.1] * 10) == 1.0, sum([1e16, 1.0, -1e16]), sum([0.5, 1, 2]))
