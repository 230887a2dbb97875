"""Iterators that are copied on their way, and put at a place."""

import copy
import itertools
import warnings

with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    copy.copy(itertools.count())
print(seen[0].category.__name__, seen[0].message)
warnings.simplefilter("ignore")
MAKERS = {
    "accumulate": lambda: itertools.accumulate([1, 2, 3]), "accumulate2": lambda: itertools.accumulate([1, 2], initial=5),
    "chain": lambda: itertools.chain("ab", "cd"), "combinations": lambda: itertools.combinations("abcd", 2),
    "with_replacement": lambda: itertools.combinations_with_replacement("abc", 2), "compress": lambda: itertools.compress("abcd", [1, 0, 1, 1]),
    "count": lambda: itertools.count(3, 2), "cycle": lambda: itertools.cycle("abc"), "dropwhile": lambda: itertools.dropwhile(bool, [1, 0, 1, 0]),
    "takewhile": lambda: itertools.takewhile(bool, [1, 1, 1, 0]), "filterfalse": lambda: itertools.filterfalse(bool, [0, 1, 0.0, 2, ""]),
    "islice": lambda: itertools.islice("abcdefgh", 1, 7, 2), "permutations": lambda: itertools.permutations("abc", 2),
    "product": lambda: itertools.product("ab", "cd"), "repeat": lambda: itertools.repeat("x", 4), "starmap": lambda: itertools.starmap(pow, [(2, 1), (2, 2), (2, 3)]),
    "zip_longest": lambda: itertools.zip_longest("abc", "d", fillvalue="-"),
}
for name, make in MAKERS.items():
    for taken in 0, 1, 2, 4:
        iterator = make()
        list(itertools.islice(iterator, taken))
        print(name, taken, [type(part).__name__ for part in iterator.__reduce__()], end=" ")
        print(list(itertools.islice(copy.deepcopy(iterator), 5)), list(itertools.islice(iterator, 5)))


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def put(iterator, state):
    iterator.__setstate__(state)
    return list(itertools.islice(iterator, 6))


attempt(lambda: put(itertools.cycle("ab"), (["x", "y"], True)))
attempt(lambda: put(itertools.cycle("ab"), (["x", "y"], 0)))
attempt(lambda: put(itertools.cycle("ab"), ()))
attempt(lambda: put(itertools.cycle("ab"), ([], "")))
attempt(lambda: put(itertools.chain(), (iter(["abc", "def"]), iter(["ghi"]))))
attempt(lambda: put(itertools.chain(), 1))
attempt(lambda: put(itertools.chain(), ()))
attempt(lambda: put(itertools.chain(), ([1],)))
attempt(lambda: put(itertools.product("ab", "cd"), (0, 1)))
attempt(lambda: put(itertools.product("ab", "cd"), (-5, 99)))
attempt(lambda: put(itertools.product("ab", "cd"), (0,)))
attempt(lambda: put(itertools.permutations("abc", 2), ((0, 1, 2), (99, -4))))
attempt(lambda: put(itertools.combinations("abcd", 2), (99, 99)))
attempt(lambda: put(itertools.combinations("", 0), ()))
