"""Where protocols 0 to 2 look for what Python 2 had elsewhere: only what is here, too."""

IMPORT_MAPPING = {
    "__builtin__": "builtins", "copy_reg": "copyreg", "Queue": "queue", "StringIO": "io", "cStringIO": "io", "cPickle": "pickle",
    "thread": "_thread", "UserDict": "collections", "UserList": "collections", "UserString": "collections", "_abcoll": "collections.abc",
}
NAME_MAPPING = {
    ("__builtin__", "xrange"): ("builtins", "range"),
    ("__builtin__", "reduce"): ("functools", "reduce"),
    ("__builtin__", "intern"): ("sys", "intern"),
    ("__builtin__", "unichr"): ("builtins", "chr"),
    ("__builtin__", "unicode"): ("builtins", "str"),
    ("__builtin__", "long"): ("builtins", "int"),
    ("itertools", "izip"): ("builtins", "zip"),
    ("itertools", "imap"): ("builtins", "map"),
    ("itertools", "ifilter"): ("builtins", "filter"),
    ("itertools", "ifilterfalse"): ("itertools", "filterfalse"),
    ("itertools", "izip_longest"): ("itertools", "zip_longest"),
    ("UserDict", "IterableUserDict"): ("collections", "UserDict"),
    ("UserList", "UserList"): ("collections", "UserList"),
    ("UserString", "UserString"): ("collections", "UserString"),
    ("exceptions", "StandardError"): ("builtins", "Exception"),
    ("exceptions", "UnicodeError"): ("builtins", "UnicodeError"),
}
REVERSE_IMPORT_MAPPING = {
    "builtins": "__builtin__", "copyreg": "copy_reg", "queue": "Queue", "_thread": "thread", "collections.abc": "_abcoll",
}
REVERSE_NAME_MAPPING = {
    ("builtins", "range"): ("__builtin__", "xrange"),
    ("functools", "reduce"): ("__builtin__", "reduce"),
    ("sys", "intern"): ("__builtin__", "intern"),
    ("builtins", "chr"): ("__builtin__", "unichr"),
    ("builtins", "str"): ("__builtin__", "unicode"),
    ("builtins", "int"): ("__builtin__", "long"),
    ("builtins", "zip"): ("itertools", "izip"),
    ("builtins", "map"): ("itertools", "imap"),
    ("builtins", "filter"): ("itertools", "ifilter"),
    ("itertools", "filterfalse"): ("itertools", "ifilterfalse"),
    ("itertools", "zip_longest"): ("itertools", "izip_longest"),
    ("collections", "UserDict"): ("UserDict", "IterableUserDict"),
    ("collections", "UserList"): ("UserList", "UserList"),
    ("collections", "UserString"): ("UserString", "UserString"),
}
import builtins as _builtins

for _name in dir(_builtins):
    _value = getattr(_builtins, _name)
    if isinstance(_value, type) and issubclass(_value, BaseException) and _value.__name__ == _name:
        if not issubclass(_value, (OSError, ModuleNotFoundError, RecursionError, BaseExceptionGroup)) or _value is OSError:
            NAME_MAPPING.setdefault(("exceptions", _name), ("builtins", _name))
            REVERSE_NAME_MAPPING.setdefault(("builtins", _name), ("exceptions", _name))
del _name, _value
