# Frames of generators and coroutines.
import sys


def gen():
    x = 1
    yield x
    x = 2
    yield sys._getframe().f_lineno


g = gen()
print(g.gi_frame.f_lineno, dict(g.gi_frame.f_locals), g.gi_frame.f_code is gen.__code__)
next(g)
frame = g.gi_frame
print(frame.f_lineno, dict(frame.f_locals), frame is g.gi_frame, frame.f_back)
print(next(g), frame.f_lineno, frame.f_locals["x"])
frame.f_locals["x"] = 9
print(frame.f_locals["x"])
try:
    frame.clear()
except RuntimeError as error:
    print(error)
print(list(g), g.gi_frame)


def own():
    me = yield
    yield me.gi_frame is sys._getframe(), me.gi_frame.f_back.f_code.co_name


o = own()
next(o)
print(o.send(o))


async def coroutine():
    return sys._getframe().f_code.co_name


c = coroutine()
print(c.cr_frame.f_lineno)
try:
    c.send(None)
except StopIteration as stop:
    print(stop.value, c.cr_frame)


async def agen():
    yield 1


a = agen()
print(a.ag_frame.f_lineno)


def many():
    for i in range(200):
        yield sys._getframe().f_locals["i"]


print(sum(many()))


def delegating():
    yield from gen()


d = delegating()
next(d)
print(d.gi_frame.f_lineno, d.gi_yieldfrom.gi_frame.f_lineno)
try:
    d.throw(ValueError("x"))
except ValueError as error:
    tb = error.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_frame.f_lineno)
        tb = tb.tb_next
