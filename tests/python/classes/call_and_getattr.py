# __call__, __getattr__, __setattr__, __delattr__, __getattribute__-free lookups by name.
class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, x, times=1):
        return x + self.n * times


class Lazy:
    def __init__(self):
        self.asked = []

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError("no " + name)
        self.asked.append(name)
        value = len(name)
        self.__dict__[name] = value
        return value


class Guard:
    def __setattr__(self, name, value):
        if value is None:
            raise ValueError(name)
        object.__setattr__(self, name, value)

    def __delattr__(self, name):
        object.__setattr__(self, "deleted", name)


add = Adder(5)
print(add(1), add(1, times=3), callable(add), callable(Adder(1).n), [add(i) for i in range(3)])
lazy = Lazy()
print(lazy.abc, lazy.abc, lazy.hello, lazy.asked, hasattr(lazy, "_x"), getattr(lazy, "_y", 7))
guard = Guard()
guard.a = 1
try:
    guard.b = None
except ValueError as error:
    print(error, guard.a)
del guard.a
print(guard.a, guard.deleted)
setattr(lazy, "set", 1)
delattr(lazy, "set")
print(lazy.set, lazy.asked)
total = 0
for i in range(700):
    total += add(i) + lazy.abc + lazy.hello
print(total)
