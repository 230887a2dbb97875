# What UnicodeErrors are made of is looked at when they are made.
def attempt(action):
    try:
        print(repr(action()))
    except TypeError as error:
        print("TypeError:", error)


attempt(lambda: UnicodeEncodeError("ascii", "b", 1, 2, "why"))
attempt(lambda: UnicodeEncodeError("ascii", b"b", 1, 2, "why"))
attempt(lambda: UnicodeEncodeError("ascii", "b", "1", 2, "why"))
attempt(lambda: UnicodeEncodeError("ascii", "b", 1, None, "why"))
attempt(lambda: UnicodeEncodeError(1, "b", 1, 2, "why"))
attempt(lambda: UnicodeEncodeError("ascii", "b", 1, 2, None))
attempt(lambda: UnicodeEncodeError())
attempt(lambda: UnicodeDecodeError("ascii", b"b", 1, 2, "why"))
attempt(lambda: UnicodeDecodeError("ascii", "b", 1, 2, "why"))
attempt(lambda: UnicodeDecodeError("ascii", bytearray(b"b"), 1, 2, "why").object)
attempt(lambda: UnicodeTranslateError("b", 1, 2, "why"))
attempt(lambda: UnicodeTranslateError(b"b", 1, 2, "why"))
attempt(lambda: UnicodeTranslateError("b", True, 2, "why").start)


def suppress(value):
    error = Exception()
    error.__suppress_context__ = value
    return error.__suppress_context__


attempt(lambda: suppress(True))
attempt(lambda: suppress(1))
attempt(lambda: delattr(Exception(), "__suppress_context__"))
