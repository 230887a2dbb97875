# `sys.getsizeof` asks `__sizeof__`.
import sys


class Sized:
    def __init__(self, answer):
        self.answer = answer

    def __sizeof__(self):
        if isinstance(self.answer, BaseException):
            raise self.answer
        return self.answer


for answer in (1000, -1, "a", TypeError("none"), KeyError("key")):
    for default in ((), (5,)):
        try:
            size = sys.getsizeof(Sized(answer), *default)
            print(size if size < 1000 else "large")
        except (TypeError, ValueError, KeyError) as error:
            print(type(error).__name__, error)
