# What goes wrong while matching, and what cannot be compiled.
class NoTuple:
    __match_args__ = ["a"]


class NoStrings:
    __match_args__ = (1,)


class Two:
    __match_args__ = ("a", "b")
    a = 1
    b = 2


class None_:
    pass


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


def no_class():
    thing = 5
    match 1:
        case thing():
            return "matched"


def no_tuple():
    match NoTuple():
        case NoTuple(1):
            return "matched"


def no_strings():
    match NoStrings():
        case NoStrings(1):
            return "matched"


def too_many():
    match Two():
        case Two(1, 2, 3):
            return "matched"


def none_allowed():
    match None_():
        case None_(1):
            return "matched"


def one_allowed():
    match 5:
        case int(5, 6):
            return "matched"


def twice():
    match Two():
        case Two(1, a=1):
            return "matched"


def twice_by_args():
    class Same:
        __match_args__ = ("a", "a")
        a = 1

    match Same():
        case Same(1, 1):
            return "matched"


def duplicate_key():
    class K:
        A = B = "k"

    match {"k": 1, "l": 2}:
        case {K.A: 1, K.B: 1}:
            return "matched"


def not_found():
    match 1:
        case unknown.name:
            return "matched"


def attribute_raises():
    class R:
        @property
        def x(self):
            raise LookupError("in property")

    match R():
        case R(x=1):
            return "matched"


def falls_through():
    match 1:
        case 2:
            return "matched"
    return "no case"


for function in (no_class, no_tuple, no_strings, too_many, none_allowed, one_allowed, twice, twice_by_args, duplicate_key, not_found,
                 attribute_raises, falls_through):
    attempt(function)
sources = """
match x:
    case y: pass
    case 1: pass
---
match x:
    case _: pass
    case 1: pass
---
match x:
    case y | 1: pass
---
match x:
    case _ | 1: pass
---
match x:
    case 1 | y: pass
---
match x:
    case [y] | [z]: pass
---
match x:
    case [y] | 1: pass
---
match x:
    case [y, y]: pass
---
match x:
    case [y, *y]: pass
---
match x:
    case [*y, *z]: pass
---
match x:
    case {"a": y, **y}: pass
---
match x:
    case {"a": 1, "a": 2}: pass
---
match x:
    case A(b=1, b=2): pass
---
match x:
    case [a] as a: pass
---
match x:
    case y if y: pass
    case 1: pass
---
match x:
    case (y) : pass
    case 1: pass
---
match x:
    case y as z: pass
---
match x:
    case (y as z) | 2: pass
---
match x:
    case {"a": 1, 1: 2, 1.0: 3}: pass
---
match x:
    case {**_}: pass
---
match x:
    case 1 as _: pass
---
match x:
    case A(1, b=2, 3): pass
---
match x:
    case *y: pass
---
match x:
    case 1 + 1: pass
---
match x:
    case -y: pass
---
match x:
    case f"text": pass
---
match x:
    pass
"""
for source in sources.split("---\n"):
    source = source.strip("\n") + "\n"
    try:
        exec(source, {"x": [1]})
        result = "fine"
    except SyntaxError as error:
        result = "%s: %s (%s, %s)" % (type(error).__name__, error.msg, error.lineno, error.offset)
    except NameError as error:
        result = repr(error)
    print(source, "   ", result)
