from abc import ABC, ABCMeta, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        return 0

    @property
    @abstractmethod
    def name(self): ...

    @classmethod
    @abstractmethod
    def make(cls): ...

    def describe(self):
        return f"{self.name} {self.area()}"


class Half(Shape):
    def area(self):
        return super().area() + 1


class Whole(Half):
    name = "whole"

    @classmethod
    def make(cls):
        return cls()


for cls in (Shape, Half, Whole):
    try:
        print(cls().describe())
    except TypeError as e:
        print(e)
print(sorted(Shape.__abstractmethods__), sorted(Half.__abstractmethods__), Whole.__abstractmethods__, Whole.make().area())


class Virtual:
    pass


print(isinstance(Virtual(), Shape), Shape.register(Virtual) is Virtual, isinstance(Virtual(), Shape), issubclass(Virtual, Shape), Virtual.__mro__)


@Shape.register
class Other:
    pass


print(issubclass(Other, Shape), isinstance(Other(), Half))
for bad in (lambda: Shape.register(1), lambda: issubclass(1, Shape), lambda: Whole.register(Shape)):
    try:
        print(bad())
    except (TypeError, RuntimeError) as e:
        print(type(e).__name__, e)


class Sized(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, C):
        if cls is Sized:
            return any("size" in b.__dict__ for b in C.__mro__)
        return NotImplemented


class Has:
    size = 3


print(isinstance(Has(), Sized), isinstance(5, Sized), type(Shape), type(Shape) is ABCMeta)


class D(dict, ABC):
    @abstractmethod
    def m(self): ...


print(D(a=1))
