# Hot calls with unpacked arguments: what is unpacked and who is called change while the loop runs.


def three(a, b=10, c=20):
    return a, b, c


def rest(a, *others, **named):
    named['seen'] = len(others)
    return a, others, sorted(named.items())


def only(a, *, key='none'):
    return a, key


def forward(function, *arguments, **named):
    return function(*arguments, **named)


class Pairs:
    """A mapping that is no dict."""

    def keys(self):
        return ['b', 'c']

    def __getitem__(self, key):
        return key * 2


class Sub(dict):
    pass


class Callable:
    def __repr__(self):
        return 'Callable()'

    def __call__(self, *arguments, **named):
        return arguments, sorted(named.items())

    def method(self, *arguments, **named):
        return forward(three, *arguments, **named)


class Made:
    def __init__(self, *arguments, b=0):
        self.state = arguments, b


def attempt(function, arguments, named):
    try:
        return function(*arguments, **named)
    except TypeError as error:
        return str(error)


def attempt_behind(function, arguments):
    try:
        return function(1, *arguments)
    except TypeError as error:
        return str(error)


def attempt_alone(function, arguments):
    try:
        return function(*arguments)
    except TypeError as error:
        return str(error)


argument_lists = [(1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), (), [5], [5, 6], 'ab', range(2), {7: 8}, 9, None, tuple(range(20))]
keyword_maps = [{}, {'b': 1}, {'b': 1, 'c': 2}, {'a': 1}, {'d': 4}, Pairs(), Sub(c=3), {1: 2}, 5, None, {'key': 1}]
functions = [three, rest, only, Callable(), Callable().method, Made, max, dict, 3]

seen = {}
for turn in range(60):
    for function in functions:
        name = getattr(function, '__name__', type(function).__name__)
        for arguments in argument_lists:
            for number, result in enumerate((attempt_behind(function, arguments), attempt_alone(function, arguments))):
                if isinstance(result, Made):
                    result = result.state
                assert seen.setdefault((name, number, str(arguments)), str(result)) == str(result), result
for turn in range(12):
    for function in functions:
        name = getattr(function, '__name__', type(function).__name__)
        for place, arguments in enumerate(argument_lists):
            for other, named in enumerate(keyword_maps):
                result = attempt(function, arguments, named)
                if isinstance(result, Made):
                    result = result.state
                assert seen.setdefault((name, place, other), str(result)) == str(result), result
for (name, *key), result in seen.items():
    if name == 'three' or key[1] in ('(1, 2)', 3):
        print(name, *key, result)
print(len(seen), sum(len(result) for result in seen.values()))
print(keyword_maps[:5], keyword_maps[6])

# Iterating may change the keywords, which were looked at before.
named = {'b': 1}


class Changing:
    def __iter__(self):
        named['c'] = named.get('c', 0) + 1
        return iter((named['c'],))


for turn in range(1000):
    result = three(*Changing(), **named)
    assert result == (turn + 1, 1, turn if turn else 20), result
print(result)


# The function changes under its calls.
def changes(a, b=1):
    return a, b


def calls(arguments, named):
    return changes(*arguments, **named), changes(*arguments)


before = calls((1,), {})
for turn in range(2000):
    if turn == 500:
        changes.__defaults__ = (5,)
    elif turn == 1000:
        changes.__code__ = (lambda a, b: (b, a)).__code__
    elif turn == 1500:
        def changes(*arguments, **named):
            return arguments, named
    now = calls((1,), {})
    if now != before:
        print(turn, now)
        before = now
changes = three
print(calls([1], {'c': 2}))


def deep(n, *arguments):
    return n if n == 0 else 1 + deep(n - 1, *arguments)


def endless(*arguments):
    return endless(*arguments)


for turn in range(30):
    assert deep(50, 1, 2) == 50
try:
    endless(1, 2, 3)
except RecursionError as error:
    print(type(error).__name__)
