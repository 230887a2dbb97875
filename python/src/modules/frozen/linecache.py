"""Lines of source files."""

from _traceback import source as _source

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

cache = {}


def clearcache():
    """Forgets all lines."""
    cache.clear()


def checkcache(filename=None):
    """Forgets lines of files that may have changed."""
    if filename is None:
        for name in [name for name, entry in cache.items() if len(entry) != 1 and entry[1] is not None]:
            del cache[name]
    elif filename in cache and len(cache[filename]) != 1 and cache[filename][1] is not None:
        del cache[filename]


def updatecache(filename, module_globals=None):
    """Reads a file again."""
    cache.pop(filename, None)
    # "<string>" is the program that the command line holds.
    if not filename or (filename.startswith("<") and filename.endswith(">") and filename != "<string>"):
        return []
    text = _source(filename)
    if text is None:
        return []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    last = lines.pop()
    lines = [line + "\n" for line in lines]
    if last:
        lines.append(last + "\n")
    cache[filename] = len(text), 0, lines, filename
    return lines


def getlines(filename, module_globals=None):
    """All lines of a file; none if it cannot be read."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def getline(filename, lineno, module_globals=None):
    """One line with its end, or an empty str."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def lazycache(filename, module_globals):
    """Whether lines could be had of a loader."""
    return False
