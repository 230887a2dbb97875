# Every augmented assignment on integers.
x = 100
x += 7
print(x)
x -= 3
print(x)
x *= 5
print(x)
x //= 7
print(x)
x %= 40
print(x)
x **= 3
print(x)
x <<= 4
print(x)
x >>= 2
print(x)
x &= 0xFFF0
print(x)
x |= 3
print(x)
x ^= 0xFF
print(x)
x /= 4
print(x)

state = 1
for i in range(1000):
    state *= 1103515245
    state += 12345
    state %= 2147483648
    state ^= i
print(state)
