# One access that sees objects with attributes in different orders, of different classes and kinds.
class P:
    kind = "class attribute"

    def __init__(self, order):
        for name in order:
            setattr(self, name, len(self.__dict__))


class Q:
    def __init__(self):
        self.b = 100

    @property
    def a(self):
        return 1000


class R:
    a = 10000
    b = 20000


def read(o):
    return o.a + o.b


objects = [P("ab"), P("ba"), P("xaby"), P("xyzab"), Q(), R(), P("bxxa")]
print([read(o) for o in objects])
total = 0
for i in range(2000):
    o = objects[i % 7] if i > 500 else objects[i % 2]
    total += read(o)
print(total)
del objects[0].a
try:
    for i in range(10):
        total += read(objects[0])
except AttributeError as error:
    print(error, total)
objects[0].a = 7
print(read(objects[0]), objects[0].__dict__, P.kind)
