# In place, a sequence on the right is repeated only if the left operand has nothing of a container; classes of the program always have.
from collections import deque


class Whole(int):
    pass


class Plain:
    pass


class Answers:
    def __rmul__(self, other):
        return "answered"


for left in (Whole(3), Plain(), {1}, {1: 2}, frozenset(), 3, 2.5, None, "a", [1], range(2), {}.keys(), deque([0]), memoryview(b"a")):
    for right in ([1], "x", (1,), b"y", deque([1]), Plain(), Answers()):
        result = left
        try:
            result *= right
            print(type(left).__name__, type(right).__name__, "*=", result)
        except TypeError as error:
            print(type(left).__name__, type(right).__name__, "*=", error)
        try:
            print("       ", left * right)
        except TypeError as error:
            print("       ", error)
