def fibonacci(n):
    a, b = 0, 1
    for bit in bin(n)[2:]:
        a, b = a * (2 * b - a), a * a + b * b
        if bit == "1":
            a, b = b, a + b
    return a


def pi_digits(count):
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    digits = []
    while len(digits) < count:
        if 4 * q + r - t < n * t:
            digits.append(n)
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1, (q * (7 * k + 2) + r * l) // (t * l), l + 2
    return "".join(map(str, digits))


def root(number):
    x = 1 << (number.bit_length() + 1) // 2
    while True:
        y = (x + number // x) // 2
        if y >= x:
            return x
        x = y


def egcd(a, b):
    if not b:
        return a, 1, 0
    g, x, y = egcd(b, a % b)
    return g, y, x - a // b * y


print(fibonacci(300), fibonacci(10), pi_digits(60))
print(root(10**40 + 1), root(2 * 10**60), egcd(240, 46), egcd(3**50, 7**40)[0])
print(pow(3, -1, 10**18 + 9) * 3 % (10**18 + 9), (1 << 200) // 3**60, -(7**30) // 10**9, -(7**30) % 10**9, divmod(-(10**25), 10**12 + 1))
print(sum(int(digit) for digit in str(2**1000)), len(str(3**1000)), (2**130 ^ 2**65) & (2**100 - 1), ~(2**70) >> 3, (-(2**70)) >> 68)
