"""Reports of exceptions and of the calls that run."""

import sys
import linecache

from _traceback import lines as _lines, position as _position, suggestion as _suggestion

__all__ = [
    "extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack", "format_tb", "print_exc",
    "format_exc", "print_exception", "print_last", "print_stack", "print_tb", "clear_frames", "FrameSummary", "StackSummary",
    "TracebackException", "walk_stack", "walk_tb", "print_list",
]  # fmt: skip

_MISSING = object()
_REPEATS = 3
_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"


def _write(lines, file):
    if file is None:
        file = sys.stderr
    for line in lines:
        print(line, file=file, end="")


def print_list(extracted_list, file=None):
    """Prints entries."""
    _write(StackSummary.from_list(extracted_list).format(), file)


def format_list(extracted_list):
    """Entries as text."""
    return StackSummary.from_list(extracted_list).format()


def print_tb(tb, limit=None, file=None):
    """Prints the entries of a traceback."""
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    """The entries of a traceback as text."""
    return extract_tb(tb, limit=limit).format()


def extract_tb(tb, limit=None):
    """The entries of a traceback."""
    return StackSummary._extract(_with_positions(tb), limit=limit)


def _parse(exc, value, tb):
    if (value is _MISSING) != (tb is _MISSING):
        raise ValueError("Both or neither of value and tb must be given")
    if value is tb is _MISSING:
        if exc is None:
            return None, None
        if isinstance(exc, BaseException):
            return exc, exc.__traceback__
        raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
    return value, tb


def print_exception(exc, /, value=_MISSING, tb=_MISSING, limit=None, file=None, chain=True, **kwargs):
    """Prints the report of an exception."""
    value, tb = _parse(exc, value, tb)
    TracebackException(type(value), value, tb, limit=limit, compact=True).print(file=file, chain=chain)


def format_exception(exc, /, value=_MISSING, tb=_MISSING, limit=None, chain=True, **kwargs):
    """The report of an exception as text."""
    value, tb = _parse(exc, value, tb)
    return list(TracebackException(type(value), value, tb, limit=limit, compact=True).format(chain=chain))


def format_exception_only(exc, /, value=_MISSING, *, show_group=False, **kwargs):
    """The last lines of the report."""
    if value is _MISSING:
        value = exc
    return list(TracebackException(type(value), value, None, compact=True).format_exception_only(show_group=show_group))


def print_exc(limit=None, file=None, chain=True):
    """Prints the report of the exception that is handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """The report of the exception that is handled."""
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """Prints the report of the last exception that nobody caught."""
    if not hasattr(sys, "last_exc") and not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    if hasattr(sys, "last_exc"):
        print_exception(sys.last_exc, limit=limit, file=file, chain=chain)
    else:
        print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit=limit, file=file, chain=chain)


def print_stack(f=None, limit=None, file=None):
    """Prints the calls that run."""
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    """The calls that run as text."""
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))


def extract_stack(f=None, limit=None):
    """The calls that run, the outermost first."""
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def clear_frames(tb):
    """Lets go of the variables of all frames of a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next


