"""What becomes of `__classcell__` when metaclasses do not hand it on."""


class Dropping(type):
    def __new__(cls, name, bases, namespace):
        namespace.pop("__classcell__", None)
        return super().__new__(cls, name, bases, namespace)


class Twice(type):
    def __new__(cls, name, bases, namespace):
        made = super().__new__(cls, name, bases, namespace)
        super().__new__(cls, "Other", bases, namespace)
        return made


for metaclass in Dropping, Twice:
    class Fine(metaclass=metaclass):
        pass

    try:
        class Uses(metaclass=metaclass):
            def method(self):
                return __class__

        print(metaclass.__name__, "fine")
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, error)


class NotAMapping(type):
    @classmethod
    def __prepare__(cls, *given):
        return None


for metaclass in NotAMapping, lambda *given: None:
    if not isinstance(metaclass, type):
        metaclass.__prepare__ = lambda *given: None
    try:
        class Wrong(metaclass=metaclass):
            pass
    except TypeError as error:
        print(error)
view = memoryview(b"abc")
value = hash(view)
view.release()
print(hash(view) == value)
nested = []
for _ in range(30000):
    nested = [nested]
try:
    repr(nested)
except RecursionError as error:
    print(error)
