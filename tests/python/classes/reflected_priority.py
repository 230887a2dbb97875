# A subclass's reflected method goes first; in-place falls back to the plain operator.
class Base:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return "Base.add"

    def __radd__(self, other):
        return "Base.radd"

    def __eq__(self, other):
        return "Base.eq"

    def __lt__(self, other):
        return "Base.lt"

    def __gt__(self, other):
        return "Base.gt"


class Derived(Base):
    def __radd__(self, other):
        return "Derived.radd"

    def __eq__(self, other):
        return "Derived.eq"

    def __gt__(self, other):
        return "Derived.gt"


class Silent:
    def __add__(self, other):
        return NotImplemented


b, d = Base(1), Derived(2)
print(b + d, d + b, b + 1, 1 + b, 1 + d, b == d, d == b, b < d, b > 1, 1 < b, 1 > b)
x = b
x += 1
print(x)
try:
    Silent() + 1
except TypeError as error:
    print(error)
print(Silent() == 1, Silent() != 1, Silent() + d)
