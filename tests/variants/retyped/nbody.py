"""Bodies as objects with attributes, and integers of fixed point for the masses' ratio."""
import sys


class Vector:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def squared(self):
        return self.x * self.x + self.y * self.y + self.z * self.z

    def add_scaled(self, other, factor):
        self.x += other.x * factor
        self.y += other.y * factor
        self.z += other.z * factor


class Body:
    def __init__(self, mass, position, velocity):
        self.velocity = velocity
        self.mass = mass
        self.position = position

    def kinetic(self):
        return self.mass * self.velocity.squared() / 2


class System:
    def __init__(self, bodies):
        self.bodies = bodies

    def energy(self):
        total = 0
        for i, body in enumerate(self.bodies):
            total += body.kinetic()
            for other in self.bodies[i + 1:]:
                total -= body.mass * other.mass / (body.position - other.position).squared() ** 0.5
        return total

    def advance(self, step):
        for i in range(len(self.bodies)):
            body = self.bodies[i]
            for j in range(i + 1, len(self.bodies)):
                other = self.bodies[j]
                between = body.position - other.position
                squared = between.squared()
                pull = step / (squared * squared ** 0.5)
                body.velocity.add_scaled(between, -other.mass * pull)
                other.velocity.add_scaled(between, body.mass * pull)
        for body in self.bodies:
            body.position.add_scaled(body.velocity, step)


def main():
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    # A heavy pair and two light ones; the numbers are integers until the first step makes them floats.
    system = System([
        Body(40, Vector(0, 0, 0), Vector(0, 0, 0)),
        Body(1, Vector(5, 0, 0), Vector(0, 2, 1)),
        Body(2, Vector(0, 9, 1), Vector(-2, 0, 0)),
        Body(1, Vector(-14, 0, 2), Vector(0, -1, 0)),
    ])
    print(f"before {system.energy():.8f}")
    for _ in range(steps):
        system.advance(0.002)
    print(f"after  {system.energy():.8f}")
    for body in system.bodies:
        print(f"{body.position.x:.5f} {body.position.y:.5f} {body.position.z:.5f}")


if __name__ == "__main__":
    main()
