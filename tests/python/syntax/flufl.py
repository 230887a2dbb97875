# The oldest joke of `__future__`: inequality as it once was.
from __future__ import barry_as_FLUFL

print(eval("'a' <> 'a'"), eval("range(7) <> range(8)"))
try:
    compile("1 != 2", "<test>", "eval")
except SyntaxError as error:
    print(error.msg)
try:
    compile("1 <> 2", "<test>", "eval", 0, True)
except SyntaxError as error:
    print(error.msg)


def f():
    pass


print(f.__code__.co_flags & 0x400000)
