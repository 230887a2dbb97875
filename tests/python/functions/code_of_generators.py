# A function's code can be replaced while frames and generators of it wait or run.
def first(a, b=2):
    yield a
    yield b


def second(a, b=3):
    yield b
    yield a
    yield 9


def plain(a, b=5):
    return a, b


async def later():
    return 3


waiting = first(1)
print(next(waiting))
fresh = first(10)
first.__code__ = second.__code__
print(list(first(1)), list(waiting), list(fresh))
plain.__code__ = second.__code__
print(list(plain(1)))
plain.__code__ = later.__code__
coroutine = plain()
try:
    coroutine.send(None)
except StopIteration as stop:
    print(stop.value)


def changes():
    try:
        changes.__code__ = (lambda: "another").__code__
        yield "before"
        raise KeyError(1)
    except KeyError as error:
        yield "caught", error.args


print(list(changes()), changes())


def itself():
    itself.__code__ = (lambda: "another").__code__
    try:
        raise ValueError("inside")
    except ValueError as error:
        return error.args, error.__traceback__.tb_lineno


print(itself(), itself())
