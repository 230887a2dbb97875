# What `exec`, `eval` and `compile` compile has the features of `__future__` that the running code has.
from __future__ import annotations

text = "def f(a: b) -> c: pass\nprint(f.__annotations__)"
exec(text)
exec(compile(text, "<test>", "exec"))
try:
    exec(compile(text, "<test>", "exec", 0, True))
except NameError as error:
    print(error)


def inner():
    names = {}
    exec(text, {}, names)
    code = compile(text, "<test>", "exec")
    exec(code, {}, names)
    return names["f"].__code__.co_flags & 0x1000000, eval("(lambda: 0).__code__.co_flags") & 0x1000000


print(inner(), inner.__code__.co_flags & 0x1000000)
exec("if 1: 5\n")
exec(compile("if 1: print('single')\n", "<test>", "single"))


def single():
    exec(compile("if 1: print('single')\n", "<test>", "single"))


single()
