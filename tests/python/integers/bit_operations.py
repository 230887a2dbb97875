# And, or, xor and inversion on both signs and on big integers.
values = [0, 1, -1, 6, -6, 255, -256, 2 ** 62, -(2 ** 62), 2 ** 70 + 5, -(2 ** 70) - 5]
for a in values:
    print(a, ~a, a.bit_length(), a.bit_count())
    for b in values:
        print("  ", a & b, a | b, a ^ b)

mask = 0
for i in range(2000):
    mask ^= i * 2654435761 & 0xFFFFFFFF
    mask |= i & 3
    mask &= ~(1 << i % 32)
print(mask)
