"""Names bound once are constants of machine code, until they are bound again."""
import collections
import sys

LIMIT = 3
FLAG = True

def callee(x):
    return x + 1

def other(x):
    return x + 100

def run(count):
    total = 0
    for i in range(count):
        if i % 4 == LIMIT:
            total += 1
        if FLAG:
            total += callee(i)
    return total

def down(n):
    if n == 0:
        return LIMIT
    return down(n - 1) + 1

def warm():
    for _ in range(60):
        run(8)
        down(4)
    return run(8), down(4)

print("first", warm())
LIMIT = 2
print("bound again", run(8), down(4))
globals()["LIMIT"] = 1
print("by the dict", run(8), down(4))
setattr(sys.modules[__name__], "FLAG", False)
print("by the module", run(8))
exec("FLAG = 1", globals())
print("by exec", run(8), warm())
callee = other
print("another function", run(8))
callee.__code__ = (lambda x: x - 1).__code__
print("other code", run(8), warm())
globals().update(LIMIT="none", callee=lambda x, y=5: x * y)
print("of other types", run(8), down(4) if LIMIT == 3 else "skipped")
del FLAG
try:
    run(8)
except NameError as error:
    print(error)
FLAG, LIMIT, callee = None, 4, other
print("again", run(8), warm()[0])

def change_within(n):
    global LIMIT
    if n == 3:
        LIMIT = 10
    if n == 0:
        return LIMIT
    return change_within(n - 1) + LIMIT

LIMIT = 1
for round in range(80):
    LIMIT = 1
    result = change_within(6)
print("within", result)

def step(n):
    global step
    if n == 2:
        step = lambda n: -n
    return step(n - 1) if n else 0

saved = step
results = set()
for round in range(80):
    step = saved
    results.add(step(5))
print("the function itself", results)

NUMBER = 7

def read():
    return NUMBER + 1

for _ in range(60):
    read()
collections._count_elements(globals(), ["NUMBER", "NUMBER"])
print("counted", read())
