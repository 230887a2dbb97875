# The body of a class runs as code; names, conditions, loops, nested classes.
class Config:
    names = []
    for i in range(3):
        names.append("n" + str(i))
    if len(names) > 2:
        big = True
    else:
        big = False
    limit = 10
    double = limit * 2
    squares = [x * x for x in range(4)]

    class Inner:
        value = 5

        def get(self):
            return self.value

    def method(self, n=limit):
        return n + self.double

    alias = method
    del i


c = Config()
print(Config.names, c.big, c.double, c.squares, c.Inner().get(), Config.Inner.value, c.method(), c.alias(1), hasattr(c, "i"))
Config.limit = 99
Config.added = lambda self: self.limit
print(c.limit, c.double, c.added(), c.method())


class Empty:
    pass


class Child(Config, Empty):
    limit = 1


print(Child().added(), Child().method(), Child.names is Config.names, vars(Empty()), [k for k in vars(Child) if not k.startswith("_")])


class __Private:
    __secret = 1

    def get(self):
        return self.__secret


class Mangle:
    __x = 5

    def read(self):
        return self.__x


print(Mangle().read(), Mangle._Mangle__x, hasattr(Mangle(), "__x"))
