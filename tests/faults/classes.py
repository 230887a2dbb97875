class Meta(type):
    def __new__(mcs, name, bases, namespace, **keywords):
        made = super().__new__(mcs, name, bases, namespace)
        made.keywords = keywords
        return made

class Typed:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner):
        return self if instance is None else getattr(instance, self.name, None)

    def __set__(self, instance, value):
        setattr(instance, self.name, value)

class Base(metaclass=Meta, tag="base"):
    field = Typed()
    registry = []

    def __init_subclass__(cls, **keywords):
        Base.registry.append(cls.__name__)

    def __init__(self, value):
        self.field = value

    def __add__(self, other):
        return type(self)(self.field + other.field)

    def __repr__(self):
        return f"{type(self).__name__}({self.field!r})"

    def __eq__(self, other):
        return self.field == other.field

    def __hash__(self):
        return hash(self.field)

class Slotted(Base):
    __slots__ = ("extra", "more")

class Diamond(Slotted, Base):
    @property
    def doubled(self):
        return self.field * 2

    @classmethod
    def make(cls, *values):
        return [cls(value) for value in values]

    @staticmethod
    def helper(x):
        return x + 1

made = Diamond.make(1, 2.5, "text", (1, 2))
made[0].extra = made
for index in range(30):
    setattr(made[1], f"attribute{index}", index)
print(made, [item.doubled for item in made], made[0] + Base(5), Base.registry, Diamond.__mro__[1].__name__, Diamond.helper(1))
print(made[1].__dict__, len({*made, *Diamond.make(1, 2)}), type("Dynamic", (Base,), {"x": 1})(3).x, Base.keywords, made[0].extra[2])
print(hasattr(made[2], "missing"), vars(Diamond)["make"].__func__.__name__, isinstance(made[0], Base), super(Diamond, made[0]).__repr__())
