"""Writing JSON."""

import _json
from _json import encode_basestring, encode_basestring_ascii

INFINITY = float("inf")


class JSONEncoder:
    """What writes JSON. A subclass's `default` says what stands for values that JSON does not know."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None,
                 default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """What stands for a value."""
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        """The text of a value."""
        return "".join(self.iterencode(o, _one_shot=True))

    def iterencode(self, o, _one_shot=False):
        """The text of a value, in pieces: there is one."""
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        text = _json.encode(o, self.default, self.ensure_ascii, indent, self.key_separator, self.item_separator, self.sort_keys,
                            self.skipkeys, self.allow_nan, self.check_circular)
        return iter((text,))
