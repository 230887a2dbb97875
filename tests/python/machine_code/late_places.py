"""A function whose later parts first run when there is machine code of it: loops behind loops, branches that are taken late."""


class Thing:
    def __init__(self, number):
        self.number = number

    def twice(self):
        return self.number * 2


LIMIT = 7


def work(count):
    first = 0
    for i in range(count):
        first += i
    second = []
    for i in range(count):
        second.append(i * 1.5)
    third = {}
    for number in second:
        third[number] = third.get(number, 0) + 1
    fourth = 0
    for key, value in third.items():
        if key > count:
            fourth += value
        elif value in third:
            fourth -= LIMIT
    fifth = ""
    for letter in "abcdefgh" * (count // 8):
        if letter == "c":
            fifth = letter + fifth[:5]
    sixth = 0
    for thing in [Thing(i) for i in range(count)]:
        sixth += thing.twice() - thing.number
        sixth += min(thing.number, 5) + len(fifth)
    return first, len(second), len(third), fourth, fifth, sixth


for count in (10, 100, 1000, 3000):
    print(work(count))


def branch(i):
    if i < 500:
        return i
    if i < 900:
        return i + LIMIT
    return Thing(i).twice() + len(str(i))


print(sum(branch(i) for i in range(1500)))
