# Hot subscripts of instances whose classes give items by functions: classes change, and other containers come by.


class Square:
    def __getitem__(self, key):
        return key * key


class Nested:
    def __init__(self, inner):
        self.inner = inner

    def __getitem__(self, key):
        return self.inner[key], key


class More:
    def __getitem__(self, key, extra=1):
        return key, extra


class Limited:
    def __getitem__(self, key):
        if key > 3:
            raise IndexError(key)
        return key


class Lazy:
    def __getitem__(self, key):
        yield key
        yield key


class Sub(list):
    def __getitem__(self, key):
        return 'sub', super().__getitem__(key)


class Missing(dict):
    def __missing__(self, key):
        return 'missing', key


class Native:
    __getitem__ = staticmethod(lambda key: ('static', key))



class OfClass:
    def __class_getitem__(cls, key):
        return cls.__name__, key


class Nothing:
    pass


def get(thing, key):
    return thing[key]


def attempt(thing, key):
    try:
        result = thing[key]
        return list(result) if isinstance(thing, Lazy) else result
    except (IndexError, TypeError, KeyError, RecursionError) as error:
        return type(error).__name__, str(error)


things = [
    Square(), Square(), Nested(Square()), Nested(Nested([5, 6, 7])), More(), Limited(), Lazy(), Sub([1, 2, 3]), Missing(), [7, 8, 9], (1, 2, 3),
    'abc', {0: 'zero', 2: 'two'}, b'xyz', Native(), OfClass, Nothing(), 5,
]
for turn in range(150):
    results = [[attempt(thing, key) for key in (0, 2, 4)] for thing in things]
    if turn == 0:
        first = results
    assert results == first
for result in first:
    print(*result)

total = 0
square = Square()
square.__getitem__ = lambda key: 'never'
for i in range(3000):
    if i == 500:
        Square.__getitem__ = lambda self, key: key
    elif i == 1000:
        square.__class__ = Nested
        square.inner = {i: 1 for i in range(3000)}
    elif i == 1500:
        Nested.__getitem__ = Limited.__getitem__
    elif i == 2000:
        del Nested.__getitem__
    elif i == 2500:
        square = list(range(3000))
    result = attempt(square, i % 5)
    if i % 250 == 0:
        print(i, result)


class Endless:
    def __getitem__(self, key):
        return self[key]


print(attempt(Endless(), 1)[0])
print(list(Limited()), 2 in Limited(), [x for x, _ in zip(Square(), range(3))])
