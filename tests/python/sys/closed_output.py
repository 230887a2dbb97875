# A closed standard output is closed for `print`, too.
import sys

out = sys.stdout
print("before")
out.close()
try:
    print("after")
except ValueError as error:
    message = str(error)
try:
    out.flush()
except ValueError as error:
    message += str(error)
if message != "I/O operation on closed file." * 2:
    raise SystemExit(message)
