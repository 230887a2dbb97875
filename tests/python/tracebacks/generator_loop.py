def numbers(n):
    for i in range(n):
        yield 10 // (2 - i)


def use():
    for x in numbers(5):
        print(x)


use()
