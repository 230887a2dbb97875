# `co_consts`: the docstring or None first, then what instructions load.
def plain(x, y):
    return x * y


def documented():
    "What it does."
    return 1


def several(a, *b, c=3, **d):
    x = (1, 2, 3)
    y = 3.5
    z = "s"
    u = -1
    return a


for function in (plain, documented, several, lambda: 0):
    print(function.__code__.co_consts)
print(compile("'doc'\nx = 1.5\ny = 1\n", "", "exec").co_consts[:1], (lambda: (1, 1.0, True)).__code__.co_consts)
try:
    max(wrong=1)
except TypeError as error:
    print(error)
import types

print(types.SimpleNamespace.__hash__)
try:
    compile("def f(x): pass", "", "func_type")
except ValueError as error:
    print(error)
