# `raise` with nothing to raise again raises something new: its traceback begins there.
import struct
import traceback


def nothing():
    raise


def again():
    try:
        1 / 0
    except ZeroDivisionError:
        nothing()


for function in (nothing, again):
    try:
        function()
    except Exception as error:
        print(repr(error), [frame.name for frame in traceback.extract_tb(error.__traceback__)])
try:
    raise
except RuntimeError as error:
    print(error.__traceback__.tb_lineno)

# Names in messages of exceptions.
print(repr(struct.error()), repr(struct.error(1, 2)))
for make in (
    lambda: struct.error(a=1), lambda: StopIteration(a=1), lambda: ModuleNotFoundError(a=1), lambda: type("E", (AttributeError,), {})(a=1),
    lambda: OSError(a=1), lambda: SyntaxError(a=1), lambda: compile("", "", None),
):
    try:
        make()
    except TypeError as error:
        print(error)


# More defaults than parameters.
def function():
    pass


function.__defaults__ = (1, 2, 3)
try:
    function(1, 2)
except TypeError as error:
    print(error)


class Sequence:
    def __getitem__(self, index):
        return (1, 2)[index]


print(int.from_bytes(Sequence()))
