# The messages of the usual exceptions.
class C:
    pass


def local():
    print(x)
    x = 1


def attempt(function):
    try:
        function()
        print("nothing raised")
    except Exception as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: undefined)
attempt(local)
attempt(lambda: C().attribute)
attempt(lambda: C.attribute)
attempt(lambda: None.attribute)
attempt(lambda: (5).attribute)
attempt(lambda: setattr(5, "x", 1))
attempt(lambda: [1][5])
attempt(lambda: {}["key"])
attempt(lambda: {}[("a", 1)])
attempt(lambda: "abc"[10])
attempt(lambda: C() + 1)
attempt(lambda: C()[0])
attempt(lambda: C()())
attempt(lambda: len(C()))
attempt(lambda: [1, 2] + None)
attempt(lambda: iter(C()))
attempt(lambda: int("12a"))
attempt(lambda: float("x.y"))
attempt(lambda: C(1))
attempt(lambda: object().x)
attempt(lambda: {C: 1}[int])
attempt(lambda: isinstance(1, 5))
attempt(lambda: range(1.5))
attempt(lambda: sum(["a"]))
attempt(lambda: max([]))
attempt(lambda: [].pop())
attempt(lambda: "a".join([1]))
attempt(lambda: C.__init__())
