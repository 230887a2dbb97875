def powers(n):
    found = []
    for i in range(n):
        found.append(3**i * 7**(i // 2) - (1 << 3 * i))
    return found

numbers = powers(40)
print(sum(numbers), max(numbers), numbers[-1] // 12345678901234567, numbers[-1] % 1000003)
print(hex(numbers[30]), int(str(numbers[25])) == numbers[25], int("7" * 60), -numbers[20] >> 5)
print(numbers[12] & numbers[15], numbers[12] | -5, ~numbers[9], divmod(-numbers[30], 10**12), pow(3, 10**20, 10**19 + 7))
print(float(numbers[21]), numbers[22] / numbers[20], round(numbers[10], -5), f"{numbers[18]:,} {numbers[17]:#x} {1e300 * 10:.3f}")
print((10**40).to_bytes(20, "big"), int.from_bytes(b"\xff" * 12, "little"), (1 << 90).bit_length(), 2.5 ** 3, complex(1, 2) ** 2)
