"""Regular expressions."""

import enum as _enum
import _re
from _re import Match, Pattern

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "escape", "error", "Pattern", "Match",
    "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag",
    "PatternError",
]
__version__ = "2.2.1"


class RegexFlag(_enum.IntFlag, boundary=_enum.KEEP):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128
    __str__ = object.__str__

    def __repr__(self):
        names = [f"re.{flag._name_}" for flag in RegexFlag if flag._value_ & self._value_]
        rest = self._value_ & ~_ALL
        if rest:
            names.append(hex(rest))
        if not names:
            return "re.NOFLAG"
        return "|".join(names)


RegexFlag.__module__ = "re"
_ALL = 0
for _flag in RegexFlag:
    _ALL |= _flag._value_
for _name, _flag in RegexFlag.__members__.items():
    globals()[_name] = _flag
del _name, _flag


class PatternError(Exception):
    """A pattern or template that is wrong: what, in which, and where."""

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is None or pos is None:
            self.lineno = self.colno = None
        else:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            where = f" (line {self.lineno}, column {self.colno})" if newline in pattern else ""
            msg = f"{msg} at position {pos}{where}"
        super().__init__(msg)


error = PatternError

_MOST = 512
_patterns = {}
_templates = {}


def _compile(pattern, flags):
    if isinstance(flags, RegexFlag):
        flags = flags._value_
    key = type(pattern), pattern, flags
    try:
        return _patterns[key]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    made = _re.compile(pattern, flags)
    if type(made) is tuple:
        message, place = made
        raise PatternError(message, None if place is None else pattern, place)
    if not flags & 128:
        if len(_patterns) >= _MOST:
            del _patterns[next(iter(_patterns))]
        _patterns[key] = made
    return made


def _compile_template(pattern, template):
    key = pattern, type(template), template
    try:
        return _templates[key]
    except KeyError:
        pass
    except TypeError:
        key = None
    made = _re.template(pattern, template)
    if type(made) is tuple:
        message, place = made
        raise PatternError(message, template, place)
    if key is not None:
        if len(_templates) >= _MOST:
            del _templates[next(iter(_templates))]
        _templates[key] = made
    return made


def compile(pattern, flags=0):
    """The pattern, ready for use."""
    return _compile(pattern, flags)


def match(pattern, string, flags=0):
    """The match at the start of the string, or None."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """The match of the whole string, or None."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """The first match in the string, or None."""
    return _compile(pattern, flags).search(string)


class _NotGiven(int):
    """Tells arguments that were left out from such as were given as 0."""


_not_given = _NotGiven(0)


def _by_position(function, names, given, args):
    for name, value, _ in zip(names, given, args):
        if value is not _not_given:
            raise TypeError(f"{function}() got multiple values for argument '{name}'")
    if len(args) > len(names):
        given_count = 2 + len(args) + (function != "split")
        most = 2 + len(names) + (function != "split")
        raise TypeError(f"{function}() takes from {most - len(names)} to {most} positional arguments but {given_count} were given")
    _warn(f"'{names[len(args) - 1]}' is passed as positional argument" if len(args) == 1 else
          f"'{names[0]}' and '{names[1]}' are passed as positional arguments")
    return (*args, *given[len(args):])


def _warn(message):
    try:
        import warnings
    except ImportError:
        return
    warnings.warn(message, DeprecationWarning, stacklevel=4)


def sub(pattern, repl, string, *args, count=_not_given, flags=_not_given):
    """The string with its matches replaced."""
    if args:
        count, flags = _by_position("sub", ("count", "flags"), (count, flags), args)
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, *args, count=_not_given, flags=_not_given):
    """The string with its matches replaced, and how many there were."""
    if args:
        count, flags = _by_position("subn", ("count", "flags"), (count, flags), args)
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, *args, maxsplit=_not_given, flags=_not_given):
    """What lies between the matches, and the groups of these."""
    if args:
        maxsplit, flags = _by_position("split", ("maxsplit", "flags"), (maxsplit, flags), args)
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """All matches: texts, or the groups of each."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over all matches."""
    return _compile(pattern, flags).finditer(string)


def purge():
    """Forgets the patterns that were compiled."""
    _patterns.clear()
    _templates.clear()


_special = {place: "\\" + chr(place) for place in b"()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """A pattern that matches a text as it is."""
    if isinstance(pattern, str):
        return pattern.translate(_special)
    return str(pattern, "latin1").translate(_special).encode("latin1")


class Scanner:
    """Splits a text into tokens: at each place the first phrase of the lexicon that matches is taken, and its action called."""

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self._phrases = [(_compile(phrase, flags), action) for phrase, action in lexicon]

    def scan(self, string):
        result = []
        place = 0
        while True:
            for pattern, action in self._phrases:
                found = pattern.match(string, place)
                if found:
                    break
            else:
                break
            end = found.end()
            if end == place:
                break
            if callable(action):
                self.match = found
                action = action(self, found.group())
            if action is not None:
                result.append(action)
            place = end
        return result, string[place:]
