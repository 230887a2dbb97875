from contextlib import ExitStack, contextmanager, suppress


@contextmanager
def level(n):
    print("in", n)
    try:
        yield n
    finally:
        print("out", n)


with ExitStack() as stack:
    print([stack.enter_context(level(n)) for n in range(3)])
    stack.callback(print, "callback", end="!\n")
    stack.push(lambda *exc: print("pushed", exc[0]))


class Swallow:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        print("swallow", kind)
        return True


with ExitStack() as stack:
    stack.push(lambda *exc: print("then", exc))
    stack.enter_context(Swallow())
    raise ValueError("x")
print("after")
stack = ExitStack()
stack.callback(print, "one")
kept = stack.pop_all()
stack.close()
print("moved")
kept.close()
try:
    with ExitStack() as stack:
        stack.enter_context(3)
except TypeError as e:
    print(e)
try:
    with ExitStack() as stack:
        stack.callback(lambda: 1 / 0)
        raise KeyError("first")
except ZeroDivisionError as e:
    print(e, repr(e.__context__))


def fail(text):
    raise RuntimeError(text)


try:
    with ExitStack() as stack:
        stack.callback(fail, "c")
        stack.callback(fail, "b")
        stack.callback(fail, "a")
except RuntimeError as e:
    while e:
        print(repr(e))
        e = e.__context__


@stack.callback
def late():
    print("decorated")


stack.close()
with ExitStack() as stack:
    stack.enter_context(suppress(KeyError))
    {}[1]
print("end")
