# Static and class methods have attributes of their own, those of the wrapped function among them.
def wrapped(a):
    "its words"


wrapped.mark = 1


def show(call):
    try:
        print(call())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)


for kind in (classmethod, staticmethod):
    wrapper = kind(wrapped)
    print(wrapper.__dict__)
    wrapper.own = 3
    wrapper.__dict__["more"] = 4
    print(wrapper.own, wrapper.more, list(wrapper.__dict__))
    wrapper.__name__ = "renamed"
    print(wrapper.__name__, wrapped.__name__, wrapper.__doc__)
    del wrapper.__doc__
    show(lambda: wrapper.__dict__["__doc__"] if "__doc__" in wrapper.__dict__ else "gone")
    wrapper.__dict__ = {"only": 5}
    print(wrapper.__dict__, wrapper.only, vars(wrapper))
    show(lambda: wrapper.own)
    show(lambda: delattr(wrapper, "nothing"))
    print("__dict__" in dir(kind), kind(3).__dict__.get("__name__"))


class A:
    def method(self):
        pass

    method.mark = 1


method = A().method
print(method.__dict__, method.mark, vars(method))
show(lambda: setattr(method, "other", 2))
show(lambda: setattr(method, "__dict__", {}))
method.__dict__["other"] = 2
print(method.other, A.method.__dict__)
print("__dict__" in dir(type(method)))
