# Big results of loops and recursion.
def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


print(factorial(20), factorial(21), factorial(22))
print(factorial(60))
for n in (90, 91, 92, 93, 94, 95, 200, 600):
    print(n, fibonacci(n))
print(sum([int(digit) for digit in str(fibonacci(1000))]))
