# Where a call's cache was emptied by a collection, an int is no function, whichever it is.
import gc


def function(a=1):
    return a


class Thing:
    def method(self):
        return 1


class Child(Thing):
    def method(self):
        return super().method()


def plain(callee):
    return callee()


def native(callee):
    return callee("abc")


def named(callee):
    return callee(a=2)


def method(thing):
    return thing.method()


def on_class(owner):
    return owner.method("x")


class Holder:
    method = staticmethod(len)


def behind(cls, receiver):
    return super(cls, receiver).method()


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except TypeError as error:
        return str(error)


for number in (0, -1, -2, -3, 1, 2, 0.5, 1e-77, None):
    for i in range(60):
        plain(function), native(len), named(function), method(Thing()), on_class(Holder), behind(Child, Child())
    gc.collect()
    gc.collect()
    print(number, attempt(plain, number), attempt(native, number), attempt(named, number))
    gc.collect()
    Thing.method = Holder.method = number
    print(attempt(method, Thing()), attempt(on_class, Holder), attempt(behind, number, Child()))
    del Thing.method
    Thing.method = lambda self: 1
    Holder.method = staticmethod(len)
