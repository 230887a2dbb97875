# str.format: positions, names, attributes, items, nested specifications.
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


print("{} {} {}".format(1, "two", 3.0), "{1} {0} {1}".format("a", "b"), "{name}:{size:>5}".format(name="n", size=10))
print("{0.x} {0.y}".format(Point(3, 4)), "{0[1]} {1[key]}".format([10, 20], {"key": "v"}), "{{}} {{{}}}".format(5))
print("{:>{width}}|{:{fill}^{width}}|".format("a", "b", width=6, fill="*"), "{!r} {!s} {!a}".format("é", "é", "é"))
print("{:d} {:x} {:b} {:o} {:c} {:,} {:e}".format(42, 255, 5, 8, 65, 1234567, 1.5))
for function in (lambda: "{} {}".format(1), lambda: "{x}".format(), lambda: "{} {0}".format(1), lambda: "{".format(1), lambda: "{:d}".format("x"), lambda: "{:z}".format("x")):
    try:
        print(function())
    except (IndexError, KeyError, ValueError) as error:
        print(type(error).__name__, error)
print(format(42, "08b"), format("x", ">4"), format(3.0), format([1]))
