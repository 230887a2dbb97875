# Working in another folder, for good and for a while.
import contextlib
import os

here = os.getcwd()
os.chdir("/")
print(os.getcwd(), os.path.abspath("x"))
with contextlib.chdir("/dev"):
    print(os.getcwd(), "null" in os.listdir())
    try:
        with contextlib.chdir("/"):
            print(os.getcwd())
            raise KeyError
    except KeyError:
        print(os.getcwd())
print(os.getcwd())
for wrong in "/nothing here", "", 3.5, None:
    try:
        os.chdir(wrong)
    except (OSError, TypeError) as error:
        print(type(error).__name__, error if isinstance(error, OSError) else "")
os.chdir(here)
print(os.getcwd() == here)
