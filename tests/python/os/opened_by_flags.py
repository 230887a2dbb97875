"""Files opened by flags, and by openers."""

import io
import os

NAME = "opened_by_flags.tmp"
number = os.open(NAME, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
print(os.write(number, b"abc"))
os.close(number)
try:
    os.open(NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
except FileExistsError as error:
    print(error.errno)
number = os.open(NAME, os.O_WRONLY | os.O_APPEND)
os.write(number, b"def")
os.close(number)
number = os.open(NAME, os.O_RDONLY)
print(os.read(number, 10))
os.close(number)
number = os.open(NAME, os.O_RDWR | os.O_CREAT)
os.write(number, b"X")
os.close(number)


def opener(path, flags):
    print(path == NAME, flags & 3)
    return os.open(path, flags)


with open(NAME, "r", opener=opener) as file:
    print(file.read())
for answer in -1, "x":
    try:
        open(NAME, opener=lambda path, flags: answer)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)


class Bad:
    def __fspath__(self):
        return 5


try:
    open(Bad())
except TypeError as error:
    print(error)
os.remove(NAME)
try:
    os.open(NAME, os.O_RDONLY)
except FileNotFoundError as error:
    print(error.errno)
text = io.TextIOWrapper(io.BytesIO())
try:
    text.reconfigure(encoding="rot13")
except LookupError as error:
    print(error)
