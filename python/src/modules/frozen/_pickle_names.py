"""What Python 2 called things: pickles of protocols 0 to 2 use its names."""

import builtins

# Python 2's modules, and what became of those that are here.
MODULES_OF_PYTHON_2 = {
    "__builtin__": "builtins",
    "copy_reg": "copyreg",
    "Queue": "queue",
    "repr": "reprlib",
    "thread": "_thread",
    "UserDict": "collections",
    "UserList": "collections",
    "UserString": "collections",
    "_abcoll": "collections.abc",
    "StringIO": "io",
    "cStringIO": "io",
    "cPickle": "pickle",
    "ConfigParser": "configparser",
    "urlparse": "urllib.parse",
    "test.test_support": "test.support",
}

NAMES_OF_PYTHON_2 = {
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
}

# Exceptions lived in a module of their own; these came with Python 3.
_new = """BaseExceptionGroup BlockingIOError BrokenPipeError ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
ConnectionResetError EncodingWarning ExceptionGroup FileExistsError FileNotFoundError GeneratorExit InterruptedError IsADirectoryError ModuleNotFoundError
NotADirectoryError PermissionError ProcessLookupError PythonFinalizationError RecursionError ResourceWarning StopAsyncIteration TimeoutError
EnvironmentError IOError _IncompleteInputError""".split()

for _name, _value in vars(builtins).copy().items():
    if isinstance(_value, type) and issubclass(_value, BaseException) and (_name not in _new or _name == "GeneratorExit"):
        NAMES_OF_PYTHON_2["exceptions", _name] = "builtins", _name

# The way back: each name of today has one of then.
NAMES_OF_PYTHON_3 = {today: then for then, today in NAMES_OF_PYTHON_2.items()}
MODULES_OF_PYTHON_3 = {
    "builtins": "__builtin__",
    "copyreg": "copy_reg",
    "queue": "Queue",
    "reprlib": "repr",
    "_thread": "thread",
    "collections.abc": "_abcoll",
    "_functools": "functools",
    "_pickle": "pickle",
    "configparser": "ConfigParser",
    "urllib.parse": "urlparse",
    "test.support": "test.test_support",
}

for _then, _today in (
    (("exceptions", "EnvironmentError"), ("builtins", "EnvironmentError")),
    (("exceptions", "IOError"), ("builtins", "IOError")),
    (("__builtin__", "basestring"), ("builtins", "str")),
    (("exceptions", "StandardError"), ("builtins", "Exception")),
    (("UserDict", "UserDict"), ("collections", "UserDict")),
):
    NAMES_OF_PYTHON_2[_then] = _today
for _name in _new:
    # What Python 2 lacks is the class that it had for this.
    _value = getattr(builtins, _name, None)
    if isinstance(_value, type) and issubclass(_value, OSError) and _value not in (OSError, BlockingIOError):
        NAMES_OF_PYTHON_3["builtins", _name] = "exceptions", "OSError"
NAMES_OF_PYTHON_3["builtins", "ModuleNotFoundError"] = "exceptions", "ImportError"
