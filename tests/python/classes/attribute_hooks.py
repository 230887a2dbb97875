class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "_target", target)
        object.__setattr__(self, "_log", [])

    def __getattr__(self, name):
        self._log.append(("get", name))
        return getattr(self._target, name)

    def __setattr__(self, name, value):
        self._log.append(("set", name, value))
        setattr(self._target, name, value)

    def __delattr__(self, name):
        self._log.append(("del", name))
        delattr(self._target, name)


class Thing:
    kind = "thing"


thing = Thing()
proxy = Proxy(thing)
proxy.size = 3
print(proxy.size, proxy.kind, thing.size, proxy._log)
del proxy.size
for action in (lambda: proxy.size, lambda: delattr(proxy, "size"), lambda: thing.none):
    try:
        action()
    except AttributeError as error:
        print(error, error.name)


class Strict:
    __slots__ = ("a",)

    def __getattribute__(self, name):
        if name.startswith("secret"):
            raise AttributeError(f"{name} is not yours")
        return super().__getattribute__(name)

    def __getattr__(self, name):
        return f"<{name}>"


strict = Strict()
print(strict.a, strict.secret, strict.other)
strict.a = 1
print(strict.a, hasattr(strict, "anything"), getattr(Strict, "b", "none"))
try:
    strict.b = 2
except AttributeError as error:
    print(error)


class Counting:
    reads = 0

    def __getattribute__(self, name):
        Counting.reads += 1
        return object.__getattribute__(self, name)

    def method(self):
        return self.value

    value = 5


counting = Counting()
print(sum(counting.method() for _ in range(50)), Counting.reads)


class Dynamic:
    def __dir__(self):
        return ["b", "a"]

    @property
    def broken(self):
        raise AttributeError("inside")

    def __getattr__(self, name):
        return "fallback " + name


print(dir(Dynamic()), Dynamic().broken)
