# round() of integers to tens, hundreds and so on; halves go to the even one.
for number in [0, 4, 5, 6, 14, 15, 16, 25, 35, -5, -14, -15, -25, 149, 150, 250, 12345, 10 ** 30 + 5 * 10 ** 5, -(10 ** 30) - 15 * 10 ** 5]:
    print(number, [round(number, places) for places in [2, 0, -1, -2, -3, -6, -31, -1000]])
print(round(7), round(7, None), round(True), type(round(True)).__name__, round(10 ** 40))
print(round(15, True), round(10 ** 20, -20), round(5 * 10 ** 20, -21), round(15 * 10 ** 20, -21))
total = 0
for i in range(1000):
    total += round(i * 37, -2)
print(total)
