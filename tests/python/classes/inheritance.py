# Inheritance, overriding, super, calls in hot loops over several classes.
class Shape:
    sides = 0

    def __init__(self, name):
        self.name = name

    def area(self):
        return 0

    def describe(self):
        return f"{self.name}: {self.area()} {self.sides}"


class Rectangle(Shape):
    sides = 4

    def __init__(self, width, height):
        super().__init__("rectangle")
        self.width = width
        self.height = height

    def area(self):
        return self.width * self.height


class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)
        self.name = "square"

    def describe(self):
        return "a " + super().describe()


class Circle(Shape):
    def area(self):
        return self.radius ** 2 * 3

    def __init__(self, radius):
        Shape.__init__(self, "circle")
        self.radius = radius


shapes = [Rectangle(2, 3), Square(4), Circle(1.5), Shape("nothing")]
for shape in shapes:
    print(shape.describe(), isinstance(shape, Rectangle), isinstance(shape, (Circle, Square)))
total = 0
for i in range(1200):
    total += shapes[i % 4].area() + shapes[i % 3].sides
print(total, issubclass(Square, Shape), issubclass(Shape, Square), Square.__bases__[0].__name__, [c.__name__ for c in Square.__mro__])
