# The shortest text that reads back as the same float.
values = [0.0, -0.0, 1.0, -1.5, 0.1, 0.2, 0.1 + 0.2, 1 / 3, 2 / 3, 100.0, 1e15, 1e16, 1e17, 123456789.123456789,
          1e-4, 1e-5, 0.00012345, 1.5e300, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 3.14159, 1e22, 1e23]
for value in values:
    print(value, repr(value), str(-value), float(repr(value)) == value)
print([1.0, 2.5], (0.1,), {1.5: 2.0})
total = 0.0
for i in range(1000):
    total += 0.1
print(total)
