"""Fibonacci numbers with floats."""
import sys


def fib(n):
    if n < 2.0:
        return n
    return fib(n - 1.0) + fib(n - 2.0)


def main():
    size = float(sys.argv[1]) if len(sys.argv) > 1 else 28.0
    value = fib(size)
    print(f"fib({size}) = {value}")
    print("root:", round(value ** 0.5, 6))


if __name__ == "__main__":
    main()
