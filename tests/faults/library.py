import io, string
from collections import ChainMap, Counter, defaultdict, deque, namedtuple
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, Flag, auto

class Color(Enum):
    RED = 1
    GREEN = auto()

class Bits(Flag):
    A = auto()
    B = auto()

@dataclass(order=True)
class Item:
    name: str
    price: float = 1.5
    tags: list = field(default_factory=list)

Pair = namedtuple("Pair", "left right", defaults=[0])

@contextmanager
def logged(name):
    out.write(f"<{name}>")
    yield name.upper()
    out.write(f"</{name}>")

out = io.StringIO()
with logged("a") as name:
    out.write(name)
print(out.getvalue(), Color(2), Color["RED"].value, Bits.A | Bits.B, sorted([Item("b"), Item("a", 2.0, ["x"])]), Pair(1)._replace(right=5))
groups = defaultdict(list)
for word in "one two three four five six".split():
    groups[len(word)].append(word)
print(dict(groups), Counter("mississippi").most_common(2), ChainMap({"a": 1}, {"b": 2})["b"], deque(range(9), 3), string.capwords("a bc"))
