# The descriptors of slots are deleted, replaced and exchanged while hot code goes by them.
class Pair:
    __slots__ = ("a", "b")

    def __init__(self):
        self.a = 1
        self.b = 2


def summed(pair, rounds):
    total = 0
    for i in range(rounds):
        try:
            pair.a = i
            total += pair.a * 3 - pair.b
        except AttributeError as error:
            print(i, error)
            pair.b = 3
        if i == 100:
            del pair.b
        if i == 200:
            Pair.a, Pair.b = Pair.b, Pair.a
            print(pair.a, pair.b)
        if i == 300:
            Pair.a = property(lambda self: 50, lambda self, value: None)
        if i == 400:
            Pair.a = Pair.b
        if i == 450:
            Pair.b = 7
    return total


print(summed(Pair(), 500))
