"""Values as text in lines of limited width."""

import collections
import sys
import types

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]

_PLAIN = frozenset({str, bytes, bytearray, float, complex, bool, type(None)})


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """Writes a value to a stream."""
    PrettyPrinter(
        indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers
    ).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """The text of a value."""
    return PrettyPrinter(
        indent, width, depth, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers
    ).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """Writes a value; keys of dicts as they come."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    """The text of a value on one line; what lies in itself is named."""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    """Whether `eval` could read the text."""
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    """Whether a value lies in itself."""
    return PrettyPrinter().isrecursive(object)


class _Key:
    """Orders what has no order by type and address."""

    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            return (str(type(self.value)), id(self.value)) < (str(type(other.value)), id(other.value))


def _by_key(item):
    return _Key(item[0]), _Key(item[1])


def _recursion(value):
    return f"<Recursion on {type(value).__name__} with id={id(value)}>"


class _Text:
    """What `pformat` writes to."""

    def __init__(self):
        self.pieces = []
        self.write = self.pieces.append


class PrettyPrinter:
    """Writes values."""

    def __init__(
        self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False
    ):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = sys.stdout if stream is None else stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers
        self._readable, self._recursive = True, False

    def pprint(self, object):
        if self._stream is not None:
            self._format(object, self._stream, 0, 0, {}, 0)
            self._stream.write("\n")

    def pformat(self, object):
        text = _Text()
        self._format(object, text, 0, 0, {}, 0)
        return "".join(text.pieces)

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        """The text on one line, whether it can be read, and whether the value lies in itself; for subclasses to change."""
        return self._safe_repr(object, context, maxlevels, level)

    def _repr(self, object, context, level):
        text, readable, recursive = self.format(object, context.copy(), self._depth, level)
        if not readable:
            self._readable = False
        if recursive:
            self._recursive = True
        return text

    def _format(self, object, stream, indent, allowance, context, level):
        """Writes a value that begins in column `indent` and has `allowance` characters behind it."""
        identity = id(object)
        if identity in context:
            stream.write(_recursion(object))
            self._readable, self._recursive = False, True
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            write = _WRITERS.get(type(object).__repr__) or _dataclass_writer(object)
            if write is not None:
                context[identity] = 1
                write(self, object, stream, indent, allowance, context, level + 1)
                del context[identity]
                return
        stream.write(text)

    def _first_indent(self, stream):
        if self._indent_per_level > 1:
            stream.write(" " * (self._indent_per_level - 1))

    def _format_items(self, items, stream, indent, allowance, context, level):
        """Items with commas: each on its line, or as many on each as there is room for."""
        indent += self._indent_per_level
        self._first_indent(stream)
        new_line = ",\n" + " " * indent
        whole = room = self._width - indent + 1
        items = list(items)
        separator = ""
        for place, item in enumerate(items):
            is_last = place == len(items) - 1
            if is_last:
                whole -= allowance
                room -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                needed = len(text) + 2
                if room < needed:
                    room = whole
                    separator = separator and new_line
                if room >= needed:
                    room -= needed
                    stream.write(separator + text)
                    separator = ", "
                    continue
            stream.write(separator)
            separator = new_line
            self._format(item, stream, indent, allowance if is_last else 1, context, level)

    def _format_dict_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        new_line = ",\n" + " " * indent
        last = len(items) - 1
        for place, (key, value) in enumerate(items):
            text = self._repr(key, context, level)
            stream.write(text + ": ")
            self._format(value, stream, indent + len(text) + 2, allowance if place == last else 1, context, level)
            if place != last:
                stream.write(new_line)

    def _format_namespace_items(self, items, stream, indent, allowance, context, level):
        new_line = ",\n" + " " * indent
        last = len(items) - 1
        for place, (name, value) in enumerate(items):
            stream.write(name + "=")
            if id(value) in context:
                # As the value's own text has it.
                stream.write("...")
            else:
                self._format(value, stream, indent + len(name) + 1, allowance if place == last else 1, context, level)
            if place != last:
                stream.write(new_line)

    def _write_dict(self, object, stream, indent, allowance, context, level):
        stream.write("{")
        self._first_indent(stream)
        if object:
            items = sorted(object.items(), key=_by_key) if self._sort_dicts else list(object.items())
            self._format_dict_items(items, stream, indent, allowance + 1, context, level)
        stream.write("}")

    def _write_ordered_dict(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        name = type(object).__name__ + "("
        stream.write(name)
        self._format(list(object.items()), stream, indent + len(name), allowance + 1, context, level)
        stream.write(")")

    def _write_list(self, object, stream, indent, allowance, context, level):
        stream.write("[")
        self._format_items(object, stream, indent, allowance + 1, context, level)
        stream.write("]")

    def _write_tuple(self, object, stream, indent, allowance, context, level):
        stream.write("(")
        end = ",)" if len(object) == 1 else ")"
        self._format_items(object, stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _write_set(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        start, end = "{", "}"
        if type(object) is not set:
            start, end = type(object).__name__ + "({", "})"
            indent += len(start) - 1
        stream.write(start)
        self._format_items(sorted(object, key=_Key), stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _write_str(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        alone = level == 1
        if alone:
            indent += 1
            allowance += 1
        pieces, lines, room = [], object.splitlines(True), self._width - indent
        for number, line in enumerate(lines):
            is_last = number == len(lines) - 1
            text = repr(line)
            if len(text) <= room - (allowance if is_last else 0):
                pieces.append(text)
                continue
            words = _words(line)
            last = len(words) - 1 if is_last else -1
            pieces += _filled("", ((word, room - (allowance if place == last else 0)) for place, word in enumerate(words)))
        if len(pieces) == 1:
            stream.write(text)
            return
        text = ("\n" + " " * indent).join(pieces)
        stream.write(f"({text})" if alone else text)

    def _write_bytes(self, object, stream, indent, allowance, context, level):
        if len(object) <= 4:
            stream.write(repr(object))
            return
        alone = level == 1
        if alone:
            indent += 1
            allowance += 1
        # Of the last whole four on, what stands behind needs room.
        room, last = self._width - indent, len(object) // 4 * 4
        fours = ((object[place : place + 4], room - (allowance if place == last else 0)) for place in range(0, len(object), 4))
        pieces = _filled(b"", fours)
        text = ("\n" + " " * indent).join(pieces)
        stream.write(f"({text})" if alone else text)

    def _write_bytearray(self, object, stream, indent, allowance, context, level):
        stream.write("bytearray(")
        self._write_bytes(bytes(object), stream, indent + 10, allowance + 1, context, level + 1)
        stream.write(")")

    def _write_mapping_proxy(self, object, stream, indent, allowance, context, level):
        stream.write("mappingproxy(")
        self._format(object.copy(), stream, indent + 13, allowance + 1, context, level)
        stream.write(")")

    def _write_namespace(self, object, stream, indent, allowance, context, level):
        # The class calls itself by another name.
        name = "namespace" if type(object) is types.SimpleNamespace else type(object).__name__
        self._write_fields(name, list(object.__dict__.items()), stream, indent, allowance, context, level)

    def _write_dataclass(self, object, stream, indent, allowance, context, level):
        fields = [(field.name, getattr(object, field.name)) for field in _shown_fields(object)]
        self._write_fields(type(object).__name__, fields, stream, indent, allowance, context, level)

    def _write_fields(self, name, fields, stream, indent, allowance, context, level):
        stream.write(name + "(")
        self._format_namespace_items(fields, stream, indent + len(name) + 1, allowance, context, level)
        stream.write(")")

    def _write_defaultdict(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        factory = self._repr(object.default_factory, context, level)
        name = type(object).__name__
        indent += len(name) + 1
        stream.write(f"{name}({factory},\n{' ' * indent}")
        self._write_dict(object, stream, indent, allowance + 1, context, level)
        stream.write(")")

    def _write_counter(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        name = type(object).__name__
        stream.write(name + "({")
        self._first_indent(stream)
        self._format_dict_items(object.most_common(), stream, indent + len(name) + 1, allowance + 2, context, level)
        stream.write("})")

    def _write_chain_map(self, object, stream, indent, allowance, context, level):
        name = type(object).__name__
        stream.write(name + "(")
        indent += len(name) + 1
        last = len(object.maps) - 1
        for place, mapping in enumerate(object.maps):
            self._format(mapping, stream, indent, allowance + 1 if place == last else 1, context, level)
            stream.write(")" if place == last else ",\n" + " " * indent)

    def _write_deque(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        name = type(object).__name__
        stream.write(name + "([")
        indent += len(name) + 1
        if object.maxlen is None:
            self._format_items(object, stream, indent, allowance + 2, context, level)
            stream.write("])")
        else:
            self._format_items(object, stream, indent, 2, context, level)
            stream.write(f"],\n{' ' * indent}maxlen={self._repr(object.maxlen, context, level)})")

    def _write_data(self, object, stream, indent, allowance, context, level):
        self._format(object.data, stream, indent, allowance, context, level - 1)

    def _safe_repr(self, object, context, maxlevels, level):
        kind = type(object)
        if kind in _PLAIN:
            return repr(object), True, False
        own = kind.__repr__
        if issubclass(kind, int) and own is int.__repr__:
            return (f"{object:_d}" if self._underscore_numbers else repr(object)), True, False
        is_dict = issubclass(kind, dict) and own is dict.__repr__
        is_list = issubclass(kind, list) and own is list.__repr__
        if not is_dict and not is_list and not (issubclass(kind, tuple) and own is tuple.__repr__):
            text = repr(object)
            return text, bool(text) and not text.startswith("<"), False
        start, end = "{}" if is_dict else "[]" if is_list else "()"
        if not object:
            return start + end, True, False
        if len(object) == 1 and not is_dict and not is_list:
            end = ",)"
        identity = id(object)
        if maxlevels and level >= maxlevels:
            return f"{start}...{end}", False, identity in context
        if identity in context:
            return _recursion(object), False, True
        context[identity] = 1
        readable, recursive, parts = True, False, []

        def part(value):
            nonlocal readable, recursive
            text, is_readable, is_recursive = self.format(value, context, maxlevels, level + 1)
            readable = readable and is_readable
            recursive = recursive or is_recursive
            return text

        if is_dict:
            items = sorted(object.items(), key=_by_key) if self._sort_dicts else object.items()
            for key, value in items:
                text = part(key)
                parts.append(f"{text}: {part(value)}")
        else:
            for value in object:
                parts.append(part(value))
        del context[identity]
        return start + ", ".join(parts) + end, readable, recursive


def _filled(nothing, parts):
    """The reprs of what parts make, each with the room that it ends in, joined as long as it has room."""
    pieces, current = [], nothing
    for part, room in parts:
        if len(repr(current + part)) > room:
            if current:
                pieces.append(repr(current))
            current = part
        else:
            current += part
    if current:
        pieces.append(repr(current))
    return pieces


def _words(line):
    """A line in words, each with the blanks behind it."""
    words, start, place = [], 0, 0
    while place < len(line):
        while place < len(line) and not line[place].isspace():
            place += 1
        while place < len(line) and line[place].isspace():
            place += 1
        words.append(line[start:place])
        start = place
    return words


def _shown_fields(value):
    return [field for field in value.__dataclass_fields__.values() if field.repr and field._field_type.name == "_FIELD"]


def _dataclass_writer(value):
    if isinstance(value, type) or not hasattr(value, "__dataclass_fields__") or not value.__dataclass_params__.repr:
        return None
    # Only the text that the decorator made is taken apart.
    made = getattr(value.__repr__, "__wrapped__", None)
    return PrettyPrinter._write_dataclass if made is not None and "__create_fn__" in made.__qualname__ else None


_WRITERS = {
    kind.__repr__: write
    for kind, write in (
        (dict, PrettyPrinter._write_dict),
        (collections.OrderedDict, PrettyPrinter._write_ordered_dict),
        (list, PrettyPrinter._write_list),
        (tuple, PrettyPrinter._write_tuple),
        (set, PrettyPrinter._write_set),
        (frozenset, PrettyPrinter._write_set),
        (str, PrettyPrinter._write_str),
        (bytes, PrettyPrinter._write_bytes),
        (bytearray, PrettyPrinter._write_bytearray),
        (types.MappingProxyType, PrettyPrinter._write_mapping_proxy),
        (types.SimpleNamespace, PrettyPrinter._write_namespace),
        (collections.defaultdict, PrettyPrinter._write_defaultdict),
        (collections.Counter, PrettyPrinter._write_counter),
        (collections.ChainMap, PrettyPrinter._write_chain_map),
        (collections.deque, PrettyPrinter._write_deque),
        (collections.UserDict, PrettyPrinter._write_data),
        (collections.UserList, PrettyPrinter._write_data),
        (collections.UserString, PrettyPrinter._write_data),
    )
}
