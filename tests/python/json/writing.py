import json
import math

print(json.dumps({"name": "x", "values": [1, 2.5, True, None], "nested": {"a": []}, "empty": {}}))
print(json.dumps([1, [2, [3]], ()], indent=2), json.dumps({"b": 1, "a": [1, {}]}, indent=1, sort_keys=True), sep="\n")
print(json.dumps({"a": [1, 2]}, separators=(",", ":")), json.dumps([1], indent="--"), json.dumps({"b": 1}, indent=0))
print(json.dumps("é\u20ac\U0001f600\"\\/\b\f\n\r\t\x01\x7f"), json.dumps("é\u20ac\x7f", ensure_ascii=False))
print(json.dumps({1: "a", 2.5: "b", True: "c", None: "d"}), json.dumps([math.inf, -math.inf, math.nan, 1e100, 0.1, -0.0, 10**25]))
print(json.dumps({(1, 2): 1, "k": 2}, skipkeys=True))


class Number(int):
    def __repr__(self):
        return "a number"


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, Point):
            return [o.x, o.y]
        return super().default(o)


print(json.dumps([Number(5), {Number(6): 1}]), json.dumps({"p": Point(1, 2)}, cls=Encoder), json.dumps(Point(3, 4), default=vars))
for value, options in (
    ({(1, 2): 1}, {}),
    ({1, 2}, {}),
    (math.nan, {"allow_nan": False}),
    (Point(1, 2), {}),
    ({"b": 1, 2: 2}, {"sort_keys": True}),
    (b"x", {}),
):
    try:
        print(json.dumps(value, **options))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
loop = [1]
loop.append({"again": loop})
try:
    json.dumps(loop)
except ValueError as error:
    print("ValueError", error)
deep = []
for _ in range(100000):
    deep = [deep]
try:
    json.dumps(deep)
except RecursionError as error:
    print("RecursionError")


class File:
    def __init__(self):
        self.text = ""

    def write(self, text):
        self.text += text


file = File()
json.dump({"a": [1, "two"]}, file, indent=4)
print(file.text)
