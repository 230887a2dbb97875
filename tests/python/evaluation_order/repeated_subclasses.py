# What is said of operands that do not fit: sequences that are repeated by a method of their own are none.
class Text(str):
    def __mul__(self, other):
        return NotImplemented

    __rmul__ = __mul__


class Items(list):
    pass


class Other:
    pass


for left in (Text("a"), Items([1]), "a", Other(), 1.5):
    for right in (Text("a"), Items([1]), [1], Other(), None):
        try:
            print(left * right)
        except TypeError as error:
            print(error)


class Names(dict):
    def __delitem__(self, name):
        if name == "wrong":
            raise ValueError("no")
        print("deleted", name)


for source in ("del a", "del wrong"):
    try:
        exec(source, {}, Names())
    except NameError as error:
        print(error)
for function in (eval, exec):
    try:
        function("1", {}, 5)
    except TypeError as error:
        print(error)
