# Keys of many types in one dictionary; objects with their own hash and equality.
class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 3

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n

    def __repr__(self):
        return f"Key({self.n})"


d = {1: "int", "1": "str", (1,): "tuple", None: "none", 1.5: "float", b"1": "bytes", frozenset([1]): "frozenset", 2 ** 80: "big", print: "builtin", int: "type"}
print(d[1], d["1"], d[(1,)], d[None], d[1.5], d[b"1"], d[frozenset([1])], d[2 ** 80], d[print], d[int])
k = {}
for i in range(600):
    k[Key(i % 20)] = i
print(len(k), k[Key(5)], Key(21) in k, list(k)[:4], k.pop(Key(3)), Key(3) in k)
for key in ([], {}, set()):
    try:
        d[key] = 1
    except TypeError as error:
        print(error)
class NoHash:
    def __eq__(self, other):
        return True
try:
    {NoHash(): 1}
except TypeError as error:
    print(error)
