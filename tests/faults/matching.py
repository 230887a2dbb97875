class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

def shape(value):
    match value:
        case 0 | 1 | None:
            return "small"
        case int(n) if n > 10**20:
            return f"huge {n}"
        case str(text) | bytes(text):
            return text[:3]
        case [first, *rest, Point(x=0, y=last)]:
            return first, rest, last
        case [Point(a, Point(b, c)) as outer, *_]:
            return a, b, c, outer.x
        case {"kind": kind, "items": [*items], **others}:
            return kind, items, sorted(others)
        case (float() as x, y):
            return x + y
        case Point(x=[*values]):
            return sum(values)
        case _:
            return type(value).__name__

values = [0, None, 10**25, "string", b"bytes", [1, 2, 3, Point(0, 7)], [Point(1, Point(2, 3)), 4], (2.5, 1), Point([4, 5], 0), {1}]
values += [{"kind": "k", "items": (1, 2), "p": 1, "q": 2}, {"kind": 1}, range(3), [], Point]
for turn in range(3):
    print([shape(value) for value in values])
