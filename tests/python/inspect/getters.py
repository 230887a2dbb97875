"""Signatures of functions that are not written in Python."""

import functools
import inspect
import operator

for function in operator.itemgetter, operator.attrgetter, operator.methodcaller, operator.itemgetter(1), operator.methodcaller("x"):
    print(inspect.signature(function))


@functools.lru_cache
def cached(a):
    return a


print(inspect.signature(cached), inspect.signature(cached.cache_info), inspect.signature(cached.cache_clear))
