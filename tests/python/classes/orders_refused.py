# mro() must not give an instance the methods of another layout; objects whose __call__ is themselves.
class Strange(type):
    def mro(cls):
        return [cls, dict, object]


class First(type):
    def mro(cls):
        return [Helper] + type.mro(cls)


class Helper:
    def f(self):
        return "helper"


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, str(error).split(" while ")[0])


attempt(lambda: Strange("A", (), {}))
attempt(lambda: First("B", (), {"f": lambda self: "b"})().f())
attempt(lambda: First("B", (dict,), {})(a=1)["a"])
attempt(lambda: type("C", (type,), {"mro": lambda cls: [1]})("D", (), {}))
attempt(lambda: type("C", (type,), {"mro": lambda cls: 1})("D", (), {}))


class Loop:
    pass


Loop.__call__ = Loop()
attempt(Loop())


class Setter:
    def __set__(self, instance, value):
        instance.__dict__["x"] = value


class Owner:
    x = Setter()


owner = Owner()
print(type(owner.x).__name__)
owner.x = 5
print(owner.x, Owner().__dict__)
owner.y = 1
del owner.__dict__
print(owner.__dict__, hasattr(owner, "y"))
