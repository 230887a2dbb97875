# Hot calls with keywords: names in every order, defaults that change, functions that change or take one another's place.


def four(a, b=2, c=3, d=4):
    return a, b, c, d


def swapped(b, a, d=40, c=30):
    return a, b, c, d


def mixed(a, /, b, *, c, d=9):
    return a, b, c, d


def rest(a, *others, **named):
    return a, others, named


class Thing:
    def __init__(self, a=0, *, b=1):
        self.a, self.b = a, b

    def method(self, a, b=5, c=6):
        return self.a, a, b, c

    @staticmethod
    def static(a, b=0, c=1):
        return a, b, c

    @classmethod
    def of_class(cls, a, b=7):
        return cls.__name__, a, b


def orders(i):
    return (
        four(i, d=1), four(i, c=1, b=2), four(a=i), four(d=1, c=2, b=3, a=i), four(i, 1, 2, d=i), four(i, b=i, d=i), four(c=i, a=1),
        mixed(i, c=1, b=2), mixed(i, 5, c=i, d=i), rest(i, x=1, y=2), rest(a=i),
    )


def methods(thing, i):
    return thing.method(i, c=1), thing.method(c=1, a=i), thing.method(b=i, a=2), thing.static(1, c=i), thing.of_class(i, b=1), Thing(b=i).b


for i in range(3000):
    result = orders(i), methods(Thing(i), i)
print(*result[0], sep='\n')
print(*result[1], sep='\n')


def several(function, i):
    return function(i, b=1) if function is not swapped else function(a=i, b=1)


def one(function, i):
    return function(1, d=i, c=2)


def attempt(function, i):
    try:
        return several(function, i), one(function, i)
    except TypeError as error:
        return str(error)


seen = {}
for i in range(400):
    for function in (four, four, swapped, mixed, rest, Thing, Thing(1).method, max, four):
        result = attempt(function, 5)
        if isinstance(result[0], Thing):
            result = 'thing'
        assert seen.setdefault(str(getattr(function, '__name__', function)), str(result)) == str(result)
for name, result in seen.items():
    print(name, result)


def changing(a, b=1, c=2):
    return a, b, c


def call(i):
    try:
        return changing(i, c=5), changing(c=6, a=i)
    except TypeError as error:
        return str(error)


other = changing
last = None
for i in range(4000):
    if i == 400:
        changing.__defaults__ = (10, 20, 30)
    elif i == 800:
        changing.__defaults__ = (7,)
    elif i == 1200:
        changing.__defaults__ = None
    elif i == 1600:
        changing.__defaults__ = (1, 2)
    elif i == 2000:
        changing.__code__ = swapped.__code__
    elif i == 2400:
        changing.__code__ = (lambda c, a, *, b=3: (a, b, c)).__code__
    elif i == 2800:
        changing.__kwdefaults__ = {'b': 8}
    elif i == 3200:
        def changing(a, **named):
            return a, named
    elif i == 3600:
        changing = four
    result = call(1)
    if result != last:
        print(i, result)
        last = result


class Rebound:
    def run(self, a, b=1):
        return 'run', a, b


rebound = Rebound()
last = None
for i in range(2500):
    if i == 500:
        Rebound.run = lambda self, b, a=2: ('lambda', a, b)
    elif i == 1000:
        rebound.run = lambda b, a=3: ('own', a, b)
    elif i == 1500:
        del rebound.run
        Rebound.run = staticmethod(lambda b, a=4: ('static', a, b))
    elif i == 2000:
        Rebound.run = print
    try:
        result = rebound.run(b=5, a=6)
    except TypeError as error:
        result = str(error)
    if result != last:
        print(i, result)
        last = result


def deep(n, other=0):
    return 0 if n == 0 else 1 + deep(other=n, n=n - 1)


for i in range(50):
    assert deep(60) == 60


def endless(n, other=0):
    return endless(other=n, n=n)


try:
    endless(1)
except RecursionError as error:
    print(type(error).__name__)
