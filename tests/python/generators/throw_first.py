# What is thrown into a generator that was never started is handled by no `try` of it; an iterator of one's own gets what was thrown as it is.
def guarded():
    try:
        yield 1
    except ValueError:
        print("never")


g = guarded()
try:
    g.throw(ValueError("first"))
except ValueError as error:
    print("out:", error, error.__traceback__.tb_next.tb_lineno, g.gi_frame)
print(list(g))


class Numbers:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def throw(self, *what):
        print("thrown", what)
        return 2


def delegates():
    yield from Numbers()


def twice():
    yield from delegates()


for make in delegates, twice:
    g = make()
    print(next(g), g.throw(123), g.throw(KeyError), next(g))
    g.close()


class Plain:
    def __iter__(self):
        return self

    def __next__(self):
        return 1


def plain():
    try:
        yield from Plain()
    except ValueError:
        yield "here"


g = plain()
next(g)
print(g.throw(ValueError))
g = plain()
next(g)
try:
    g.throw(123)
except TypeError as error:
    print(error)
