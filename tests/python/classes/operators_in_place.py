class Bag:
    def __init__(self, *items):
        self.items = list(items)

    def __iadd__(self, other):
        self.items.append(other)
        return self

    def __isub__(self, other):
        self.items.remove(other)
        return self

    def __imul__(self, n):
        return Bag(*self.items * n)

    def __ior__(self, other):
        return NotImplemented

    def __or__(self, other):
        return f"or {other}"

    def __ixor__(self, other):
        raise ValueError("no xor")

    def __imatmul__(self, other):
        self.items = ["@", other]
        return self

    def __repr__(self):
        return f"Bag{tuple(self.items)}"


bag = same = Bag(1)
bag += 2
print(bag is same, bag)
bag *= 2
print(bag is same, bag, same)
bag -= 1
bag @= "x"
print(bag)
bag |= 5
print(bag)
bag = same
try:
    bag ^= 1
except ValueError as error:
    print(error)
try:
    bag //= 1
except TypeError as error:
    print(error)
holder = {"k": Bag(), "l": [1], "t": (1, [2])}
holder["k"] += 9
holder["l"] += "ab"
print(holder)
try:
    holder["t"][1] += [3]
    holder["t"][0] += 1
except TypeError as error:
    print(error, holder["t"])


class Owner:
    total = 10
    log = []


owner = Owner()
owner.total += 5
owner.log += [1]
print(owner.total, Owner.total, "total" in vars(owner), Owner.log, owner.log is Owner.log)
x = 7
for operation in ("+=", "-=", "*=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^=", "/="):
    space = {"x": 7}
    exec(f"x {operation} 2", space)
    print(operation, space["x"], end="; ")
print()
