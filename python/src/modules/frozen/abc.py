"""Abstract base classes."""

from _types import _patterns
from _weakref import ref as _ref


def abstractmethod(function):
    """Marks a method that subclasses must define."""
    function.__isabstractmethod__ = True
    return function


class abstractclassmethod(classmethod):
    """An abstract class method; `classmethod` over `abstractmethod` does the same."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractstaticmethod(staticmethod):
    """An abstract static method; `staticmethod` over `abstractmethod` does the same."""

    __isabstractmethod__ = True

    def __init__(self, callable):
        callable.__isabstractmethod__ = True
        super().__init__(callable)


class abstractproperty(property):
    """An abstract property; `property` over `abstractmethod` does the same."""

    __isabstractmethod__ = True


class _Classes:
    """A set of classes that does not keep them alive."""

    __slots__ = ("references", "forget")

    def __init__(self):
        self.references = references = {}
        self.forget = lambda reference: references.pop(reference, None)

    def add(self, cls):
        self.references[_ref(cls, self.forget)] = None

    def __contains__(self, cls):
        return _ref(cls) in self.references

    def __iter__(self):
        return iter([cls for cls in [reference() for reference in list(self.references)] if cls is not None])


class _abc_data:
    """What an abstract class knows of others: those registered with it, and answers that it gave."""

    __slots__ = ("registered", "subclasses", "others", "token")

    def __init__(self):
        self.registered = _Classes()
        self.subclasses = _Classes()
        self.others = _Classes()
        self.token = _token


# Counts registrations: answers of "no" given before the last one are void.
_token = 0


def get_cache_token():
    """Changes whenever a class is registered with any abstract class."""
    return _token


def _is_abstract(value):
    return getattr(value, "__isabstractmethod__", False)


def _note_abstract(cls, names):
    names = {name for name, value in names if _is_abstract(value)}
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if _is_abstract(getattr(cls, name, None)):
                names.add(name)
    cls.__abstractmethods__ = frozenset(names)


class ABCMeta(type):
    """The metaclass of abstract base classes."""

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        _note_abstract(cls, list(namespace.items()))
        cls._abc_impl = _abc_data()
        return cls

    def register(cls, subclass):
        """Makes a class count as a subclass of this one."""
        global _token
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_impl.registered.add(subclass)
        _patterns(subclass, cls)
        _token += 1
        return subclass

    def __instancecheck__(cls, instance):
        """Whether an object is an instance of the class or of one that counts as a subclass."""
        data = cls._abc_impl
        subclass = instance.__class__
        reference = _ref(subclass)
        if reference in data.subclasses.references:
            return True
        kind = type(instance)
        if kind is subclass:
            if data.token == _token and reference in data.others.references:
                return False
            return cls.__subclasscheck__(subclass)
        return cls.__subclasscheck__(subclass) or cls.__subclasscheck__(kind)

    def __subclasscheck__(cls, subclass):
        """Whether a class is a subclass or counts as one."""
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        data = cls._abc_impl
        if subclass in data.subclasses:
            return True
        if data.token != _token:
            data.others = _Classes()
            data.token = _token
        elif subclass in data.others:
            return False
        answer = cls.__subclasshook__(subclass)
        if answer is NotImplemented:
            answer = cls in subclass.__mro__ or _counts_as_subclass(cls, data, subclass)
        elif not isinstance(answer, bool):
            raise AssertionError("__subclasshook__ must return either False, True, or NotImplemented")
        (data.subclasses if answer else data.others).add(subclass)
        return answer

    def _dump_registry(cls, file=None):
        """Prints what the class knows."""
        data = cls._abc_impl
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Inv. counter: {get_cache_token()}", file=file)
        print(f"_abc_registry: {set(data.registered)!r}", file=file)
        print(f"_abc_cache: {set(data.subclasses)!r}", file=file)
        print(f"_abc_negative_cache: {set(data.others)!r}", file=file)
        print(f"_abc_negative_cache_version: {data.token!r}", file=file)

    def _abc_registry_clear(cls):
        cls._abc_impl.registered = _Classes()

    def _abc_caches_clear(cls):
        cls._abc_impl.subclasses = _Classes()
        cls._abc_impl.others = _Classes()


def _counts_as_subclass(cls, data, subclass):
    for known in data.registered:
        if issubclass(subclass, known):
            return True
    for known in cls.__subclasses__():
        if issubclass(subclass, known):
            return True
    return False


def update_abstractmethods(cls):
    """Looks again for what is abstract in a class that was changed after it was made."""
    if hasattr(cls, "__abstractmethods__"):
        _note_abstract(cls, list(cls.__dict__.items()))
        inherited = {name for base in cls.__bases__ for name in getattr(base, "__abstractmethods__", ())}
        cls.__abstractmethods__ |= {name for name in inherited if _is_abstract(getattr(cls, name, None))}
    return cls


class ABC(metaclass=ABCMeta):
    """A class to derive from instead of naming the metaclass."""

    __slots__ = ()
