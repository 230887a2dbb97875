# What goes wrong with floats, in CPython's words.
def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(type(error).__name__ + ":", error)


show(lambda: 1.0 / 0)
show(lambda: 1.0 // 0)
show(lambda: 1.0 % 0)
show(lambda: divmod(1.0, 0))
show(lambda: 1 / 0.0)
show(lambda: 0.0 ** -1)
show(lambda: 1e300 ** 2)
show(lambda: 1e300 * 10 ** 400)
show(lambda: (-8.0) ** 2)
show(lambda: 1.5 & 1)
show(lambda: ~1.5)
show(lambda: 1.5 << 1)
show(lambda: 1.5 + "a")
show(lambda: 1.5 < "a")
show(lambda: (1.5).__radd__("a"))
show(lambda: (1.5).__add__(1))
show(lambda: round(1.5, "a"))
show(lambda: round(1.7e308, -308))
show(lambda: round(float("nan")))
show(lambda: round(float("inf")))
show(lambda: round(float("inf"), 2))
show(lambda: format(1.5, "d"))
show(lambda: format(1.5, "x"))
show(lambda: float("inf").as_integer_ratio())
show(lambda: float("nan").as_integer_ratio())
show(lambda: float.fromhex("abcx"))
show(lambda: float.fromhex(5))
show(lambda: float.fromhex("0x1p99999"))
show(lambda: float.__new__(int))
try:
    1e300 ** 2
except OverflowError as error:
    print(error.args)
