# What integers say when the other operand does not fit.
def attempt(function):
    try:
        print(function())
    except TypeError as error:
        print("TypeError:", error)


attempt(lambda: 1 + "a")
attempt(lambda: "a" + 1)
attempt(lambda: 1 - None)
attempt(lambda: [] * 1.5)
attempt(lambda: 1 << 1.0)
attempt(lambda: 1.5 & 1)
attempt(lambda: -"x")
attempt(lambda: ~1.5)
attempt(lambda: +[])
attempt(lambda: 3 < [])
attempt(lambda: int([]))
attempt(lambda: int("1", "2"))
attempt(lambda: 5 % [])
attempt(lambda: 2 ** "3")
attempt(lambda: {} // 2)
attempt(lambda: len(5))
five = 5
attempt(lambda: five[0])
attempt(lambda: five())
attempt(lambda: abs("1"))
x = 5
try:
    x += "a"
except TypeError as error:
    print(error, x)
