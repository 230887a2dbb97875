"""Big integers: digits of pi, large factorials and Fibonacci numbers, powers modulo, bits of long numbers."""
import sys


def pi_digits(count):
    """Digits of pi one by one (a spigot over continued fractions)."""
    digits = []
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    while len(digits) < count:
        if 4 * q + r - t < n * t:
            digits.append(n)
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1, (q * (7 * k + 2) + r * l) // (t * l), l + 2
    return digits


def fibonacci(n):
    a, b = 0, 1
    for bit in bin(n)[2:]:
        a, b = a * (2 * b - a), a * a + b * b
        if bit == "1":
            a, b = b, a + b
    return a


def factorial(low, high):
    if high - low < 8:
        product = low
        for n in range(low + 1, high):
            product *= n
        return product
    middle = (low + high) // 2
    return factorial(low, middle) * factorial(middle, high)


def is_probable_prime(n):
    odd = n - 1
    twos = 0
    while odd % 2 == 0:
        odd //= 2
        twos += 1
    for base in (2, 3, 5, 7, 11, 13):
        power = pow(base, odd, n)
        if power == 1 or power == n - 1:
            continue
        for _ in range(twos - 1):
            power = power * power % n
            if power == n - 1:
                break
        else:
            return False
    return True


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    digits = pi_digits(size)
    print("pi", "".join(map(str, digits[-10:])), sum(digits))
    print("fibonacci", fibonacci(size * 20) % 10 ** 20, fibonacci(size * 20).bit_length())
    print("factorial", factorial(1, size * 4) % (10 ** 9 + 7), factorial(1, size * 8).bit_length())
    start = 2 ** 89 + 1
    print("primes", [n - start for n in range(start, start + size, 2) if is_probable_prime(n)])
    bits = (1 << size * 10) - 1
    crossed = 0
    for i in range(size):
        bits ^= (bits >> 3) ^ (0xDEADBEEF << i * 7)
        crossed += bits.bit_count()
    print("bits", crossed, bits % (2**61 - 1))


if __name__ == "__main__":
    main()
