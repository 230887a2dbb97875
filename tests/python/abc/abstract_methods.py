from abc import ABC, ABCMeta, abstractmethod
import abc


class Shape(ABC):
    @abstractmethod
    def area(self):
        return 1

    @property
    @abstractmethod
    def name(self): ...

    @staticmethod
    @abstractmethod
    def make(): ...

    @classmethod
    @abstractmethod
    def other(cls): ...


print(sorted(Shape.__abstractmethods__))
try:
    Shape()
except TypeError as e:
    print(e)


class Half(Shape):
    name = "half"
    make = other = None


try:
    Half(1, 2)
except TypeError as e:
    print(e)


class Square(Half):
    def area(self):
        return super().area() + 3


print(Square().area(), Square.__abstractmethods__)
print(isinstance(Square(), Shape), issubclass(Square, Shape), issubclass(int, Shape))
print(type(Shape), Shape, ABC, ABCMeta)
print(Shape.__dict__["name"].__isabstractmethod__, Shape.__dict__["make"].__isabstractmethod__, Shape.__dict__["other"].__isabstractmethod__)
print(property(lambda self: 1).__isabstractmethod__)
p = property(lambda self: 1, abstractmethod(lambda self, v: None))
print(p.__isabstractmethod__)
try:
    p.__isabstractmethod__ = False
except AttributeError as e:
    print("read only")


class Lazy(metaclass=ABCMeta):
    pass


print(Lazy(), Lazy.__abstractmethods__) if 0 else print(Lazy.__abstractmethods__)
Lazy.run = abstractmethod(lambda self: 1)
Lazy()
abc.update_abstractmethods(Lazy)
try:
    Lazy()
except TypeError as e:
    print(e)
Lazy.run = lambda self: 1
abc.update_abstractmethods(Lazy)
Lazy()
print(abc.update_abstractmethods(int))
print(sorted(name for name in dir(abc) if not name.startswith("_")))


class Plain:
    pass


for action in (lambda: Plain.__abstractmethods__, lambda: type.__abstractmethods__):
    try:
        action()
    except AttributeError as e:
        print("AttributeError", e)
Plain.__abstractmethods__ = ["x", "a"]
try:
    Plain()
except TypeError as e:
    print(e)
del Plain.__abstractmethods__
print(type(Plain()))
try:
    int.__abstractmethods__ = 3
except TypeError as e:
    print(e)
