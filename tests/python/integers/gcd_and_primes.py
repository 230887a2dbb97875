# Integer algorithms in hot functions.
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def is_prime(n):
    if n < 2:
        return False
    d = 2
    while d * d <= n:
        if n % d == 0:
            return False
        d += 1
    return True


def isqrt(n):
    if n == 0:
        return 0
    x = 1 << (n.bit_length() + 1) // 2
    while True:
        y = (x + n // x) // 2
        if y >= x:
            return x
        x = y


print([n for n in range(100) if is_prime(n)])
print(sum([gcd(a, 360) for a in range(1, 1000)]))
print(gcd(2 ** 80 * 3 ** 20, 6 ** 30), gcd(0, 5), gcd(-12, 18))
print([isqrt(n) for n in (0, 1, 2, 99, 100, 10 ** 20, 10 ** 20 - 1, 2 ** 100)])
