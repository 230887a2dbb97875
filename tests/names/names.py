"""What there is: prints the names of each module, each built-in class and their attributes, a line each.

`names.txt` is what CPython 3.13 prints (`python3.13 tests/names/names.py >tests/names/names.txt` renews it); `check.py` compares.
"""

import importlib
import sys
import types


def samples():
    """Objects of the built-in classes that have no name of their own."""

    def generator():
        yield

    async def asynchronous():
        yield

    class Sequence:
        def __getitem__(self, index):
            raise IndexError

    coroutine = asynchronous()
    return {
        "list_iterator": iter([]), "list_reverseiterator": reversed([]), "tuple_iterator": iter(()), "str_iterator": iter("\u0101"),
        "bytes_iterator": iter(b""), "bytearray_iterator": iter(bytearray()), "memory_iterator": iter(memoryview(b"")),
        "range_iterator": iter(range(0)), "longrange_iterator": iter(range(1 << 100)), "set_iterator": iter(set()),
        "dict_keyiterator": iter({}), "dict_valueiterator": iter({}.values()), "dict_itemiterator": iter({}.items()),
        "dict_reversekeyiterator": reversed({}), "dict_reversevalueiterator": reversed({}.values()),
        "dict_reverseitemiterator": reversed({}.items()), "dict_keys": {}.keys(), "dict_values": {}.values(), "dict_items": {}.items(),
        "callable_iterator": iter(int, 1), "iterator": iter(Sequence()), "async_generator_asend": coroutine.asend(None),
        "async_generator_athrow": coroutine.athrow(ValueError),
    }


def public(module):
    """The names a module offers: `__all__`, else those without an underscore that are no modules themselves."""
    listed = getattr(module, "__all__", None)
    if listed is not None:
        return sorted(listed)
    return sorted([name for name in dir(module) if not name.startswith("_") and not isinstance(getattr(module, name), types.ModuleType)])


def lines(modules):
    """The lines of the file, of these modules as far as they are there."""
    for name in modules:
        if name in BOUND:
            yield f"module {name}:"
            continue
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        names = public(module)
        if name == "builtins":
            names += ["__build_class__", "__debug__", "__import__"]
        if name == "sys":
            names = [name for name in names if name not in ("last_exc", "last_type", "last_value", "last_traceback")]
        yield f"module {name}: {' '.join(sorted(names))}"
    import builtins

    classes = {name: value for name, value in vars(builtins).items() if isinstance(value, type) and not name.startswith("_")}
    classes |= {f"types.{name}": getattr(types, name) for name in types.__all__ if isinstance(getattr(types, name), type)}
    classes |= {name: type(value) for name, value in samples().items()}
    for name, value in sorted(classes.items()):
        yield f"type {name}: {' '.join(sorted(dir(value)))}"


# Modules for CPython itself, other systems, or about nothing but its own insides.
NOT_MEANT = {
    "antigravity", "this", "idlelib", "turtledemo", "msvcrt", "winreg", "winsound", "nt", "ntpath", "nturl2path", "lib2to3", "ensurepip",
    "genericpath", "opcode", "sre_compile", "sre_constants", "sre_parse", "pydoc_data", "pyexpat", "pyclbr",
}
# Modules over what only an operating system has: they are named, not gone through.
BOUND = {
    "bz2", "ctypes", "curses", "dbm", "fcntl", "grp", "lzma", "mmap", "multiprocessing", "posix", "pty", "pwd", "readline", "resource", "select",
    "selectors", "socket", "socketserver", "sqlite3", "ssl", "subprocess", "syslog", "termios", "tkinter", "tty", "turtle", "venv",
}
INNER = (
    "collections.abc", "os.path", "importlib.abc", "importlib.machinery", "importlib.resources", "importlib.util", "importlib.metadata",
    "concurrent.futures", "email.message", "html.entities", "html.parser", "http.client", "json.decoder", "json.encoder",
    "logging.config", "logging.handlers", "unittest.mock", "urllib.error", "urllib.parse", "urllib.request", "xml.dom",
    "xml.etree.ElementTree", "xml.sax",
)


def all_modules():
    listed = [name for name in sys.stdlib_module_names if not name.startswith("_") and name not in NOT_MEANT]
    return sorted(listed + list(INNER))


if __name__ == "__main__":
    for line in lines(all_modules()):
        print(line)
