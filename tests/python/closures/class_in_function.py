# Classes and methods that capture variables of a function.
def make_class(name, limit):
    created = 0

    class Item:
        kind = name
        top = limit * 2

        def __init__(self, value):
            nonlocal created
            created += 1
            self.value = min(value, limit)

        def describe(self):
            return f"{name}:{self.value}/{limit}"

    def how_many():
        return created

    return Item, how_many


A, count_a = make_class("a", 5)
B, count_b = make_class("b", 50)
total = 0
for i in range(600):
    item = (A if i % 3 else B)(i)
    total += item.value
print(total, count_a(), count_b(), A(9).describe(), B(9).describe(), A.kind, B.top)
x = "global"


class Scope:
    x = "class"
    seen = x

    def method(self):
        return x


print(Scope.seen, Scope().method(), Scope.x)
