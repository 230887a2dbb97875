"""Fibonacci numbers by plain double recursion: function calls and small integers."""
import sys


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 29
    value = fib(size)
    print(f"fib({size}) = {value}")
    print("last digits:", value % 1000)


if __name__ == "__main__":
    main()
