# Every kind of division by zero raises, and its message tells which one it was.
def attempt(name, function):
    try:
        print(name, function())
    except (ZeroDivisionError, ValueError) as error:
        print(name, type(error).__name__, error)


attempt("//", lambda: 1 // 0)
attempt("%", lambda: 1 % 0)
attempt("/", lambda: 1 / 0)
attempt("divmod", lambda: divmod(1, 0))
attempt("pow", lambda: 0 ** -1)
attempt("pow mod", lambda: pow(2, 3, 0))
attempt("big //", lambda: 10 ** 30 // 0)
attempt("zero", lambda: 0 // 5)

caught = 0
for i in range(1000):
    try:
        10 // (i % 3)
    except ZeroDivisionError:
        caught += 1
print(caught)
