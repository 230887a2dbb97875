"""Warnings: which are shown, how, and which are errors."""

import sys

__all__ = [
    "warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings", "catch_warnings",
    "deprecated",
]  # fmt: skip

filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
onceregistry = _onceregistry = {}
_said = {}
defaultaction = _defaultaction = "default"
_version = 1
_ACTIONS = ("error", "ignore", "always", "default", "module", "once")


def _filters_mutated():
    global _version
    _version += 1


class WarningMessage:
    """One warning."""

    _WARNING_DETAILS = ("message", "category", "filename", "lineno", "file", "line", "source")

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (
            f"{{message : {self.message!r}, category : {self._category_name!r}, filename : {self.filename!r}, "
            f"lineno : {self.lineno}, line : {self.line!r}}}"
        )


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Writes a warning to a file."""
    _show(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """A warning as text."""
    return _format(WarningMessage(message, category, filename, lineno, None, line))


def _show(warning):
    file = warning.file
    if file is None:
        file = sys.stderr
        if file is None:
            return
    try:
        file.write(_format(warning))
    except OSError:
        pass


def _format(warning):
    text = f"{warning.filename}:{warning.lineno}: {warning.category.__name__}: {warning.message}\n"
    line = warning.line
    if line is None:
        try:
            import linecache

            line = linecache.getline(warning.filename, warning.lineno)
        except Exception:
            line = None
    if line:
        text += f"  {line.strip()}\n"
    return text


_own_showwarning = showwarning
_own_formatwarning = formatwarning


def _showwarnmsg(warning):
    """Shows a warning as the program wants it."""
    if showwarning is not _own_showwarning:
        if not callable(showwarning):
            raise TypeError("warnings.showwarning() must be set to a function or method")
        showwarning(warning.message, warning.category, warning.filename, warning.lineno, warning.file, warning.line)
        return
    if formatwarning is not _own_formatwarning:
        file = sys.stderr if warning.file is None else warning.file
        text = formatwarning(warning.message, warning.category, warning.filename, warning.lineno, warning.line)
        try:
            file.write(text)
        except OSError:
            pass
        return
    _showwarnmsg_impl(warning)


def _showwarnmsg_impl(warning):
    _show(warning)


_formatwarnmsg_impl = _format


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Adds a filter; message and module are regular expressions."""
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError("category must be a Warning subclass")
    if not isinstance(module, str):
        raise TypeError("module must be a string")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")
    if message or module:
        import re
    message = re.compile(message, re.I) if message else None
    module = re.compile(module) if module else None
    _add_filter(action, message, category, module, lineno, append=append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Adds a filter for all warnings of a category."""
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")
    _add_filter(action, None, category, None, lineno, append=append)


def _add_filter(*item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        try:
            filters.remove(item)
        except ValueError:
            pass
        filters.insert(0, item)
    _filters_mutated()


def resetwarnings():
    """Takes all filters away."""
    filters[:] = []
    _filters_mutated()


def _is_internal(filename):
    return "importlib" in filename and "_bootstrap" in filename or filename.startswith("<frozen ")


def _matches(pattern, text):
    if pattern is None:
        return True
    if isinstance(pattern, str):
        return pattern == text
    return pattern.match(text) is not None


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Warns about the code that runs, or so many calls further out."""
    if isinstance(message, Warning):
        category = type(message)
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    if not isinstance(skip_file_prefixes, tuple):
        raise TypeError("skip_file_prefixes must be a tuple of strs.")
    if skip_file_prefixes:
        stacklevel = max(2, stacklevel)
    try:
        frame = sys._getframe(1)
        if stacklevel <= 1 or _is_internal(frame.f_code.co_filename):
            for _ in range(1, stacklevel):
                frame = frame.f_back
                if frame is None:
                    raise ValueError
        else:
            for _ in range(1, stacklevel):
                frame = frame.f_back
                while frame is not None and (
                    _is_internal(frame.f_code.co_filename)
                    or (skip_file_prefixes and frame.f_code.co_filename.startswith(skip_file_prefixes))
                ):
                    frame = frame.f_back
                if frame is None:
                    raise ValueError
    except ValueError:
        names, filename, lineno = sys.__dict__, "<sys>", 0
    else:
        names, filename, lineno = frame.f_globals, frame.f_code.co_filename, frame.f_lineno
    module = names["__name__"] if "__name__" in names else "<string>"
    registry = names.setdefault("__warningregistry__", {})
    warn_explicit(message, category, filename, lineno, module, registry, names, source)


def _warn_unawaited_coroutine(coro):
    """A coroutine dies that was never awaited."""
    text = f"coroutine '{coro.__qualname__}' was never awaited"
    origin = coro.cr_origin
    if origin is not None:
        import linecache

        lines = ["Coroutine created at (most recent call last)"]
        for filename, lineno, name in reversed(origin):
            lines.append(f'  File "{filename}", line {lineno}, in {name}')
            line = linecache.getline(filename, lineno).strip()
            if line:
                lines.append(f"    {line}")
        text += "\n" + "\n".join(lines)
    warn(text, RuntimeWarning, 2)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    """Warns about a place that is told."""
    lineno = int(lineno)
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    if registry is None:
        registry = {}
    if registry.get("version", 0) != _version:
        registry.clear()
        registry["version"] = _version
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry.get(key):
        return
    for action, wanted, wanted_category, wanted_module, wanted_line in filters:
        if (
            _matches(wanted, text)
            and issubclass(category, wanted_category)
            and _matches(wanted_module, module)
            and (wanted_line == 0 or lineno == wanted_line)
        ):
            break
    else:
        action = defaultaction
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action == "once":
        registry[key] = 1
        # What was said before filters changed is said again.
        if _said.get("version") != _version:
            _said.clear()
            _said["version"] = _version
        once = (text, category)
        if _said.get(once):
            return
        _said[once] = 1
    elif action == "module":
        registry[key] = 1
        other = (text, category, 0)
        if registry.get(other):
            return
        registry[other] = 1
    elif action == "default":
        registry[key] = 1
    elif action not in ("always", "all"):
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {wanted}")
    _showwarnmsg(WarningMessage(message, category, filename, lineno, source=source))


class catch_warnings:
    """Puts filters and the way of showing back when it is left; with record=True gives a list of the warnings."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        arguments = []
        if self._record:
            arguments.append("record=True")
        if self._module is not sys.modules["warnings"]:
            arguments.append("module=" + repr(self._module))
        return f"{type(self).__name__}({', '.join(arguments)})"

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        module = self._module
        self._filters = module.filters
        module.filters = self._filters[:]
        module._filters_mutated()
        self._showwarning = module.showwarning
        self._showwarnmsg_impl = module._showwarnmsg_impl
        if self._record:
            log = []
            module._showwarnmsg_impl = log.append
            module.showwarning = module._own_showwarning
        else:
            log = None
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        module = self._module
        module.filters = self._filters
        module._filters_mutated()
        module.showwarning = self._showwarning
        module._showwarnmsg_impl = self._showwarnmsg_impl


class deprecated:
    """Says that a class or function is deprecated: its use warns."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(f"Expected an object of type str for 'message', not {type(message).__name__!r}")
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        message, category, stacklevel = self.message, self.category, self.stacklevel
        if category is None:
            arg.__deprecated__ = message
            return arg
        if isinstance(arg, type):
            import functools

            original_new = arg.__new__

            @functools.wraps(original_new)
            def __new__(cls, /, *args, **kwargs):
                if cls is arg:
                    warn(message, category=category, stacklevel=stacklevel + 1)
                if original_new is not object.__new__:
                    return original_new(cls, *args, **kwargs)
                if cls.__init__ is object.__init__ and (args or kwargs):
                    raise TypeError(f"{cls.__name__}() takes no arguments")
                return original_new(cls)

            arg.__new__ = staticmethod(__new__)
            original_init_subclass = arg.__init_subclass__
            is_own = hasattr(original_init_subclass, "__func__")
            inner = original_init_subclass.__func__ if is_own else original_init_subclass

            @functools.wraps(inner)
            def __init_subclass__(*args, **kwargs):
                warn(message, category=category, stacklevel=stacklevel + 1)
                return inner(*args, **kwargs)

            arg.__init_subclass__ = classmethod(__init_subclass__) if is_own else __init_subclass__
            arg.__deprecated__ = __new__.__deprecated__ = __init_subclass__.__deprecated__ = message
            return arg
        if callable(arg):
            import functools

            @functools.wraps(arg)
            def wrapper(*args, **kwargs):
                warn(message, category=category, stacklevel=stacklevel + 1)
                return arg(*args, **kwargs)

            arg.__deprecated__ = wrapper.__deprecated__ = message
            return wrapper
        raise TypeError(
            f"@deprecated decorator with non-None category must be applied to a class or callable, not {arg!r}"
        )


# What the command line asked for. The list is in a module that nobody needs else, and the dict of `sys` would be made complete.
if "_syshooks" in sys.modules and sys.modules["_syshooks"].warnoptions:
    from _warning_options import process as _processoptions

    _processoptions(sys.warnoptions)
