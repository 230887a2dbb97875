# Every kind of pattern.
class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Color:
    RED = 1
    GREEN = "green"


def literal(x):
    match x:
        case 0:
            return "zero"
        case -1:
            return "minus one"
        case 1.5:
            return "float"
        case 2 + 3j:
            return "complex"
        case "text":
            return "text"
        case b"bytes":
            return "bytes"
        case None:
            return "None"
        case True:
            return "True"
        case False:
            return "False"
        case Color.GREEN:
            return "green"
        case _:
            return "other"


print([literal(x) for x in (0, 0.0, -1, 1.5, 2 + 3j, "text", b"bytes", None, True, False, 1, "green", [], 7)])


def sequence(x):
    match x:
        case []:
            return "empty"
        case [a]:
            return "one", a
        case [1, b]:
            return "one and", b
        case (2, *rest):
            return "two and", rest
        case [*start, 9]:
            return start, "nine"
        case [3, *_, 4]:
            return "three to four"
        case [_, *_, 5]:
            return "to five"
        case [[a, b], [c, *d]]:
            return a, b, c, d
        case first, second, *others if first == second:
            return "same", first, others
        case [_, _]:
            return "two"
        case [*_]:
            return "any"
        case _:
            return "none"


for x in ([], (), [7], [1, 2], (2, 3, 4), [2], [0, 8, 9], [3, 4], [3, 1, 1, 4], [6, 5], [[1, 2], [3, 4, 5]], "ab", b"ab",
          [6, 6, 7], range(3), range(0), [7, 8], [7, 8, 6], {1, 2}, {"a": 1}, bytearray(b"ab"), 5, None, iter([1])):
    print(sequence(x))


def mapping(x):
    match x:
        case {"a": 1, "b": b}:
            return "a and b", b
        case {"kind": "point", "at": [x, y], **rest}:
            return x, y, rest
        case {1: one, None: none} if False:
            return one, none
        case {2: two, **rest}:
            return two, sorted(rest)
        case {"deep": {"er": {"x": x}}}:
            return x
        case {}:
            return "any mapping"
        case _:
            return "no mapping"


if True:
    for x in ({"a": 1, "b": 2, "c": 3}, {"kind": "point", "at": (1, 2), "z": 3}, {2: 3, 4: 5}, {"deep": {"er": {"x": 8}}}, {}, {"q": 1}, [], 5):
        print(mapping(x))




def classes(x):
    match x:
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return "on y", y
        case Point(a, y=0):
            return "on x", a
        case Point(x, y) if x == y:
            return "diagonal", x
        case Point():
            return "point"
        case bool(b):
            return "bool", b
        case int(n) | float(n):
            return "number", n
        case str() as s:
            return "str", s
        case list([a, *_]):
            return "list from", a
        case dict(d):
            return "dict", d
        case tuple((a, b)):
            return "pair", a, b
        case Exception(args=[message]):
            return message
    return "nothing"


for x in (Point(0, 0), Point(0, 3), Point(4, 0), Point(2, 2), Point(1, 2), True, 5, 2.5, "s", [1, 2], {"k": 1}, (1, 2), ValueError("m"), None, []):
    print(classes(x))


def alternatives(x):
    match x:
        case 1 | 2 | 3:
            return "small"
        case ("a" | "b") as letter:
            return letter
        case [1, y] | [y, 1] | {"y": y}:
            return "y", y
        case (int() | float()) as n if n > 100:
            return "large", n
        case [Point(x=a) | Point(y=a), _] | [_, a]:
            return a


print([alternatives(x) for x in (2, "b", [1, 5], [6, 1], {"y": 7}, 500, 50, [Point(8, 9), 0], [0, 4])])
