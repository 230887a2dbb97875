"""Arrays in parts, and from items that another machine wrote."""

import array
import copy
from array import _array_reconstructor as rebuild


class Own(array.array):
    pass


for code in "bBhHiIqQfd":
    made = array.array(code, [1, 2, 100])
    print(code, made.__reduce_ex__(2), made.__reduce_ex__(3)[1][1:3])
    function, arguments, state = made.__reduce_ex__(4)
    assert function(*arguments) == made and copy.copy(made) == made
own = Own("h", [1, 2])
own.name = "x"
print(own.__reduce_ex__(2)[1:], own.__reduce_ex__(4)[2])
for code, number, data in (
    ("h", 4, b"\1\0\2\0"), ("h", 5, b"\1\0\2\0"), ("i", 6, b"\1\0\0\0"), ("i", 9, b"\xff\0\0\1"), ("q", 12, bytes(8)), ("f", 15, b"\x3f\x80\0\0"),
    ("d", 17, b"\x3f\xf0" + bytes(6)), ("b", 1, b"\xff"), ("B", 0, b"\xff"),
):
    print(code, number, rebuild(array.array, code, number, data))
for wrong in ("", "b", 0, b""), (str, "b", 0, b""), (array.array, 5, 0, b""), (array.array, "x", 0, b""), (array.array, "b", 99, b""), (array.array, "b", 0, ""), (array.array, "d", 16, b"a"):
    try:
        print(rebuild(*wrong))
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
