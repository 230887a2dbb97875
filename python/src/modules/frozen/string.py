"""Constants, templates and formatters of text."""

__all__ = [
    "ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits", "printable",
    "punctuation", "whitespace", "Formatter", "Template",
]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = digits[:8]
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Every word with a capital, joined again."""
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


_missing = {}


class _Pattern:
    """A template class's regular expression, made when it is first needed: `import string` does without `re`."""

    def __get__(self, template, owner):
        owner.pattern = pattern = owner._compiled(None)
        return pattern


class Template:
    """Text with places `$name` and `${name}`; `$$` is a dollar sign."""

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = 2  # re.IGNORECASE
    pattern = _Pattern()

    def __init_subclass__(cls):
        super().__init_subclass__()
        own = cls.__dict__.get("pattern")
        cls.pattern = _Pattern() if own is None else cls._compiled(own)

    @classmethod
    def _compiled(cls, pattern):
        import re

        if pattern is None:
            mark, name, braced = re.escape(cls.delimiter), cls.idpattern, cls.braceidpattern or cls.idpattern
            pattern = f"{mark}(?:(?P<escaped>{mark})|(?P<named>{name})|{{(?P<braced>{braced})}}|(?P<invalid>))"
        return re.compile(pattern, cls.flags | re.VERBOSE)

    def __init__(self, template):
        self.template = template

    def _invalid(self, match):
        place = match.start("invalid")
        lines = self.template[:place].splitlines(keepends=True)
        if not lines:
            column, line = 1, 1
        else:
            column, line = place - len("".join(lines[:-1])), len(lines)
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (line, column))

    def _unnamed(self, match):
        return ValueError("Unrecognized named group in pattern", self.pattern)

    def substitute(self, mapping=_missing, /, **kws):
        """The text with all places filled in."""
        mapping = _joined(mapping, kws)

        def filled(match):
            name = match.group("named") or match.group("braced")
            if name is not None:
                return str(mapping[name])
            if match.group("escaped") is not None:
                return self.delimiter
            if match.group("invalid") is not None:
                self._invalid(match)
            raise self._unnamed(match)

        return self.pattern.sub(filled, self.template)

    def safe_substitute(self, mapping=_missing, /, **kws):
        """The same, where places without a value stay as they are."""
        mapping = _joined(mapping, kws)

        def filled(match):
            name = match.group("named") or match.group("braced")
            if name is not None:
                try:
                    return str(mapping[name])
                except KeyError:
                    return match.group()
            if match.group("escaped") is not None:
                return self.delimiter
            if match.group("invalid") is not None:
                return match.group()
            raise self._unnamed(match)

        return self.pattern.sub(filled, self.template)

    def is_valid(self):
        """Whether nothing is wrong with the places."""
        for match in self.pattern.finditer(self.template):
            if match.group("invalid") is not None:
                return False
            if match.group("named") is None and match.group("braced") is None and match.group("escaped") is None:
                raise self._unnamed(match)
        return True

    def get_identifiers(self):
        """The names of the places, each once."""
        names = []
        for match in self.pattern.finditer(self.template):
            name = match.group("named") or match.group("braced")
            if name is not None:
                if name not in names:
                    names.append(name)
            elif match.group("invalid") is None and match.group("escaped") is None:
                raise self._unnamed(match)
        return names


class _Both:
    """Looks in one mapping, then in another."""

    def __init__(self, first, second):
        self.first, self.second = first, second

    def __getitem__(self, key):
        return self.first[key] if key in self.first else self.second[key]


def _joined(mapping, keywords):
    if mapping is _missing:
        return keywords
    return _Both(keywords, mapping) if keywords else mapping


class Formatter:
    """`str.format` in parts that subclasses can replace."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        made = []
        for text, name, spec, conversion in self.parse(format_string):
            if text:
                made.append(text)
            if name is None:
                continue
            first, _ = _split_field(name)
            if first == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                name = str(auto_arg_index) + name
                auto_arg_index += 1
            elif isinstance(first, int):
                if auto_arg_index:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                auto_arg_index = False
            value, used = self.get_field(name, args, kwargs)
            used_args.add(used)
            value = self.convert_field(value, conversion)
            spec, auto_arg_index = self._vformat(spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            made.append(self.format_field(value, spec))
        return "".join(made), auto_arg_index

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        if not isinstance(format_string, str):
            raise TypeError(f"expected str, got {type(format_string).__name__}")
        return _parse(format_string)

    def get_field(self, field_name, args, kwargs):
        first, rest = _split_field(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, key in rest:
            value = getattr(value, key) if is_attribute else value[key]
        return value, first


def _number(text):
    return int(text) if text and all([character in digits for character in text]) else text


def _split_field(name):
    """The first part of a field's name, and the attributes and items behind it."""
    end = len(name)
    for mark in ".[":
        place = name.find(mark)
        if 0 <= place < end:
            end = place
    return _number(name[:end]), _parts(name, end)


def _parts(name, place):
    while place < len(name):
        if name[place] == ".":
            end = place + 1
            while end < len(name) and name[end] not in ".[":
                end += 1
            key, is_attribute = name[place + 1 : end], True
        elif name[place] == "[":
            end = name.find("]", place)
            if end < 0:
                raise ValueError("Missing ']' in format string")
            key, is_attribute = _number(name[place + 1 : end]), False
            end += 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        if key == "":
            raise ValueError("Empty attribute in format string")
        yield is_attribute, key
        place = end


def _parse(text):
    """Quadruples of text, field name, spec and conversion; None for what is not there."""
    plain = []
    place = 0
    while place < len(text):
        character = text[place]
        place += 1
        if character not in "{}":
            plain.append(character)
            continue
        if text[place : place + 1] == character:
            plain.append(character)
            place += 1
            yield "".join(plain), None, None, None
            plain = []
            continue
        if character == "}":
            raise ValueError("Single '}' encountered in format string")
        if place >= len(text):
            raise ValueError("Single '{' encountered in format string")
        depth, start, bracket = 1, place, False
        name_end = None
        while True:
            if place >= len(text):
                raise ValueError("expected '}' before end of string")
            character = text[place]
            place += 1
            if name_end is None and character == "[":
                bracket = True
            elif bracket:
                bracket = character != "]"
            elif character == "{":
                if name_end is None:
                    raise ValueError("unexpected '{' in field name")
                depth += 1
            elif character == "}":
                depth -= 1
                if not depth:
                    break
            elif character in ":!" and name_end is None:
                name_end = place - 1
        field = text[start : place - 1]
        conversion, spec = None, ""
        if name_end is not None:
            rest = text[name_end : place - 1]
            field = text[start:name_end]
            if rest[0] == "!":
                if len(rest) < 2:
                    raise ValueError("unmatched '{' in format spec")
                conversion, rest = rest[1], rest[2:]
                if rest and rest[0] != ":":
                    raise ValueError("expected ':' after conversion specifier")
            spec = rest[1:]
        yield "".join(plain), field, spec, conversion
        plain = []
    if plain:
        yield "".join(plain), None, None, None
