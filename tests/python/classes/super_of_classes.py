# super() whose receiver is a class: functions are not bound, class methods are.
class A:
    @staticmethod
    def static(cls, *rest):
        return cls.__name__, rest

    @classmethod
    def of_class(cls):
        return cls.__name__

    def plain(self):
        return self

    def __new__(cls):
        return object.__new__(cls)

    def __init_subclass__(cls):
        if "__new__" not in cls.__dict__:
            cls.__new__ = cls.__new__


class B(A):
    def static(cls, *rest):
        return super().static(cls, *rest)


class C(B):
    @staticmethod
    def static(cls):
        return super().static(cls)

    @classmethod
    def of_class(cls):
        return super().of_class() + "!", super().plain("given")

    def __new__(cls):
        return super().__new__(cls)


for _ in range(600):
    C()
    result = C.static(C), C.of_class()
print(result)


class Meta(type):
    pass


def through(name):
    made = Meta(name, (Meta,), {})
    super(Meta, type(made)).__setattr__(made, "bar", 1)
    return made.bar


for _ in range(600):
    last = through("M")
print(last)
