# Names, methods and classes that change under running code.
def step(n):
    return helper(n) + bias


def helper(n):
    return n * 2


bias = 1
out = []
for turn in range(120):
    if turn == 40:
        bias = 0.5
    if turn == 60:
        def helper(n):
            return -n
    if turn == 80:
        len_before = len
        len = lambda x: 99
    if turn == 100:
        del len
    out.append(step(turn) + (len([1, 2]) if turn % 10 == 0 else 0))
print(out[0], out[39:42], out[59:62], out[80], out[110], sum(out))


class Base:
    def who(self):
        return "base"


class Derived(Base):
    pass


thing = Derived()
seen = []
for turn in range(100):
    if turn == 20:
        Derived.who = lambda self: "derived"
    if turn == 40:
        thing.who = lambda: "own"
    if turn == 60:
        del thing.who
    if turn == 70:
        del Derived.who
    if turn == 80:
        Base.who = property(lambda self: lambda: "property")
    if turn == 90:
        thing.__class__ = type("Other", (Derived,), {"who": staticmethod(lambda: "other")})
    seen.append(thing.who())
print([(name, seen.count(name)) for name in dict.fromkeys(seen)])
