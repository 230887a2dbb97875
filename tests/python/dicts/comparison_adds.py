# A comparison that adds to the dict or set which is being searched does not have the search begin anew for ever.
class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 5

    def __eq__(self, other):
        for i in range(3):
            d[len(d) + 100] = 1
            s.add(len(s) + 100)
        return self.n == getattr(other, "n", None)


d = {}
s = set()
for i in range(6):
    d[Key(i)] = i
    s.add(Key(i))
print(d[Key(3)], d.get(Key(5)), d.get(Key(7)), Key(4) in s, Key(9) in s)
print(len([key for key in d if isinstance(key, Key)]), len([key for key in s if isinstance(key, Key)]))


class Clears:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        d.clear()
        s.clear()
        return True


d = {Clears(): 1, 2: 3}
s = {Clears(), 2}
print(d.get(Clears()), len(d), Clears() in s, len(s))


def f(**keywords):
    return keywords


for action in (lambda: f(**{1: 2}), lambda: f(*1, **{1: 2}), lambda: f(**{1: 2}, **{1: 3}), lambda: f(**{"a": 1}, **{"a": 2})):
    try:
        print(action())
    except TypeError as error:
        print(error)
