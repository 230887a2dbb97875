"""The part of an operating system that a host serves."""

import abc

import _hostfiles as _host
import _structseq
import sys as _sys

name = "posix"
sep = "/"
altsep = None
extsep = "."
curdir = "."
pardir = ".."
pathsep = ":"
linesep = "\n"
devnull = "/dev/null"
defpath = "/bin:/usr/bin"
SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2
error = OSError
strerror = _host.message


uname_result = _structseq.make("posix", "uname_result", ("sysname", "nodename", "release", "version", "machine"))[0]


class PathLike(abc.ABC):
    @abc.abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, other):
        if cls is PathLike:
            return any("__fspath__" in base.__dict__ for base in other.__mro__) or NotImplemented
        return NotImplemented


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), "__fspath__", None)
    if method is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    result = method(path)
    if isinstance(result, (str, bytes)):
        return result
    raise TypeError(f"expected {type(path).__name__}.__fspath__() to return str or bytes, not {type(result).__name__}")


def fsencode(path):
    path = fspath(path)
    return path.encode("utf-8", "surrogateescape") if isinstance(path, str) else path


def fsdecode(path):
    path = fspath(path)
    return path.decode("utf-8", "surrogateescape") if isinstance(path, bytes) else path


def getcwd():
    return _host.getcwd()


def getcwdb():
    return _host.getcwd().encode("utf-8", "surrogateescape")


def chdir(path):
    _host.chdir(fspath(path))


def listdir(path="."):
    path = fspath(path if path is not None else ".")
    text = _host.listdir(path)
    names = text.split("\0") if text else []
    return [fsencode(each) for each in names] if isinstance(path, bytes) else names


def remove(path):
    _host.remove(fspath(path))


unlink = remove


def mkdir(path, mode=0o777):
    _host.mkdir(fspath(path))


def rmdir(path):
    _host.rmdir(fspath(path))


def rename(src, dst):
    src, dst = fspath(src), fspath(dst)
    try:
        _host.rename(src, dst)
    except OSError as problem:
        raise OSError(problem.errno, problem.strerror, src, None, dst) from None


replace = rename


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        makedirs(head, exist_ok=True)
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    rmdir(name)
    head, tail = path.split(name)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    folders, files = [], []
    try:
        names = listdir(top)
    except OSError as problem:
        if onerror is not None:
            onerror(problem)
        return
    for each in names:
        (folders if path.isdir(path.join(top, each)) else files).append(each)
    if topdown:
        yield top, folders, files
    for each in folders:
        yield from walk(path.join(top, each), topdown, onerror)
    if not topdown:
        yield top, folders, files


class _Environ(dict):
    """The environment as the program began with it; changes stay inside the program."""

    def encodekey(self, key):
        if not isinstance(key, str):
            raise TypeError(f"str expected, not {type(key).__name__}")
        return key

    def __getitem__(self, key):
        value = dict.get(self, self.encodekey(key))
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        dict.__setitem__(self, self.encodekey(key), self.encodekey(value))

    def __contains__(self, key):
        return dict.__contains__(self, self.encodekey(key))

    def get(self, key, default=None):
        return dict.get(self, self.encodekey(key), default)

    def __repr__(self):
        return f"environ({dict(self)!r})"

    def copy(self):
        return dict(self)


environ = _Environ()
try:
    for _pair in _host.environment().split("\0"):
        _key, _, _value = _pair.partition("=")
        if _:
            dict.__setitem__(environ, _key, _value)
except OSError:
    pass


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


def uname():
    """The names of a system that tells them in files."""
    names = []
    for each in ("ostype", "hostname", "osrelease", "version", "arch"):
        try:
            number = _host.open(f"/proc/sys/kernel/{each}", "r")
        except OSError:
            if each == "arch":
                names.append("unknown")
                continue
            raise OSError(38, strerror(38)) from None
        names.append(_host.read(number, -1).decode().strip())
        _host.close(number)
    return uname_result(names)


O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_CLOEXEC = 0, 1, 2, 0o100, 0o200, 0o1000, 0o2000, 0o2000000


def open(path, flags, mode=0o777, *, dir_fd=None):
    """Opens a file by its flags; its number."""
    if dir_fd is not None:
        raise NotImplementedError("dir_fd unavailable on this platform")
    writes, reads_too = flags & 3 != 0, flags & 3 == 2
    if not writes:
        return _host.open(fspath(path), "r")
    if flags & O_EXCL and flags & O_CREAT:
        kind = "x"
    elif flags & O_APPEND:
        kind = "a"
    elif flags & O_TRUNC and flags & O_CREAT:
        kind = "w"
    elif flags & O_CREAT and _host.kind(fspath(path)) is None:
        kind = "x"
    else:
        return _host.open(fspath(path), "r+")
    return _host.open(fspath(path), kind + "+" * reads_too)


def close(fd):
    _host.close(fd)


def read(fd, n):
    return _host.read(fd, n)


def write(fd, data):
    return _host.write(fd, data)


def isatty(fd):
    return False


import posixpath as path

_sys.modules["os.path"] = path
