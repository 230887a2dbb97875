"""The sieve of Eratosthenes over a list of booleans."""
import sys


def sieve(limit):
    """Return a list whose n-th element tells whether n is prime."""
    is_prime = [True] * (limit + 1)
    is_prime[0] = False
    is_prime[1] = False
    candidate = 2
    while candidate * candidate <= limit:
        if is_prime[candidate]:
            for multiple in range(candidate * candidate, limit + 1, candidate):
                is_prime[multiple] = False
        candidate += 1
    return is_prime


def summarise(is_prime):
    count = 0
    total = 0
    twins = 0
    largest_gap = 0
    previous = 2
    for number in range(len(is_prime)):
        if is_prime[number]:
            count += 1
            total += number
            gap = number - previous
            if gap == 2:
                twins += 1
            if gap > largest_gap:
                largest_gap = gap
            previous = number
    return count, total, twins, largest_gap, previous


def main():
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 550000
    count, total, twins, largest_gap, last = summarise(sieve(limit))
    print(f"primes up to {limit}: {count}")
    print(f"sum {total}, last {last}")
    print(f"twin pairs {twins}, largest gap {largest_gap}")


if __name__ == "__main__":
    main()
