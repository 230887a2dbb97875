# A dict of a class that iterates in its own way is asked for its keys and items; one of another class is not.
class Own(dict):
    def __iter__(self):
        return iter(["x"])

    def keys(self):
        print("keys", end=" ")
        return ["k"]

    def __getitem__(self, key):
        return "v"


class OnlyKeys(dict):
    def keys(self):
        return ["k"]

    def __getitem__(self, key):
        return "v"


for kind in Own, OnlyKeys:
    print({1: 2} | kind(a=1))
    print(kind(a=1) | {1: 2})
    print(kind(a=1) | kind(b=2), kind() | {3: 4})
    d = {}
    d |= kind(a=1)
    print(d, dict(kind(a=1)), {**kind(a=1)})
    print(kind(a=1).copy(), type(kind().copy()), type(kind(a=1) | {}))
