# A hook of the program's own hears of the exception that ends it, before the functions of atexit.
import atexit
import sys


def hook(kind, value, traceback):
    print("hook", kind.__name__, value, traceback.tb_lineno)


sys.excepthook = hook
atexit.register(print, "at the end")
raise ValueError("last")
