def popcount(n):
    count = 0
    while n:
        n &= n - 1
        count += 1
    return count


def reverse_bits(n, width):
    out = 0
    for _ in range(width):
        out = out << 1 | n & 1
        n >>= 1
    return out


def crc(data, polynomial=0xEDB88320):
    value = 0xFFFFFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ (polynomial if value & 1 else 0)
    return value ^ 0xFFFFFFFF


def xorshift(state):
    state ^= state << 13 & 0xFFFFFFFFFFFFFFFF
    state ^= state >> 7
    state ^= state << 17 & 0xFFFFFFFFFFFFFFFF
    return state


print([popcount(n) == n.bit_count() == bin(n).count("1") for n in (0, 1, 255, 2**40 + 5, 2**100 - 1)], hex(reverse_bits(0x12345678, 32)), hex(crc(b"123456789")))
state = 88172645463325252
for _ in range(100):
    state = xorshift(state)
print(state, state & 0xFF, state >> 60, -state & 0xFFFF, ~state & 0xF)
print([1 << n for n in (0, 1, 29, 30, 31, 32, 61, 62, 63, 64, 65)], [-1 << n for n in (30, 31, 62, 63)], [-(2**n) >> 3 for n in (0, 2, 3, 62, 63, 64)])
print([(2**62 - 1) + n for n in (0, 1, 2)], [-(2**62) - n for n in (0, 1)], 2**30 * 2**30, 2**31 * 2**31, 2**32 * -(2**31), (2**31 - 1) ** 2, 3**40 & 2**40 - 1)
n = 1
for step in range(130):
    n = n * 3 + 1 if step % 3 else n >> 1
print(n, n.bit_length(), (-n).bit_length(), n & -n, n ^ n >> 1)
for bad in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 1.0 << 1, lambda: 1 & 1.0, lambda: 2 ** 10**30 if False else "x" & 1):
    try:
        print(bad())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
