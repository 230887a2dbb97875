"""Importing by name."""

import sys

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

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


def invalidate_caches():
    """Tells the finders to forget what they know."""
    for finder in getattr(sys, "meta_path", ()):
        if hasattr(finder, "invalidate_caches"):
            finder.invalidate_caches()


def reload(module):
    """Runs a module's code again in its namespace."""
    try:
        name = module.__spec__.name
    except AttributeError:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError("reload() argument must be a module") from None
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    file = getattr(module, "__file__", None)
    loader = getattr(module, "__loader__", None)
    if loader is None and file is not None:
        from importlib.machinery import SourceFileLoader

        loader = SourceFileLoader(name, file)
    if loader is not None and hasattr(loader, "exec_module"):
        loader.exec_module(module)
    return sys.modules[name]
