# Standard streams configured anew.
import sys


def attempt(function, *arguments, **named):
    try:
        return function(*arguments, **named)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(attempt(print, "a lone", "\ud800 surrogate"))
print(attempt(sys.stdout.write, "x\udfff"))
sys.stdout.reconfigure(errors="backslashreplace")
print("shown \ud800", sys.stdout.errors, sys.stdout.encoding, sys.stdout)
sys.stdout.reconfigure(encoding="ascii", errors="xmlcharrefreplace")
print("gr\u00fc\u00df", sys.stdout.encoding, sys.stdout.errors)
sys.stdout.reconfigure(encoding="ascii")
print(attempt(print, "gr\u00fc\u00df"), sys.stdout.errors)
print(attempt(sys.stdout.reconfigure, encoding="no such"), attempt(sys.stdout.reconfigure, errors=5))
sys.stdout.reconfigure(encoding="utf-8", newline="\r\n")
print("gr\u00fc\u00df", "\n", end="")
sys.stdout.reconfigure(newline="\n", line_buffering=True)
for i in range(600):
    if i % 100 == 0:
        print(i, "\u20ac")
print(sys.stdout.line_buffering, sys.stdout.write_through)
