# What methods `mro` of subclasses see while the bases of a class change, and what they change themselves.
class One:
    word = "one"

    def tell(self):
        return "One.tell"

    def __len__(self):
        return 1


class Two:
    word = "two"

    def tell(self):
        return "Two.tell"

    def __len__(self):
        return 2


def names(classes):
    return [cls.__name__ for cls in classes]


class Watching(type):
    on = False

    def mro(cls):
        if Watching.on:
            print(cls.__name__, look(changed), issubclass(Changed, One), isinstance(changed, Two), names(Changed.__mro__))
            print(names(One.__subclasses__()), names(Two.__subclasses__()), look(below), look(lowest))
        return super().mro()


class Changed(One):
    pass


class Below(Changed, metaclass=Watching):
    pass


class Lowest(Below):
    pass


def look(instance):
    return instance.word, instance.tell(), len(instance)


changed, below, lowest = Changed(), Below(), Lowest()
for _ in range(200):
    for instance in changed, below, lowest:
        look(instance)
Watching.on = True
Changed.__bases__ = (Two,)
print(look(changed), look(below), look(lowest))
Changed.__bases__ = (One, Two)
print(look(changed), look(below), look(lowest))
Watching.on = False
print(names(One.__subclasses__()), names(Two.__subclasses__()))


class Acting(type):
    todo = None

    def mro(cls):
        todo, Acting.todo = Acting.todo, None
        if todo:
            todo()
        return super().mro()


class Actor(One, metaclass=Acting):
    pass


bases = (Two,)


def same():
    Actor.__bases__ = bases


def same_and_fail():
    Actor.__bases__ = bases
    raise KeyError


Acting.todo = same
Actor.__bases__ = bases
print(names(Actor.__mro__), names(One.__subclasses__()), names(Two.__subclasses__()))
Actor.__bases__ = (One,)
print(names(One.__subclasses__()), names(Two.__subclasses__()))
Acting.todo = same_and_fail
try:
    Actor.__bases__ = bases
except KeyError:
    print("KeyError")
print(names(Actor.__bases__), names(Actor.__mro__), names(One.__subclasses__()))


# A method `mro` that uses its class before that has an order.
class Early(type):
    def mro(cls):
        print(names(cls.__mro__ or ()), cls.__dict__["__len__"](None))
        return super().mro()


class Used(metaclass=Early):
    def __len__(self):
        return 5


print(len(Used()))
try:
    Changed.__bases__ = (One, One)
except TypeError as error:
    print(error)
