# Sets as keys, hashes that are not computed again, keywords of subclasses.
class Hashed(set):
    def __hash__(self):
        return 1


key = Hashed()
members = {key}
print(key in members, len(members))
members.remove(key)
members.add(key)
members.discard(key)
print(len(members), {1} in {frozenset({1})})

counted = 0


class Key:
    def __hash__(self):
        global counted
        counted += 1
        return 5


source = {Key(): 1}
before = counted
for make in (set, frozenset, dict, dict.fromkeys, lambda d: set(d) | set(d), lambda d: d | d, lambda d: {**d}):
    make(source)
print(counted - before)
print({1: 2}.keys().mapping, type({}.items().mapping).__name__)


def attempt(base, *arguments):
    class Plain(base):
        pass

    class Initialised(base):
        def __init__(self, *arguments, extra=None):
            self.extra = extra

    class Made(base):
        def __new__(cls, *arguments, extra=None):
            made = super().__new__(cls, *arguments)
            made.extra = extra
            return made

    for cls in (Plain, Initialised, Made):
        try:
            print(base.__name__, cls.__name__, cls(*arguments, extra=3).extra)
        except TypeError as error:
            print(base.__name__, cls.__name__, error)


for base in (list, tuple, float, frozenset, bytearray, str, int):
    attempt(base, *[(b"1",), ()][base in (str,)])
