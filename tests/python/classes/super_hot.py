# Hot calls of `super().name()`: classes change, receivers are of several classes, and one code serves several classes.


class Base:
    kind = 'base'

    def __init__(self, value):
        self.value = value

    def get(self, more=0):
        return 'Base', self.value + more

    @classmethod
    def of_class(cls):
        return 'Base', cls.__name__

    @staticmethod
    def static(x):
        return 'static', x

    @property
    def called(self):
        return lambda x: ('property', self.value, x)


class Left(Base):
    def get(self, more=0):
        return 'Left', super().get(more + 1)

    def __init__(self, value):
        super().__init__(value)
        self.left = True


class Right(Base):
    def get(self, more=0):
        return 'Right', super().get(more=more + 1)

    @classmethod
    def of_class(cls):
        return 'Right', super().of_class()

    def all(self):
        return super().static(1), super().called(2), super().of_class(), super().__class__.__name__


class Both(Left, Right):
    def get(self, *arguments):
        return 'Both', super().get(*arguments)

    def __init__(self, value, other=0):
        super().__init__(value)
        super().__setattr__('other', other)

    def missing(self):
        try:
            return super().nothing(1)
        except AttributeError as error:
            return str(error)

    def rebound(self, other):
        self = other
        try:
            return super().get()
        except TypeError as error:
            return str(error)


def run(objects):
    return [o.get() for o in objects]


objects = [Left(1), Right(2), Both(3), Both(4, 5)]
last = None
for i in range(4000):
    if i == 500:
        Base.get = lambda self, more=0: ('changed', more)
    elif i == 1000:
        Right.get = lambda self, more=0: ('lambda of Right', more)
    elif i == 1500:
        objects[0].__class__ = Both
    elif i == 2000:
        class Between(Base):
            def get(self, more=0):
                return 'Between', super().get(more)

        Left.__bases__ = (Between,)
    elif i == 2500:
        objects[2].get = lambda: 'own'
    elif i == 3000:
        del objects[2].get, Right.get
    elif i == 3500:
        Base.get = str
    try:
        result = run(objects)
    except TypeError as error:
        result = str(error)
    if result != last:
        print(i, result)
        last = result
Base.get = lambda self, more=0: more

for i in range(1000):
    object = Right(i)
    result = object.all(), Right.of_class(), Both.of_class(), Both(i, 7).other
    result += Both(1).missing(), Both(1).rebound(Both(2)), Both(1).rebound(Base(3)), Both(1).rebound(5)
print(*result, sep='\n')


# One code, a class each time.
def make(base, name):
    class Made(base):
        def chain(self):
            return [name] + super().chain()

        def __len__(self):
            return super().__len__() + 1

        def __eq__(self, other):
            return super().__eq__(other)

        def __repr__(self):
            return name + super().__repr__()[:1]

        __hash__ = None

    return Made


class Root(list):
    def chain(self):
        return ['root']


made = [make(Root, 'a')]
for name in 'bcdef':
    made.append(make(made[-1], name))
for i in range(400):
    for cls in made:
        one = cls([1])
        result = one.chain(), len(one), one == cls([1]), one == [2], repr(one)
        if i == 399:
            print(*result)


class Meta(type):
    def __call__(cls, *arguments):
        return super().__call__(*arguments, 1)

    def name(cls):
        return super().__repr__()


class OfMeta(metaclass=Meta):
    def __init__(self, *arguments):
        super().__init__()
        self.arguments = arguments


for i in range(500):
    result = OfMeta(i).arguments, OfMeta.name()
print(result)


# Some other thing of that name.
class Other:
    def get(self, more=0):
        return 'other', more


class Plain(Base):
    def get(self, more=0):
        found = super()
        return found.get(more), super().get.__name__


both, plain = Both(1), Plain(2)
for i in range(1500):
    if i == 500:
        def super():
            return Other()
    elif i == 1000:
        del super
    result = Left.get(both, 1), plain.get(i)
    if i % 250 == 0:
        print(i, result)
