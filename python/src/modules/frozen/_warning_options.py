"""Filters of warnings that the command line asks for."""

import sys
import warnings


class _OptionError(Exception):
    """An option that says nothing."""


def process(args):
    """Filters that the command line asks for."""
    for arg in args:
        try:
            _setoption(arg)
        except _OptionError as problem:
            print("Invalid -W option ignored:", problem, file=sys.stderr)


def _setoption(arg):
    parts = arg.split(":")
    if len(parts) > 5:
        raise _OptionError(f"too many fields (max 5): {arg!r}")
    action, message, category, module, lineno = (part.strip() for part in parts + [""] * (5 - len(parts)))
    action = _getaction(action)
    category = _getcategory(category)
    if message or module:
        import re

        message = re.escape(message)
        module = re.escape(module) + r"\Z" if module else ""
    try:
        number = int(lineno) if lineno else 0
        if number < 0:
            raise ValueError
    except ValueError:
        raise _OptionError(f"invalid lineno {lineno!r}") from None
    warnings.filterwarnings(action, message, category, module, number)


def _getaction(action):
    if not action:
        return "default"
    for known in ("default", "always", "ignore", "module", "once", "error"):
        if known.startswith(action) or action == "all":
            return "always" if action == "all" else known
    raise _OptionError(f"invalid action: {action!r}")


def _getcategory(category):
    if not category:
        return Warning
    module, _, name = category.rpartition(".")
    try:
        found = getattr(__import__(module or "builtins", None, None, [name]), name)
    except ImportError:
        raise _OptionError(f"invalid module name: {module!r}") from None
    except AttributeError:
        raise _OptionError(f"unknown warning category: {category!r}") from None
    if not issubclass(found, Warning):
        raise _OptionError(f"invalid warning category: {category!r}")
    return found
