# traceback: reports as text.
import io
import sys
import traceback


def inner(x):
    return 1 / x


def outer():
    inner(0)


try:
    outer()
except ZeroDivisionError as error:
    text = traceback.format_exc()
    print(text.replace(__file__, "FILE"))
    print(traceback.format_exception_only(error), traceback.format_exception_only(ValueError, ValueError("x\ny")))
    entries = traceback.extract_tb(error.__traceback__)
    print([(e.lineno, e.name, e.line, e.colno, e.end_colno, e.end_lineno) for e in entries])
    print(len(entries), repr(entries[0]).replace(__file__, "FILE"), tuple(entries[1])[1:], entries[0] == entries[0])
    print("".join(traceback.format_tb(error.__traceback__, limit=1)).replace(__file__, "FILE"))
    print("".join(traceback.format_tb(error.__traceback__, limit=-1)).replace(__file__, "FILE"))
    print("".join(traceback.format_exception(error, limit=0)))
    out = io.StringIO()
    traceback.print_exc(file=out)
    print(out.getvalue() == text)
    out = io.StringIO()
    traceback.print_exception(error, file=out)
    traceback.print_exception(type(error), error, error.__traceback__, file=out)
    print(out.getvalue() == text * 2)
    te = traceback.TracebackException.from_exception(error)
    print(str(te), te.exc_type_str, "".join(te.format()) == text, te == traceback.TracebackException.from_exception(error))
    print([(f.f_code.co_name, n) for f, n in traceback.walk_tb(error.__traceback__)])


def chained():
    try:
        outer()
    except ZeroDivisionError as error:
        raise KeyError("key") from error


try:
    chained()
except KeyError:
    print(traceback.format_exc().replace(__file__, "FILE"))
    print("".join(traceback.format_exception(sys.exception(), chain=False)).replace(__file__, "FILE"))

try:
    try:
        outer()
    except ZeroDivisionError:
        undefined_name
except NameError as error:
    error.add_note("a note\nof two lines")
    print(traceback.format_exc().replace(__file__, "FILE"))


def recursive(n):
    if n == 0:
        raise ValueError
    recursive(n - 1)


try:
    recursive(20)
except ValueError:
    print(traceback.format_exc().replace(__file__, "FILE"))

try:
    raise ExceptionGroup("group", [ValueError(1), TypeError("t"), ExceptionGroup("inner", [KeyError("k")])])
except ExceptionGroup as group:
    print(traceback.format_exc().replace(__file__, "FILE"))
    print("".join(traceback.format_exception_only(group)), "".join(traceback.format_exception_only(group, show_group=True)))

try:
    compile("x = = 1", "<here>", "exec")
except SyntaxError as error:
    print("".join(traceback.format_exception_only(error)))


def stack():
    return traceback.extract_stack()[-2:], traceback.format_stack(limit=1)


entries, lines = stack()
print([(e.name, e.lineno, e.line) for e in entries], "".join(lines).replace(__file__, "FILE"))
print("".join(traceback.format_list([("file.py", 3, "name", "the line"), ("other.py", 4, "f", None)])))
summary = traceback.StackSummary.from_list([("f", 1, "n", "l")] * 5)
print("".join(summary.format()))
print(traceback.format_exception(None), traceback.format_exc())
try:
    raise ValueError("locals")
except ValueError as error:
    te = traceback.TracebackException.from_exception(error, capture_locals=True)
    print("error" in te.stack[0].locals)
for wrong in (lambda: traceback.format_exception(3), lambda: traceback.format_exception(ValueError(), None)):
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
