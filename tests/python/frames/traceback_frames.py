# Frames of tracebacks.
import sys


def thrower():
    z = 5
    1 / 0


def between():
    frame = sys._getframe()
    kept = 7
    thrower()


try:
    between()
except ZeroDivisionError as error:
    tb = error.__traceback__
    print(tb.tb_frame is sys._getframe(), tb.tb_lineno, tb.tb_frame.f_lineno)
    middle = tb.tb_next.tb_frame
    print(middle.f_code.co_name, middle.f_lineno, middle.f_locals["kept"], middle is tb.tb_next.tb_frame)
    last = tb.tb_next.tb_next.tb_frame
    print(last.f_code.co_name, last.f_lineno, last.f_globals["__name__"], last is not middle)
    middle.clear()


def handler():
    local = 3
    try:
        raise ValueError
    except ValueError:
        tb = sys.exc_info()[2]
        return tb.tb_frame.f_locals["local"], tb.tb_frame is sys._getframe(), tb.tb_next


for _ in range(60):
    result = handler()
print(result)
print(sys.exception(), sys.exc_info())
