"""Functions that are called when the program has ended."""

import sys as _sys

_functions = []


def register(func, /, *args, **kwargs):
    """Has a function called at the end."""
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _functions.append((func, args, kwargs))
    return func


def unregister(func, /):
    """Takes a function off the list."""
    _functions[:] = [entry for entry in _functions if not (entry[0] is func or entry[0] == func)]


def _clear():
    _functions.clear()


def _ncallbacks():
    return len(_functions)


def _run_exitfuncs():
    """Calls them, the last one first."""
    while _functions:
        func, args, kwargs = _functions.pop()
        try:
            func(*args, **kwargs)
        except BaseException as error:
            from _syshooks import _unraisable

            _sys.unraisablehook(_unraisable(error, f"Exception ignored in atexit callback {func!r}", None))
