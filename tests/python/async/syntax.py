# What may stand where: messages as CPython's.
sources = """
yield 1
---
class A:
    yield 1
---
x = yield
---
yield from []
---
await f
---
class A:
    await f
---
def f():
    await g
---
lambda: await g
---
async def f():
    lambda: await g
---
async def f():
    def g():
        await h
---
[(yield x) for x in y]
---
def f():
    return {(yield x) for x in y}
---
def f():
    return {x: (yield) for x in y}
---
def f():
    return ((yield from x) for x in y)
---
def f():
    return [x for x in (yield)]
---
async def f():
    yield from g
---
async def f():
    yield 1
    return 2
---
async def f():
    yield 1
    return
---
async def f():
    return 2
    yield 1
---
def f():
    async for x in y: pass
---
async for x in y: pass
---
def f():
    async with x: pass
---
async with x: pass
---
[x async for x in y]
---
def f():
    [x async for x in y]
---
def f():
    return [await x for x in y]
---
[await x for x in y]
---
def f():
    (x async for x in y)
---
def f():
    return (await x for x in y)
---
def f():
    return [[x async for x in y] for z in w]
---
async def f():
    return [[x async for x in y] for z in w]
---
async def f():
    def g():
        return [x async for x in y]
---
async def f():
    await = 1
---
async = 1
---
async def f(await): pass
---
def f():
    nonlocal_yield = lambda: (yield)
---
class A:
    x = [await y for y in z]
---
def f(x=(yield)): pass
---
async def f():
    async with a as b, c: pass
    async for x in y: break
    else: await z
---
async def f():
    return (yield)
---
async x
---
def f():
    yield = 1
---
def f():
    (yield) = 1
---
def f():
    (yield) += 1
---
def f():
    del (yield)
---
async def f():
    await x = 1
---
def f():
    for (yield) in x: pass
---
def f():
    print(yield)
---
def f():
    x = 1 + yield
---
async def f():
    print(await)
---
f(x for x in y, 1)
---
f(1, x for x in y)
---
f(x for x in y)
---
class A(x for x in y): pass
---
def f():
    return
    yield 1
"""
for source in sources.split("---\n"):
    source = source.strip("\n") + "\n"
    try:
        exec(source, {"f": lambda *a: None, "y": ()})
        result = "fine"
    except SyntaxError as error:
        result = "%s: %s (%s, %s)" % (type(error).__name__, error.msg, error.lineno, error.offset)
    except (NameError, TypeError) as error:
        result = repr(error)
    print(source, "   ", result)
