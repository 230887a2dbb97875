"""Paths with slashes."""

import _hostfiles as _host
from os import fspath

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
altsep = None
defpath = "/bin:/usr/bin"
devnull = "/dev/null"
supports_unicode_filenames = False


def _slash(path):
    return b"/" if isinstance(path, bytes) else "/"


def _check(name, paths):
    kinds = {isinstance(path, bytes) for path in paths}
    for path in paths:
        if not isinstance(path, (str, bytes)):
            raise TypeError(f"{name}() argument must be str, bytes, or os.PathLike object, not {type(path).__name__!r}")
    if len(kinds) > 1:
        raise TypeError("Can't mix strings and bytes in path components")


def normcase(path):
    return fspath(path)


def isabs(path):
    path = fspath(path)
    return path.startswith(_slash(path))


def join(first, *others):
    path = fspath(first)
    slash = _slash(path)
    others = [fspath(other) for other in others]
    _check("join", [path, *others])
    for other in others:
        if other.startswith(slash) or not path:
            path = other
        elif path.endswith(slash):
            path += other
        else:
            path += slash + other
    return path


def split(path):
    path = fspath(path)
    slash = _slash(path)
    place = path.rfind(slash) + 1
    head, tail = path[:place], path[place:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(path):
    path = fspath(path)
    slash, dot = _slash(path), b"." if isinstance(path, bytes) else "."
    name = path.rfind(slash) + 1
    place = path.rfind(dot)
    if place > name and path[name:place].strip(dot):
        return path[:place], path[place:]
    return path, path[:0]


def splitdrive(path):
    path = fspath(path)
    return path[:0], path


def splitroot(path):
    path = fspath(path)
    slash = _slash(path)
    empty = path[:0]
    if path[:1] != slash:
        return empty, empty, path
    if path[1:2] != slash or path[2:3] == slash:
        return empty, slash, path[1:]
    return empty, path[:2], path[2:]


def basename(path):
    return split(path)[1]


def dirname(path):
    return split(path)[0]


def commonprefix(paths):
    if not paths:
        return ""
    low, high = min(paths), max(paths)
    for place, item in enumerate(low):
        if item != high[place]:
            return low[:place]
    return low


def commonpath(paths):
    paths = [fspath(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    rooted = {path.startswith("/") for path in paths}
    if len(rooted) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    parts = [[part for part in path.split("/") if part and part != "."] for path in paths]
    return "/" * rooted.pop() + "/".join(commonprefix(parts))


def normpath(path):
    path = fspath(path)
    slash = _slash(path)
    empty, dot, dots = (b"", b".", b"..") if slash == b"/" else ("", ".", "..")
    if not path:
        return dot
    _, root, rest = splitroot(path)
    parts = []
    for part in rest.split(slash):
        if part == empty or part == dot:
            continue
        if part != dots or (not root and not parts) or (parts and parts[-1] == dots):
            parts.append(part)
        elif parts:
            parts.pop()
    return root + slash.join(parts) or dot


def abspath(path):
    path = fspath(path)
    if not isabs(path):
        here = _host.getcwd()
        path = join(here.encode() if isinstance(path, bytes) else here, path)
    return normpath(path)


realpath = abspath


def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    here = [part for part in abspath(start or curdir).split("/") if part]
    there = [part for part in abspath(path).split("/") if part]
    common = len(commonprefix([here, there]))
    return "/".join([".."] * (len(here) - common) + there[common:]) or "."


def expanduser(path):
    path = fspath(path)
    if path == "~" or path.startswith("~/"):
        from os import environ

        home = environ.get("HOME")
        if home:
            return (home.rstrip("/") + path[1:]) or "/"
    return path


def expandvars(path):
    path = fspath(path)
    if isinstance(path, bytes):
        from os import fsdecode, fsencode

        return fsencode(expandvars(fsdecode(path)))
    if "$" not in path:
        return path
    from os import environ

    parts = []
    done = start = 0
    while (start := path.find("$", start)) >= 0:
        end = start + 1
        if path.startswith("{", end):
            end = path.find("}", end) + 1
            name = path[start + 2 : end - 1]
        else:
            while end < len(path) and (path[end] == "_" or path[end].isascii() and path[end].isalnum()):
                end += 1
            name = path[start + 1 : end]
        if end > start and name in environ:
            parts += path[done:start], environ[name]
            done = end
        start = max(end, start + 1)
    return "".join(parts) + path[done:]


def _kind(path):
    try:
        return _host.kind(fspath(path))
    except (OSError, ValueError):
        return None


def exists(path):
    return _kind(path) is not None


lexists = exists


def isfile(path):
    return _kind(path) == 0


def isdir(path):
    return _kind(path) == 1


def islink(path):
    return False


def getsize(path):
    with open(path, "rb") as file:
        return file.seek(0, 2)
