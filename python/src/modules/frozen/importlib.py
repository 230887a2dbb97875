"""Importing by name."""

import sys

__all__ = ["__import__", "import_module"]

from builtins import __import__


def import_module(name, package=None):
    """Imports a module and gives it; a name that starts with dots is relative to the package."""
    level = 0
    while level < len(name) and name[level] == ".":
        level += 1
    if level:
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        name = name[level:]
        bits = package.rsplit(".", level - 1)
        if len(bits) < level:
            raise ImportError("attempted relative import beyond top-level package")
        name = f"{bits[0]}.{name}" if name else bits[0]
    __import__(name)
    return sys.modules[name]
