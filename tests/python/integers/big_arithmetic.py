# Arithmetic on integers far beyond a word.
a = 123456789012345678901234567890
b = 987654321098765432109876543210987654321
print(a + b, a - b, b - a)
print(a * b)
print(b // a, b % a, -b // a, -b % a, b // -a, b % -a)
print(divmod(b, a), divmod(-b, a))
print(a ** 3)
print(b // 10 ** 20, b % 10 ** 20)
print((a * b) // b == a, (a * b) % b)
print(a == b, a < b, a > b, a != b, -a < a, a <= a)
print(a & b, a | b, a ^ b)
print(a << 70, b >> 70, -b >> 70)
print(b - b, type(b - b).__name__, b - (b - 1))
print(hash(3) == hash(3 + b - b))
