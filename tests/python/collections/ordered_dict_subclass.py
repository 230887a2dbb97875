from collections import OrderedDict


class LRU(OrderedDict):
    def __init__(self, size, /, *args, **kwargs):
        self.size = size
        super().__init__(*args, **kwargs)

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if len(self) > self.size:
            del self[next(iter(self))]

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value


c = LRU(2, a=1, b=2, c=3)
print(c, c.size, c["b"], c)
c["d"] = 4
print(c, list(c.items()), isinstance(c, dict), c.__dict__)


class Upper(OrderedDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)

    def __missing__(self, key):
        return "no " + key


u = Upper([("a", 1)], b=2)
u.update(c=3)
u.setdefault("d", 4)
print(u, u["zz"], u.copy(), type(u.copy()).__name__, u | {"e": 5})
o = OrderedDict(x=1)
o.attribute = "kept"
print(o.attribute, o.__dict__, vars(o))
print(OrderedDict, OrderedDict.__name__, OrderedDict.__module__, OrderedDict.__mro__)


class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases):
        return OrderedDict()

    def __new__(mcls, name, bases, namespace):
        cls = super().__new__(mcls, name, bases, dict(namespace))
        cls.order = [n for n in namespace if not n.startswith("__")]
        return cls


class Ordered(metaclass=Meta):
    z = 1
    a = 2

    def m(self):
        pass


print(Ordered.order)
