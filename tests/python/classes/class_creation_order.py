log = []


class Meta(type):
    def __prepare__(name, bases, **kwargs):
        log.append(("prepare", name, kwargs))
        return {"injected": 1}

    def __new__(meta, name, bases, namespace, **kwargs):
        log.append(("new", name, sorted(key for key in namespace if not key.startswith("__"))))
        return super().__new__(meta, name, bases, dict(namespace))

    def __init__(cls, name, bases, namespace, **kwargs):
        log.append(("init", name))
        super().__init__(name, bases, namespace)

    def __call__(cls, *args, **kwargs):
        log.append(("call", cls.__name__, args))
        return super().__call__(*args, **kwargs)

    def __getattr__(cls, name):
        return f"{cls.__name__} has no {name}"

    def __len__(cls):
        return 42


class Descriptor:
    def __set_name__(self, owner, name):
        log.append(("set_name", owner.__name__, name))

    def __get__(self, instance, owner):
        return "got" if instance else "class"


class Base(metaclass=Meta, flag=True):
    field = Descriptor()

    def __init_subclass__(cls, **kwargs):
        log.append(("init_subclass", cls.__name__, kwargs))

    def __new__(cls, *args):
        log.append(("instance new", cls.__name__))
        return super().__new__(cls)

    def __init__(self, *args):
        log.append(("instance init", args))


class Derived(Base, extra=1):
    other = Descriptor()


Derived(1, 2)
for entry in log:
    print(*entry)
print(Derived.missing, len(Derived), Derived.injected, Derived().field, Derived.field, type(Derived).__name__, isinstance(Derived, Meta), Derived.__mro__[1].__name__)
Made = Meta("Made", (Base,), {"x": 1})
print(Made.x, Made.__module__, Made.__qualname__, Base.__subclasses__() == [Derived, Made])
for bad in (lambda: type("X", (int, str), {}), lambda: type("X", (bool,), {}), lambda: type(1, (), {}), lambda: type("X", (1,), {}), lambda: Meta.__call__(), lambda: type("A", (object, Base), {})):
    try:
        bad()
    except TypeError as error:
        print("TypeError", str(error)[:70])
