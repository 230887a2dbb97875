# Functions made of code objects.
import copy
import types


def make(x):
    def inner(a, b=2, *, c=3):
        "doc"
        return a, b, c, x, scale

    return inner


scale = 10
inner = make(5)


def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)


same = types.FunctionType(inner.__code__, globals(), "renamed", (7,), inner.__closure__, {"c": 8})
for _ in range(600):
    result = same(1)
print(result, same.__name__, same.__qualname__, same.__doc__, same.__module__ == __name__, same.__defaults__, same.__kwdefaults__)
other = types.FunctionType(inner.__code__, {"scale": "other"}, closure=(types.CellType("cell"),))
t(other, 1, 2, c=3)
t(other, 1)
t(inner, 1)
plain = types.FunctionType(compile("result = 1 + 2", "text", "exec"), {})
print(plain(), plain.__globals__["result"], plain.__name__)
t(types.FunctionType)
t(types.FunctionType, 1, {})
t(types.FunctionType, inner.__code__, 1)
t(types.FunctionType, inner.__code__, {})
t(types.FunctionType, inner.__code__, {}, 1)
t(types.FunctionType, inner.__code__, {}, None, 1)
t(types.FunctionType, inner.__code__, {}, None, None, 1)
t(types.FunctionType, inner.__code__, {}, None, None, (1,))
t(types.FunctionType, inner.__code__, {}, None, None, (1, 2))
t(types.FunctionType, (lambda: 1).__code__, {}, None, None, (types.CellType(1),))
t(types.FunctionType, inner.__code__, {}, None, None, inner.__closure__, 1)
print(copy.copy(int | str) == int | str, copy.deepcopy(int | None))
