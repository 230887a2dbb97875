"""Globals and built-ins whose places instructions know, while dicts grow, shrink and are others."""

counter = 0


def count(n):
    global counter
    for _ in range(n):
        counter = counter + 1
    return counter


print(count(100))
for i in range(300):
    globals()["name%d" % i] = i
print(count(100))
for i in range(300):
    del globals()["name%d" % i]
print(count(100))
del counter
try:
    count(1)
except NameError as error:
    print(error)
counter = 5
print(count(10))


def smallest(values):
    result = 0
    for value in values:
        result += min(value, 10)
    return result


print(smallest(range(20)))
min = max
print(smallest(range(20)))
del min
print(smallest(range(20)))
globals().update(min=lambda a, b: 1)
print(smallest(range(20)))
globals().pop("min")
print(smallest(range(20)))

import builtins

real = builtins.min
builtins.min = lambda a, b: 2
print(smallest(range(20)))
builtins.min = real
builtins.fresh = 3


def fresh_one():
    return [fresh for _ in range(3)]


print(fresh_one(), fresh_one())
for i in range(100):
    setattr(builtins, "fresh%d" % i, i)
print(fresh_one(), smallest(range(20)))
for i in range(100):
    delattr(builtins, "fresh%d" % i)
fresh = 4
print(fresh_one())
del fresh, builtins.fresh
try:
    fresh_one()
except NameError as error:
    print(error)

# One code, several globals.
code = compile("total = 0\nfor i in range(20):\n    total += step\ndef more():\n    return step * 100\nresult = more()", "code", "exec")
spaces = [{"step": n} for n in range(1, 5)]
for space in spaces * 2:
    exec(code, space)
    print(space["total"], space["result"], space["more"]())
print([space["more"]() for space in spaces])
spaces[0]["step"] = 9
print([space["more"]() for space in spaces])
for n in range(30):
    space = {"step": n}
    exec(code, space)
    if n % 10 == 0:
        print(space["total"], space["result"])


def outer():
    def inner():
        return counter

    return inner


inner = outer()
print([inner() for _ in range(3)])
exec("counter = 'elsewhere'\nprint(inner(), outer()())", {"inner": inner, "outer": outer})

import gc

functions = []
for n in range(4):
    space = {"n": n}
    exec("def f():\n    return n", space)
    functions.append(space["f"])
    del space
    gc.collect()
print([f() for f in functions for _ in range(2)])
