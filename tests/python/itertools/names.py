import itertools

print([n for n in dir(itertools) if not n.startswith("_")])
print(itertools.chain, itertools.count.__name__, itertools.count.__qualname__, itertools.count.__module__, itertools.tee)
for name in ("chain", "islice", "groupby", "product"):
    cls = getattr(itertools, name)
    print(name, isinstance(cls, type), issubclass(cls, object), hasattr(cls, "__next__"), cls.__mro__)
c = itertools.chain([1])
print(iter(c) is c, callable(c.__next__), hasattr(c, "__len__"))
try:
    c.attribute = 1
except AttributeError as e:
    print(e)
try:
    len(c)
except TypeError as e:
    print(e)
try:
    class A(itertools.chain, itertools.count):
        pass
except TypeError as e:
    print(e)
try:
    itertools.chain.__next__(itertools.count())
except TypeError as e:
    print(e)


class Doubled(itertools.islice):
    def __next__(self):
        return super().__next__() * 2


d = Doubled(range(10), 3)
d.extra = "x"
print(list(d), d.extra, type(d).__name__)
