# A method has the attributes of its function, and says so when one is missing; `object.__setattr__` keeps its hands off classes.
class A:
    def method(self):
        return 1


def say(function):
    try:
        print(function())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)


a = A()
say(lambda: a.method.append(1))
say(lambda: [].append.foo)
say(lambda: hasattr(a.method, "foo"))
say(lambda: setattr(a.method, "foo", 1))
say(lambda: object.__setattr__(A, "foo", 1))
say(lambda: object.__setattr__(int, "foo", 1))
say(lambda: object.__delattr__(A, "method"))
say(lambda: type.__setattr__(A, "foo", 1))
say(lambda: object.__setattr__(a, "foo", 2))
print(A.foo, a.foo)
