"""Hooks of `sys` and what few programs ask it for: made when somebody does."""

import sys as _sys
from _frames_native import getprofile, gettrace, setprofile, settrace
from _structseq import make as _make


def excepthook(exctype, value, traceback, /):
    """Reports an exception that nobody caught."""
    from traceback import print_exception

    print_exception(exctype, value, traceback)


def displayhook(value, /):
    """Shows the value of an expression at a prompt."""
    if value is None:
        return
    import builtins

    builtins._ = None
    text = repr(value)
    if getattr(_sys, "stdout", None) is None:
        raise RuntimeError("lost sys.stdout")
    try:
        _sys.stdout.write(text)
    except UnicodeEncodeError:
        _sys.stdout.write(text.encode(_sys.stdout.encoding, "backslashreplace").decode(_sys.stdout.encoding, "strict"))
    _sys.stdout.write("\n")
    builtins._ = value


UnraisableHookArgs, _unraisable_of = _make(
    "sys", "UnraisableHookArgs", ("exc_type", "exc_value", "exc_traceback", "err_msg", "object"), None, False
)


def _unraisable(error, message, culprit):
    return _unraisable_of(type(error), error, error.__traceback__, message, culprit)


def unraisablehook(unraisable, /):
    """Reports an exception where nobody can catch it."""
    from traceback import extract_tb, format_list

    if not isinstance(unraisable, UnraisableHookArgs):
        raise TypeError("sys.unraisablehook argument type must be UnraisableHookArgs")
    message, culprit = unraisable.err_msg, unraisable.object
    if culprit is not None:
        try:
            shown = repr(culprit)
        except Exception:
            shown = "<object repr() failed>"
        text = f"{message or 'Exception ignored in'}: {shown}"
    else:
        text = f"{message}:" if message else "Exception ignored in:"
    print(text, file=_sys.stderr)
    if unraisable.exc_traceback is not None:
        print("Traceback (most recent call last):", file=_sys.stderr)
        # Without columns there are no marks.
        entries = [(entry.filename, entry.lineno, entry.name, entry.line) for entry in extract_tb(unraisable.exc_traceback)]
        print("".join(format_list(entries)), end="", file=_sys.stderr)
    kind, value = unraisable.exc_type, unraisable.exc_value
    name = kind.__qualname__ if kind.__module__ in ("builtins", "__main__") else f"{kind.__module__}.{kind.__qualname__}"
    try:
        name = name if value is None else f"{name}: {value}"
    except Exception:
        name += ": <exception str() failed>"
    print(name, file=_sys.stderr)


def breakpointhook(*args, **kws):
    """There is no debugger."""
    raise RuntimeError("there is no debugger")


__excepthook__, __displayhook__, __unraisablehook__, __breakpointhook__ = excepthook, displayhook, unraisablehook, breakpointhook


_settraceallthreads, _setprofileallthreads = settrace, setprofile


def call_tracing(func, args, /):
    """Calls a function."""
    if not isinstance(args, tuple):
        raise TypeError(f"call_tracing() argument 2 must be tuple, not {type(args).__name__}")
    return func(*args)


def getrefcount(object, /):
    """References are not counted: a number as good as any."""
    return 2


def getallocatedblocks():
    """How many objects there are is not counted."""
    return 0


def getunicodeinternedsize(*, _only_immortal=False):
    """How many interned strs there are is not counted."""
    return 0


_interval = 0.005


def getswitchinterval():
    """The time after which threads would take turns."""
    return _interval


def setswitchinterval(interval, /):
    """Sets it."""
    global _interval
    if not isinstance(interval, (int, float)):
        raise TypeError(f"must be real number, not {type(interval).__name__}")
    if interval <= 0:
        raise ValueError("switch interval must be strictly positive")
    _interval = float(interval)


_audit_hooks = []


def audit(event, /, *args):
    """Tells the hooks of an event."""
    if not isinstance(event, str):
        raise TypeError(f"expected str for argument 'event', not {type(event).__name__}")
    for hook in _audit_hooks:
        hook(event, args)


def addaudithook(hook):
    """Adds a function that hears of the program's own events."""
    if _audit_hooks:
        try:
            audit("sys.addaudithook")
        except RuntimeError:
            return
    _audit_hooks.append(hook)


asyncgen_hooks = _make("sys", "asyncgen_hooks", ("firstiter", "finalizer"), None, True)[1]
_hooks = [None, None]


def get_asyncgen_hooks():
    """The hooks for asynchronous generators."""
    return asyncgen_hooks(*_hooks)


def set_asyncgen_hooks(firstiter=_hooks, finalizer=_hooks):
    """Sets them: the first hears of generators that begin to be iterated, the second of those that nobody refers to any more."""
    for place, (name, value) in enumerate((("firstiter", firstiter), ("finalizer", finalizer))):
        if value is _hooks:
            continue
        if value is not None and not callable(value):
            raise TypeError(f"callable {name} expected, got {type(value).__name__}")
        _hooks[place] = value


_depth = 0


def get_coroutine_origin_tracking_depth():
    """How many frames coroutines remember of where they were made."""
    return _depth


def set_coroutine_origin_tracking_depth(depth):
    """Sets it; they remember none."""
    global _depth
    if depth < 0:
        raise ValueError("depth must be >= 0")
    _depth = int(depth)


def activate_stack_trampoline(backend, /):
    """There is no perf trampoline."""
    raise ValueError("perf trampoline not available")


def deactivate_stack_trampoline():
    """There is no perf trampoline."""


def is_stack_trampoline_active():
    """There is no perf trampoline."""
    return False


def getdlopenflags():
    """The flags for extension modules, of which there are none."""
    return 2


def setdlopenflags(flags, /):
    """Nothing to set."""


def _is_gil_enabled():
    return True


def _is_interned(string, /):
    if not isinstance(string, str):
        raise TypeError(f"_is_interned() argument must be str, not {type(string).__name__}")
    return _sys.intern(string) is string


def _clear_type_cache():
    """The caches follow what happens by themselves."""


_clear_internal_caches = _clear_type_cache


def _current_frames():
    return {1: _sys._getframe(1)}


def _current_exceptions():
    return {1: _sys.exception()}


def _debugmallocstats():
    """Nothing to tell."""


warnoptions = []
_xoptions = {}
orig_argv = ["copperhead", *_sys.argv]
meta_path = []
path_hooks = []
path_importer_cache = {}
_git = ("Copperhead", "", "")
_framework = ""
_home = None
_stdlib_dir = None
_base_executable = ""
builtin_module_names = tuple(sorted(_sys._module_names(False)))
stdlib_module_names = frozenset(_sys._module_names(True))
