def roman(number):
    out = ""
    for value, letters in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        count, number = divmod(number, value)
        out += letters * count
    return out


def arabic(text):
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    total = before = 0
    for letter in reversed(text):
        value = values[letter]
        total += -value if value < before else value
        before = max(before, value)
    return total


def digits(number, base):
    if number < 0:
        return "-" + digits(-number, base)
    out = []
    while True:
        number, digit = divmod(number, base)
        out.append("0123456789abcdefghijklmnopqrstuvwxyz"[digit])
        if not number:
            return "".join(out[::-1])


print([roman(number) for number in (1, 4, 9, 14, 40, 90, 400, 1994, 2026, 3999)])
print(all(arabic(roman(number)) == number for number in range(1, 1200)))
for base in (2, 3, 8, 16, 36):
    assert all(int(digits(number, base), base) == number for number in (0, 1, -1, 255, 10**6, -(2**70)))
    print(base, digits(2**70 + 1, base))
print(digits(255, 2) == bin(255)[2:], digits(-255, 16) == "-" + hex(255)[2:], digits(8**5, 8) == f"{8**5:o}")
