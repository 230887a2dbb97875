import functools

print([n for n in functools.__all__], functools.partial, functools.reduce, functools.cmp_to_key.__module__)
print(functools._make_key((1,), {}, False), functools._make_key((1, 2), {}, False) == [1, 2], len(functools._make_key((1,), {"a": 2}, True)), functools._CacheInfo(1, 2, 3, 4))
from functools import *

print(partial(len)("ab"), lru_cache(len).cache_info(), callable(singledispatchmethod))


class R:
    from functools import recursive_repr

    @recursive_repr("<again>")
    def __repr__(self):
        return f"R({self!s})"

    def __str__(self):
        return repr(self)


print(repr(R()))
