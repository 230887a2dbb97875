s = {1, 2, 3}
try:
    for item in s:
        s.add(item + 10)
except RuntimeError as error:
    print("RuntimeError", error)
s = {1}
it = iter(s)
s.add(2)
try:
    next(it)
except RuntimeError as error:
    print("RuntimeError", error)
try:
    print(list(it))
except RuntimeError as error:
    print("RuntimeError again", error)
s = set(range(5))
it = iter(s)
print(next(it), it.__length_hint__(), list(it), it.__length_hint__(), list(it))


class Nasty:
    def __init__(self, target):
        self.target = target

    def __hash__(self):
        return 0

    def __eq__(self, other):
        self.target.clear()
        return NotImplemented


s = set()
s.add(Nasty(s))
s.add(0)
print(len(s))
big = set(range(1000))
while big:
    big.discard(len(big) - 1)
print(big)