def walk_stack(f):
    """Frames and their lines, from the given one outwards."""
    if f is None:
        f = sys._getframe().f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """Frames and lines of a traceback."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _with_positions(tb):
    while tb is not None:
        frame = tb.tb_frame
        lineno, end_lineno, colno, end_colno = _position(frame.f_code, tb.tb_lasti)
        yield frame, (tb.tb_lineno if lineno is None else lineno, end_lineno, colno, end_colno)
        tb = tb.tb_next


class FrameSummary:
    """One entry."""

    __slots__ = (
        "filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_lines", "_lines_dedented", "locals", "_code",
    )  # fmt: skip

    def __init__(
        self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None, end_colno=None, **kwargs
    ):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._lines = line
        self._lines_dedented = None
        if lookup_line:
            self.line
        self.locals = {key: _safe_text(value, "local", repr) for key, value in locals.items()} if locals else None

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return tuple(self) == tuple(other) and self.locals == other.locals
        if isinstance(other, tuple):
            return tuple(self) == other
        return NotImplemented

    def __getitem__(self, place):
        return (self.filename, self.lineno, self.name, self.line)[place]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def __len__(self):
        return 4

    def _set_lines(self):
        if self._lines is None and self.lineno is not None and self.end_lineno is not None:
            self._lines = "".join(
                linecache.getline(self.filename, number).rstrip() + "\n" for number in range(self.lineno, self.end_lineno + 1)
            )

    @property
    def line(self):
        self._set_lines()
        return None if self._lines is None else self._lines.partition("\n")[0].strip()


def _safe_text(value, what, func=str):
    try:
        return func(value)
    except BaseException:
        return f"<{what} {func.__name__}() failed>"


class StackSummary(list):
    """Entries."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """Of frames and lines."""

        def extended():
            for frame, lineno in frame_gen:
                yield frame, (lineno, None, None, None)

        return klass._extract(extended(), limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals)

    @classmethod
    def _extract(klass, frames, *, limit=None, lookup_lines=True, capture_locals=False):
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            frames = list(frames)
            frames = frames[:limit] if limit >= 0 else frames[limit:]
        result = klass()
        for frame, (lineno, end_lineno, colno, end_colno) in frames:
            code = frame.f_code
            result.append(
                FrameSummary(
                    code.co_filename,
                    lineno,
                    code.co_name,
                    lookup_line=lookup_lines,
                    locals=frame.f_locals if capture_locals else None,
                    end_lineno=end_lineno,
                    colno=colno,
                    end_colno=end_colno,
                )
            )
        return result

    @classmethod
    def from_list(klass, a_list):
        """Of entries or tuples."""
        result = klass()
        for entry in a_list:
            if isinstance(entry, FrameSummary):
                result.append(entry)
            else:
                filename, lineno, name, line = entry
                result.append(FrameSummary(filename, lineno, name, line=line))
        return result

    def format_frame_summary(self, frame_summary, **kwargs):
        """One entry as text."""
        entry = frame_summary
        name = entry.filename
        if name.startswith("<stdin-") and name.endswith(">"):
            name = "<stdin>"
        text = f'  File "{name}", line {entry.lineno}, in {entry.name}\n'
        below = ""
        if entry.colno is not None and entry.end_colno is not None and entry.lineno is not None:
            below = _lines(entry.filename, entry.lineno, entry.colno, entry.end_lineno, entry.end_colno)
        if not below and entry.line:
            below = f"    {entry.line}\n"
        text += below
        if entry.locals:
            for key, value in sorted(entry.locals.items()):
                text += f"    {key} = {value}\n"
        return text

    def format(self, **kwargs):
        """All entries as text; many alike are counted."""
        result = []
        last = None
        count = 0
        for entry in self:
            text = self.format_frame_summary(entry, **kwargs)
            if text is None:
                continue
            key = entry.filename, entry.lineno, entry.name
            if key != last:
                if count > _REPEATS:
                    result.append(_repeated(count - _REPEATS))
                last = key
                count = 0
            count += 1
            if count <= _REPEATS:
                result.append(text)
        if count > _REPEATS:
            result.append(_repeated(count - _REPEATS))
        return result


def _repeated(number):
    return f"  [Previous line repeated {number} more time{'s' if number > 1 else ''}]\n"


class _Printer:
    """Lines with the margin of the groups around them."""

    def __init__(self):
        self.depth = 0
        self.seen = set()
        self.needs_end = False

    def indent(self):
        return " " * (2 * self.depth)

    def lines(self, text, mark=None):
        margin = self.indent()
        if mark is None:
            mark = "|"
        if self.depth:
            margin += mark + " "
        if isinstance(text, str):
            text = [text]
        for piece in text:
            yield "".join(margin + line for line in piece.splitlines(True)) if self.depth else piece


class TracebackException:
    """All that a report says of an exception, without the exception."""

    def __init__(
        self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False, compact=False,
        max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None,
    ):  # fmt: skip
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        self.stack = StackSummary._extract(
            _with_positions(exc_traceback), limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals
        )
        self._exc_type = exc_type if save_exc_type else None
        self._str = _safe_text(exc_value, "exception")
        try:
            self.__notes__ = getattr(exc_value, "__notes__", None)
        except Exception as error:
            self.__notes__ = [f"Ignored error getting __notes__: {_safe_text(error, '__notes__', repr)}"]
        self._is_syntax_error = False
        self._have_exc_type = exc_type is not None
        if exc_type is not None:
            self.exc_type_qualname = exc_type.__qualname__
            self.exc_type_module = exc_type.__module__
        else:
            self.exc_type_qualname = self.exc_type_module = None
        if exc_type and issubclass(exc_type, SyntaxError):
            self.filename = exc_value.filename
            self.lineno = str(exc_value.lineno) if exc_value.lineno is not None else None
            self.end_lineno = str(exc_value.end_lineno) if exc_value.end_lineno is not None else None
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.end_offset = exc_value.end_offset
            self.msg = exc_value.msg
            self._is_syntax_error = True
        elif exc_value is not None and exc_traceback is not None or exc_value is not None:
            self._str += _suggestion(exc_value)
        self.__suppress_context__ = exc_value.__suppress_context__ if exc_value is not None else False
        self.__cause__ = self.__context__ = self.exceptions = None
        if _seen is not None or exc_value is None:
            return
        options = {
            "limit": limit, "lookup_lines": lookup_lines, "capture_locals": capture_locals, "max_group_width": max_group_width,
            "max_group_depth": max_group_depth, "save_exc_type": save_exc_type, "_seen": seen,
        }  # fmt: skip
        # Chains may be longer than calls may nest.
        waiting = [(self, exc_value)]
        while waiting:
            report, error = waiting.pop()

            def add(other):
                made = TracebackException(type(other), other, other.__traceback__, **options)
                waiting.append((made, other))
                return made

            cause, context = error.__cause__, error.__context__
            if cause is not None and id(cause) not in seen:
                report.__cause__ = add(cause)
            wanted = not compact or (report.__cause__ is None and not error.__suppress_context__)
            if context is not None and wanted and id(context) not in seen:
                report.__context__ = add(context)
            if isinstance(error, BaseExceptionGroup):
                report.exceptions = [add(inner) for inner in error.exceptions]

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """Of an exception with its own traceback."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        return self._exc_type

    @property
    def exc_type_str(self):
        if not self._have_exc_type:
            return None
        name = self.exc_type_qualname
        module = self.exc_type_module
        if module in ("__main__", "builtins"):
            return name
        if not isinstance(module, str):
            module = "<unknown>"
        return f"{module}.{name}"

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None

    def __str__(self):
        return self._str

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        """The last lines."""
        if not self._have_exc_type:
            yield _last_line(None, self._str)
            return
        margin = 3 * _depth * " "
        name = self.exc_type_str
        if not self._is_syntax_error:
            yield margin + _last_line(name, self._str).replace("\n", "\n" + margin, _last_line(name, self._str).count("\n") - 1)
        else:
            yield from [margin + line for line in self._syntax_lines(name)]
        notes = self.__notes__
        if isinstance(notes, (list, tuple)):
            for note in notes:
                yield from [margin + line + "\n" for line in _safe_text(note, "note").split("\n")]
        elif notes is not None:
            yield margin + _safe_text(notes, "__notes__", repr) + "\n"
        if self.exceptions and show_group:
            for inner in self.exceptions:
                yield from inner.format_exception_only(show_group=show_group, _depth=_depth + 1)

    def _syntax_lines(self, name):
        behind = ""
        if self.lineno is not None:
            yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
        elif self.filename is not None:
            behind = f" ({self.filename})"
        text = self.text
        if isinstance(text, str):
            shown = text.rstrip("\n")
            stripped = shown.lstrip(" \n\f")
            spaces = len(shown) - len(stripped)
            yield f"    {stripped}\n"
            if self.offset is not None:
                offset = self.offset
                end = self.end_offset if self.end_offset not in (None, 0, -1) else offset
                if self.end_lineno is not None and self.end_lineno != self.lineno:
                    end = len(shown) + 1
                if offset == end or end < offset:
                    end = offset + 1
                first, last = offset - 1 - spaces, end - 1 - spaces
                if first >= 0:
                    blank = "".join(c if c.isspace() else " " for c in stripped[:first])
                    yield f"    {blank:<{first}}{'^' * (last - first)}\n"
        yield f"{name}: {self.msg or '<no detail available>'}{behind}\n"

    def format(self, *, chain=True, _ctx=None, **kwargs):
        """The whole report, line by line."""
        printer = _Printer() if _ctx is None else _ctx
        output = []
        current = self
        while current is not None:
            following = message = None
            if chain:
                if current.__cause__ is not None:
                    following, message = current.__cause__, _CAUSE
                elif current.__context__ is not None and not current.__suppress_context__:
                    following, message = current.__context__, _CONTEXT
            output.append((message, current))
            current = following
        for message, item in reversed(output):
            if message is not None:
                yield from printer.lines(message)
            if item.exceptions is None:
                if item.stack:
                    yield from printer.lines("Traceback (most recent call last):\n")
                    yield from printer.lines(item.stack.format())
                yield from printer.lines(item.format_exception_only())
            elif printer.depth > self.max_group_depth:
                yield from printer.lines(f"... (max_group_depth is {self.max_group_depth})\n")
            else:
                yield from item._format_group(printer, chain)

    def _format_group(self, printer, chain):
        outermost = printer.depth == 0
        if outermost:
            printer.depth += 1
        if self.stack:
            yield from printer.lines("Exception Group Traceback (most recent call last):\n", "+" if outermost else None)
            yield from printer.lines(self.stack.format())
        yield from printer.lines(self.format_exception_only())
        total = len(self.exceptions)
        shown = total if total <= self.max_group_width else self.max_group_width + 1
        printer.needs_end = False
        for number in range(shown):
            is_last = number == shown - 1
            if is_last:
                printer.needs_end = True
            title = f"{number + 1}" if number < self.max_group_width else "..."
            yield printer.indent() + ("+-" if number == 0 else "  ") + f"+---------------- {title} ----------------\n"
            printer.depth += 1
            if number < self.max_group_width:
                yield from self.exceptions[number].format(chain=chain, _ctx=printer)
            else:
                more = total - self.max_group_width
                yield from printer.lines(f"and {more} more exception{'s' if more > 1 else ''}\n")
            if is_last and printer.needs_end:
                yield printer.indent() + "+------------------------------------\n"
                printer.needs_end = False
            printer.depth -= 1
        if outermost:
            printer.depth = 0

    def print(self, *, file=None, chain=True, **kwargs):
        """Prints the report."""
        _write(self.format(chain=chain), file)


def _last_line(name, text):
    if name is None:
        return f"{text}\n"
    return f"{name}: {text}\n" if text else f"{name}\n"
