# One iterable alone is iterated behind the keywords; with others beside it, where it stands.
class Items:
    def __init__(self, name):
        self.name = name

    def __iter__(self):
        print("iterates", self.name)
        return iter((1, 2))


class Pairs:
    def keys(self):
        print("keys")
        return ["k"]

    def __getitem__(self, key):
        return 3


def f(*args, **keywords):
    return args, keywords


def value(x):
    print("value", x)
    return x


print(f(*Items("a"), **Pairs()))
print(f(*Items("a"), x=value(1)))
print(f(0, *Items("a"), x=value(1)))
print(f(*Items("a"), *Items("b"), x=value(1), **Pairs()))
for call in (lambda: f(*1, **2), lambda: f(*1, x=2), lambda: f(0, *1, **2), lambda: f(*1), lambda: f(*(), **2)):
    for turn in range(3):
        try:
            call()
        except TypeError as error:
            print(error)
