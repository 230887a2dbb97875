from functools import lru_cache, cache

log = []


@lru_cache(maxsize=3)
def f(x):
    log.append(x)
    return x


for x in "abcabdacabedfab":
    f(x)
print("".join(log), f.cache_info())


@lru_cache(maxsize=3)
def deep(n):
    return 0 if n == 0 else deep(n - 1) + 1


print(deep(10), deep.cache_info(), deep(9), deep(10), deep(2), deep.cache_info())


@lru_cache(maxsize=1)
def again(x):
    if x:
        again(0)
    return x


print(again(1), again(1), again(0), again.cache_info())


@cache
def words(*args, sep="-"):
    return sep.join(map(str, args))


print(words(1, 2), words(1, 2, sep="+"), words("1", "2"), words(1, 2), words(), words.cache_info())


class Uneven:
    def __hash__(self):
        return 7

    def __eq__(self, other):
        raise ValueError("compared")


@cache
def g(x):
    return "made"


print(g(Uneven()))
try:
    g(Uneven())
except ValueError as e:
    print(e)


class Str(str):
    pass


class Int(int):
    pass


@lru_cache
def kinds(x):
    return type(x).__name__


print(kinds("a"), kinds(Str("a")), kinds(1), kinds(Int(1)), kinds(True), kinds(1.0), kinds(2**80), kinds(2**80), kinds(None), kinds.cache_info())
bound = "abc".upper
cached = cache(bound)
print(cached(), cached(), cached.cache_info(), cached.__wrapped__ is bound)
