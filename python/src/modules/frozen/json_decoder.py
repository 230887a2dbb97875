"""Reading JSON."""

import _json
from _json import scanstring

__all__ = ["JSONDecoder", "JSONDecodeError"]

NaN = float("nan")
PosInf = float("inf")
NegInf = float("-inf")


class JSONDecodeError(ValueError):
    """A text that is not JSON: what is wrong, in which, and where."""

    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {lineno} column {colno} (char {pos})")
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


def _behind_space(text, place):
    end = len(text)
    while place < end and text[place] in " \t\n\r":
        place += 1
    return place


class JSONDecoder:
    """What reads JSON, with functions of one's own for objects and numbers."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _constants.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook
        self.memo = {}
        number = parse_float or None
        integer = parse_int or None
        if number is float:
            number = None
        if integer is int:
            integer = None

        def scan_once(string, idx):
            return _json.scan(string, idx, object_hook, object_pairs_hook, number, integer, parse_constant or None, strict)

        self.scan_once = scan_once

    def decode(self, s):
        """The value of a whole text."""
        value, end = self.raw_decode(s, _behind_space(s, 0))
        end = _behind_space(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        """The value at a place of a text, and where it ends."""
        try:
            return self.scan_once(s, idx)
        except StopIteration as stop:
            place = stop.value
        raise JSONDecodeError("Expecting value", s, place) from None


_constants = {"-Infinity": NegInf, "Infinity": PosInf, "NaN": NaN}
