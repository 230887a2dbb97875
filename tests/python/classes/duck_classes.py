# isinstance and issubclass with objects that are no classes but have __bases__.
class Pretender:
    def __init__(self, name, *bases):
        self.name = name
        self.bases = bases

    @property
    def __bases__(self):
        return self.bases


class Instance:
    def __init__(self, of):
        self.of = of

    @property
    def __class__(self):
        return self.of


root = Pretender("root")
left, right = Pretender("left", root), Pretender("right", root)
both = Pretender("both", left, right)
for candidate in (root, left, right, both):
    print(candidate.name, [issubclass(candidate, other) for other in (root, left, right, both)])
print(isinstance(Instance(both), root), isinstance(Instance(root), both), isinstance(3, root), issubclass(int, root))
print(issubclass(both, (int, left)), issubclass(Pretender("x", int), int))


class Failing:
    @property
    def __bases__(self):
        raise RuntimeError("no bases")


class Cyclic:
    @property
    def __bases__(self):
        return (self, self)


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:70]}"


print(attempt(isinstance, 1, Failing()), attempt(issubclass, Failing(), int), attempt(issubclass, int, Failing()))
print(attempt(isinstance, 1, 2), attempt(issubclass, 1, int), attempt(issubclass, int, 1), attempt(isinstance, 1, Pretender("x", 1)))
print(attempt(issubclass, Cyclic(), int).split(":")[0])


class Proxy:
    def __init__(self, target):
        self.target = target

    @property
    def __class__(self):
        return type(self.target)


class Base:
    def method(self):
        return "base"


class Derived(Base):
    def method(self):
        return "derived"


print(super(Derived, Proxy(Derived())).method(), isinstance(Proxy(Derived()), Base))
