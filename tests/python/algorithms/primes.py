from itertools import count, islice, takewhile


def sieve(limit):
    flags = bytearray([1]) * (limit + 1)
    flags[0:2] = b"\0\0"
    for number in range(2, int(limit**0.5) + 1):
        if flags[number]:
            flags[number * number :: number] = bytes(len(range(number * number, limit + 1, number)))
    return [number for number, flag in enumerate(flags) if flag]


def endless():
    yield 2
    known = {}
    for number in count(3, 2):
        step = known.pop(number, None)
        if step is None:
            yield number
            known[number * number] = 2 * number
        else:
            place = number + step
            while place in known:
                place += step
            known[place] = step


def factors(number):
    found = []
    divisor = 2
    while divisor * divisor <= number:
        while number % divisor == 0:
            found.append(divisor)
            number //= divisor
        divisor += 1
    if number > 1:
        found.append(number)
    return found


def is_probable_prime(number):
    if number < 4:
        return number > 1
    odd, power = number - 1, 0
    while odd % 2 == 0:
        odd, power = odd // 2, power + 1
    for base in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if base >= number:
            break
        x = pow(base, odd, number)
        if x in (1, number - 1):
            continue
        for _ in range(power - 1):
            x = x * x % number
            if x == number - 1:
                break
        else:
            return False
    return True


print(sieve(60), len(sieve(3000)))
print(list(islice(endless(), 20)), list(takewhile(lambda p: p < 400, endless())) == sieve(400))
print(factors(360360), factors(2**31 - 1 - 2), factors(97))
print([e for e in range(2, 130) if is_probable_prime(2**e - 1)], is_probable_prime(10**30 + 57), is_probable_prime(561))
