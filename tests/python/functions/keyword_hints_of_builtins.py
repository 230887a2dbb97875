# Functions of C suggest a keyword, too; what is missing is said before what is too much.
import itertools
import math


def say(function):
    try:
        function()
    except TypeError as error:
        print(error)


say(lambda: "a b".split(max_split=1))
say(lambda: int("x", bas=3))
say(lambda: sorted([1], revers=1))
say(lambda: max([1], defaul=1))
say(lambda: print(1, flsh=True))
say(lambda: zip([1], strct=1))
say(lambda: sum([1], nothing=1))
say(lambda: math.prod([1], strt=1))
say(lambda: itertools.product([1], repat=2))
say(lambda: ImportError("a", nam=1))
say(lambda: bytes(b"a", encodin="x"))
say(lambda: pow(2, ex=3))
say(lambda: "a".encode("ascii", encoding="ascii"))
