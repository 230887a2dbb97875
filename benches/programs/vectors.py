"""Methods and operators of one's own: vectors, shapes with a common base, `super`, properties, class and static methods."""
import sys


class Vector:
    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def __neg__(self):
        return Vector(-self.x, -self.y, -self.z)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y and self.z == other.z

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    @property
    def length(self):
        return self.dot(self) ** 0.5

    def unit(self):
        return self * (1.0 / self.length)

    @classmethod
    def zero(cls):
        return cls(0.0, 0.0, 0.0)


class Shape:
    made = 0

    def __init__(self, colour):
        self.colour = colour
        Shape.made += 1

    def hit(self, origin, direction):
        raise NotImplementedError

    def describe(self):
        return self.colour + self.weight()

    def weight(self):
        return 1


class Sphere(Shape):
    def __init__(self, colour, centre, radius):
        super().__init__(colour)
        self.centre = centre
        self.radius = radius

    def hit(self, origin, direction):
        offset = self.centre - origin
        along = offset.dot(direction)
        square = self.radius * self.radius - offset.dot(offset) + along * along
        if square < 0.0:
            return None
        distance = along - square ** 0.5
        return distance if distance > 1e-6 else None

    def normal(self, point):
        return (point - self.centre).unit()

    def weight(self):
        return super().weight() + 2


class Floor(Shape):
    def __init__(self, colour, height):
        super().__init__(colour)
        self.height = height

    def hit(self, origin, direction):
        if direction.y > -1e-9:
            return None
        distance = (self.height - origin.y) / direction.y
        return distance if distance > 1e-6 else None

    def normal(self, point):
        return Vector(0.0, 1.0, 0.0)

    @staticmethod
    def chequered(point):
        return (int(point.x + 100.0) + int(point.z + 100.0)) % 2


class Glow(Sphere):
    def weight(self):
        return super().weight() * 2


def nearest(shapes, origin, direction):
    best = None
    least = 1e30
    for shape in shapes:
        distance = shape.hit(origin, direction)
        if distance is not None and distance < least:
            best = shape
            least = distance
    return best, least


def colour_at(shapes, light, origin, direction, depth):
    shape, distance = nearest(shapes, origin, direction)
    if shape is None:
        return 0.1
    point = origin + direction * distance
    normal = shape.normal(point)
    to_light = (light - point).unit()
    shadowed, _ = nearest(shapes, point, to_light)
    bright = 0.1 if shadowed is not None else 0.1 + 0.9 * max(0.0, normal.dot(to_light))
    if isinstance(shape, Floor) and shape.chequered(point):
        bright *= 0.5
    bright *= shape.describe() / 10.0
    if depth > 0:
        mirrored = direction - normal * (2.0 * direction.dot(normal))
        bright += 0.25 * colour_at(shapes, light, point, mirrored, depth - 1)
    return bright


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    shapes = [
        Floor(5, -1.0),
        Sphere(7, Vector(0.0, 0.0, 5.0), 1.0),
        Sphere(3, Vector(1.5, 0.5, 4.0), 0.5),
        Glow(4, Vector(-1.5, -0.4, 4.5), 0.6),
    ]
    light = Vector(-5.0, 8.0, -3.0)
    eye = Vector.zero()
    total = 0.0
    shown = []
    for row in range(size):
        line = ""
        for column in range(size):
            direction = Vector((column - size / 2.0) / size, (size / 2.0 - row) / size, 1.0).unit()
            bright = colour_at(shapes, light, eye, direction, 2)
            total += bright
            line += " .:-=+*#%@"[min(9, int(bright * 10.0))]
        shown.append(line)
    print(shown[size // 2][:60])
    print(f"light {total:.6f}", Shape.made, -light == Vector(5.0, -8.0, 3.0))


if __name__ == "__main__":
    main()
