# Recursion without end, not caught.
def f():
    f()


try:
    f()
except RecursionError:
    raise RecursionError("too deep") from None
