# Comparison of small, big, boolean and float numbers.
numbers = [-(2 ** 70), -(2 ** 62) - 1, -1, 0, False, True, 1, 2 ** 62 - 1, 2 ** 62, 2 ** 70, 1.0, 0.5, -1.5]
for a in numbers:
    row = []
    for b in numbers:
        row.append("<" if a < b else "=" if a == b else ">" if a > b else "?")
    print("".join(row), a)
print(2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, 2 ** 53 + 1 > 2.0 ** 53)
print(10 ** 400 > 1e308, -(10 ** 400) < -1e308, 10 ** 400 == float("inf"), 10 ** 400 < float("inf"))
print(1 == 1.0 == True, 0 == False, 1 == "1", 1 != "1")
try:
    print(1 < "1")
except TypeError as error:
    print(error)
count = 0
for i in range(1000):
    if i < 500.5 and i != 250 or i >= 999:
        count += 1
print(count)
