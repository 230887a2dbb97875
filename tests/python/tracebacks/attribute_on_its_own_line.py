# An attribute on another line than the start of its object is what a traceback shows, and the line it counts.
import traceback


class Chain:
    def ok(self, *arguments, **named):
        return self

    def bad(self, *arguments, **named):
        raise ValueError


chain = Chain()


def load():
    return (chain
            .missing
            .more)


def call():
    return (chain
            .ok()
            .bad(1,
                 2)
            .ok())


def starred():
    return (chain
            .bad(*[1]))


def named():
    return (chain.ok(
        1,
    ).bad(a=1))


def change():
    (chain
     .missing) += 1


def delete():
    del (chain.
         missing)


def text():
    return ("a"
            .join([1]))


for function in load, call, starred, named, change, delete, text:
    try:
        function()
    except Exception as error:
        print(error.__traceback__.tb_next.tb_lineno - function.__code__.co_firstlineno)
        traceback.print_exc()
