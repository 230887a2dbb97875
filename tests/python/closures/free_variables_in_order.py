# The cells of a function are in the order of the names, whatever it uses first.


def outer(q, e):
    z = a = 1

    def middle(b=2):
        def inner():
            return z, a, b, q

        return inner, e

    return middle


middle = outer(5, 6)
print(middle.__code__.co_freevars, middle()[0].__code__.co_freevars)
print([cell.cell_contents for cell in middle()[0].__closure__], middle()[0]())
middle.__closure__[0].cell_contents = "first"
print(middle()[0]())


class Class:
    def method(self, zz=1, aa=2):
        return lambda: (zz, __class__, aa)


print(Class().method().__code__.co_freevars, Class().method()()[::2])
