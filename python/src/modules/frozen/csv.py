"""Tables as text: fields with a delimiter between them, quoted where they need it."""

import io as _io
import re as _re

__all__ = [
    "QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "QUOTE_STRINGS", "QUOTE_NOTNULL", "Error", "Dialect", "excel",
    "excel_tab", "field_size_limit", "reader", "writer", "register_dialect", "get_dialect", "list_dialects", "Sniffer",
    "unregister_dialect", "DictReader", "DictWriter", "unix_dialect", "__doc__",
]  # fmt: skip

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)
__version__ = "1.0"
_limit = 131072
_dialects = {}


class Error(Exception):
    __module__ = "_csv"


def _character(name, value, optional):
    if value is None and optional:
        return None
    if not isinstance(value, str):
        raise TypeError(f'"{name}" must be string{" or None" if optional else ""}, not {type(value).__name__}')
    if len(value) != 1:
        raise TypeError(f'"{name}" must be a 1-character string')
    return value


_DEFAULTS = {
    "delimiter": ",", "doublequote": True, "escapechar": None, "lineterminator": "\r\n", "quotechar": '"', "quoting": QUOTE_MINIMAL,
    "skipinitialspace": False, "strict": False,
}


class _Settings:
    """What a dialect and the keywords of a call come to."""

    __slots__ = tuple(_DEFAULTS)

    def __init__(self, dialect=None, **keywords):
        unknown = [word for word in keywords if word not in _DEFAULTS]
        if unknown:
            raise TypeError(f"this function got an unexpected keyword argument {unknown[0]!r}")
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        chosen = {}
        for name, default in _DEFAULTS.items():
            chosen[name] = keywords[name] if name in keywords else getattr(dialect, name, default)
        given_quote = "quotechar" in keywords or hasattr(dialect, "quotechar")
        delimiter = _character("delimiter", chosen["delimiter"], False)
        escape = _character("escapechar", chosen["escapechar"], True)
        quote = _character("quotechar", chosen["quotechar"], True)
        quoting = chosen["quoting"]
        if type(quoting) is not int and not isinstance(quoting, int):
            raise TypeError('"quoting" must be an integer, not ' + type(quoting).__name__)
        if not 0 <= quoting <= 5:
            raise TypeError('bad "quoting" value')
        terminator = chosen["lineterminator"]
        if not isinstance(terminator, str):
            raise TypeError(f'"lineterminator" must be a string, not {type(terminator).__name__}')
        if quote is None and quoting != QUOTE_NONE:
            if given_quote and "quoting" not in keywords and not hasattr(dialect, "quoting"):
                quoting = QUOTE_NONE
            else:
                raise TypeError("quotechar must be set if quoting enabled")
        skip = bool(chosen["skipinitialspace"])
        for name, each in (("delimiter", delimiter), ("escapechar", escape), ("quotechar", quote)):
            if each is not None and each in "\r\n":
                raise ValueError(f"bad {name} value")
            if each == " " and (name == "delimiter" and skip or name != "delimiter" and skip):
                raise ValueError(f"bad {name} value")
            if name != "delimiter" and each is not None and each in terminator:
                raise ValueError(f"bad {name} or lineterminator value")
        if delimiter in terminator:
            raise ValueError("bad delimiter or lineterminator value")
        if delimiter == escape:
            raise ValueError("bad delimiter or escapechar value")
        if delimiter == quote:
            raise ValueError("bad delimiter or quotechar value")
        if escape is not None and escape == quote:
            raise ValueError("bad escapechar or quotechar value")
        values = dict(
            chosen, quoting=quoting, doublequote=bool(chosen["doublequote"]), skipinitialspace=skip, strict=bool(chosen["strict"])
        )
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def __setattr__(self, name, value):
        raise AttributeError(f"attribute '{name}' of '_csv.Dialect' objects is not writable")

    def __delattr__(self, name):
        raise AttributeError(f"attribute '{name}' of '_csv.Dialect' objects is not writable")

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle 'Dialect' instances")


_Settings.__name__ = _Settings.__qualname__ = "Dialect"
_Settings.__module__ = "_csv"


class Dialect:
    """What a format of tables is made of; to derive from."""

    _name = ""
    _valid = False
    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None

    def __init__(self):
        if self.__class__ != Dialect:
            self._valid = True
        try:
            _Settings(self)
        except TypeError as problem:
            raise Error(str(problem)) from None


class excel(Dialect):
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\n"
    quoting = QUOTE_ALL


def register_dialect(name, dialect=None, **keywords):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Settings(dialect, **keywords)


def unregister_dialect(name):
    if _dialects.pop(name, None) is None:
        raise Error("unknown dialect")


def get_dialect(name):
    try:
        return _dialects[name]
    except KeyError:
        raise Error("unknown dialect") from None


def list_dialects():
    return list(_dialects)


def field_size_limit(*limit):
    global _limit
    old = _limit
    if limit:
        if not isinstance(limit[0], int):
            raise TypeError("limit must be an integer")
        _limit = limit[0]
    return old


(_START_RECORD, _START_FIELD, _ESCAPED, _IN_FIELD, _QUOTED, _QUOTED_ESCAPED, _QUOTE_IN_QUOTED, _END, _AFTER_ESCAPED_END) = range(9)


class reader:
    """The rows of a table in text, whose lines an iterable gives."""

    __module__ = "_csv"

    def __init__(self, iterable, /, dialect=None, **keywords):
        self._lines = iter(iterable)
        self.dialect = dialect if type(dialect) is _Settings and not keywords else _Settings(dialect, **keywords)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        dialect = self.dialect
        delimiter, quote, escape, quoting = dialect.delimiter, dialect.quotechar, dialect.escapechar, dialect.quoting
        skip, strict, double = dialect.skipinitialspace, dialect.strict, dialect.doublequote
        fields, field, quoted, numeric = [], [], False, False
        state = _START_RECORD

        def save():
            text = "".join(field)
            field.clear()
            if quoting == QUOTE_NONNUMERIC and numeric or quoting == QUOTE_STRINGS and text and not quoted:
                fields.append(float(text))
            elif not quoted and not text and quoting in (QUOTE_NOTNULL, QUOTE_STRINGS):
                fields.append(None)
            else:
                fields.append(text)

        def add(character):
            if len(field) >= _limit:
                raise Error(f"field larger than field limit ({_limit})")
            field.append(character)

        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if field or state in (_QUOTED, _QUOTED_ESCAPED):
                    if strict:
                        raise Error("unexpected end of data") from None
                    save()
                    return fields
                if fields and state != _START_RECORD:
                    save()
                    return fields
                raise
            if not isinstance(line, str):
                raise Error(
                    f"iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)"
                )
            self.line_num += 1
            for character in (*line, ""):
                while True:
                    if state == _START_RECORD:
                        if character == "":
                            break
                        if character in ("\r", "\n"):
                            state = _END
                            break
                        state = _START_FIELD
                        continue
                    if state == _START_FIELD:
                        quoted = numeric = False
                        if character in ("\r", "\n", ""):
                            save()
                            state = _START_RECORD if character == "" else _END
                        elif character == quote and quoting != QUOTE_NONE:
                            quoted = True
                            state = _QUOTED
                        elif character == escape:
                            state = _ESCAPED
                        elif character == " " and skip:
                            pass
                        elif character == delimiter:
                            save()
                        else:
                            numeric = quoting == QUOTE_NONNUMERIC
                            add(character)
                            state = _IN_FIELD
                    elif state == _ESCAPED:
                        if character in ("\r", "\n"):
                            add(character)
                            state = _AFTER_ESCAPED_END
                        else:
                            add("\n" if character == "" else character)
                            state = _IN_FIELD
                    elif state == _AFTER_ESCAPED_END and character == "":
                        pass
                    elif state in (_IN_FIELD, _AFTER_ESCAPED_END):
                        if character in ("\r", "\n", ""):
                            save()
                            state = _START_RECORD if character == "" else _END
                        elif character == escape:
                            state = _ESCAPED
                        elif character == delimiter:
                            save()
                            state = _START_FIELD
                        else:
                            add(character)
                            state = _IN_FIELD
                    elif state == _QUOTED:
                        if character == "":
                            pass
                        elif character == escape:
                            state = _QUOTED_ESCAPED
                        elif character == quote and quoting != QUOTE_NONE:
                            state = _QUOTE_IN_QUOTED if double else _IN_FIELD
                        else:
                            add(character)
                    elif state == _QUOTED_ESCAPED:
                        add("\n" if character == "" else character)
                        state = _QUOTED
                    elif state == _QUOTE_IN_QUOTED:
                        if quoting != QUOTE_NONE and character == quote:
                            add(character)
                            state = _QUOTED
                        elif character == delimiter:
                            save()
                            state = _START_FIELD
                        elif character in ("\r", "\n", ""):
                            save()
                            state = _START_RECORD if character == "" else _END
                        elif not strict:
                            add(character)
                            state = _IN_FIELD
                        else:
                            raise Error(f"'{delimiter}' expected after '{quote}'")
                    elif character == "":
                        state = _START_RECORD
                    elif character not in ("\r", "\n"):
                        raise Error("new-line character seen in unquoted field - do you need to open the file with newline=''?")
                    break
            if state == _START_RECORD:
                return fields


class _Writer:
    """Writes rows to what has a `write`."""

    def __init__(self, file, dialect=None, **keywords):
        write = getattr(file, "write", None)
        if not callable(write):
            raise TypeError('argument 1 must have a "write" method')
        self._write = write
        self.dialect = dialect if type(dialect) is _Settings and not keywords else _Settings(dialect, **keywords)

    def _field(self, value, alone):
        dialect = self.dialect
        quoting, quote, escape = dialect.quoting, dialect.quotechar, dialect.escapechar
        if isinstance(value, str):
            text = value
        elif value is None:
            text = ""
        else:
            text = str(value)
        quoted = (
            quoting == QUOTE_ALL
            or quoting == QUOTE_NONNUMERIC and not _is_number(value)
            or quoting == QUOTE_STRINGS and isinstance(value, str)
            or quoting == QUOTE_NOTNULL and value is not None
        )
        special = dialect.delimiter + (escape or "") + (quote or "") + "\r\n" + dialect.lineterminator
        out = []
        for character in text:
            if character in special:
                if quoting == QUOTE_NONE:
                    wants_escape = True
                elif character == quote:
                    wants_escape = not dialect.doublequote
                    if not wants_escape:
                        out.append(quote)
                        quoted = True
                elif character == escape:
                    wants_escape = True
                else:
                    wants_escape = False
                    quoted = True
                if wants_escape:
                    if escape is None:
                        raise Error("need to escape, but no escapechar set")
                    out.append(escape)
            out.append(character)
        if not text and alone or text == " " * len(text) and text and dialect.delimiter == " " and dialect.skipinitialspace:
            if quoting == QUOTE_NONE or value is None and quoting in (QUOTE_STRINGS, QUOTE_NOTNULL):
                raise Error("single empty field record must be quoted")
            quoted = True
        text = "".join(out)
        return quote + text + quote if quoted else text

    def writerow(self, row, /):
        try:
            row = list(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        fields = [self._field(value, len(row) == 1) for value in row]
        return self._write(self.dialect.delimiter.join(fields) + self.dialect.lineterminator)

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)


_Writer.__name__ = _Writer.__qualname__ = "writer"
_Writer.__module__ = "_csv"


def _is_number(value):
    return isinstance(value, (int, float, complex)) or hasattr(type(value), "__float__") or hasattr(type(value), "__index__")


def writer(file, /, dialect=None, **keywords):
    return _Writer(file, dialect, **keywords)


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)


class DictReader:
    """Rows as dicts, by the names in the first row."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        names = self.fieldnames
        found = dict(zip(names, row))
        if len(names) < len(row):
            found[self.restkey] = row[len(names):]
        else:
            for name in names[len(row):]:
                found[name] = self.restval
        return found


class DictWriter:
    """Writes dicts as rows."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        extrasaction = extrasaction.lower()
        if extrasaction not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({extrasaction}) must be 'raise' or 'ignore'")
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _list(self, row):
        if self.extrasaction == "raise":
            wrong = row.keys() - self.fieldnames
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join([repr(name) for name in wrong]))
        return (row.get(name, self.restval) for name in self.fieldnames)

    def writerow(self, rowdict):
        return self.writer.writerow(self._list(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._list, rowdicts))


class Sniffer:
    """Finds out the dialect of a sample."""

    def __init__(self):
        self.preferred = [",", "\t", ";", " ", ":"]

    def sniff(self, sample, delimiters=None):
        quote, delimiter, doubled, skip = self._by_quotes(sample, delimiters)
        if not delimiter:
            delimiter, skip = self._by_counts(sample, delimiters)
        if not delimiter:
            raise Error("Could not determine delimiter")

        class dialect(Dialect):
            _name = "sniffed"
            lineterminator = "\r\n"
            quoting = QUOTE_MINIMAL

        dialect.doublequote = doubled
        dialect.delimiter = delimiter
        dialect.quotechar = quote or '"'
        dialect.skipinitialspace = skip
        return dialect

    def _by_quotes(self, sample, delimiters):
        """By what stands beside quoted fields."""
        counts, quotes, spaces = {}, {}, 0
        for match in _re.finditer(r"""(?m)(?:^|(?P<before>[^\w\n"'])(?P<space> ?))(?P<quote>["']).*?(?P=quote)(?:(?P<after>[^\w\n"'])|$)""", sample):
            quotes[match["quote"]] = quotes.get(match["quote"], 0) + 1
            each = match["before"] or match["after"]
            if each and (delimiters is None or each in delimiters):
                counts[each] = counts.get(each, 0) + 1
            spaces += bool(match["space"])
        if not quotes:
            return "", None, False, False
        quote = max(quotes, key=quotes.get)
        if not counts:
            return quote, "", False, False
        delimiter = max(counts, key=counts.get)
        doubled = _re.search(f"{_re.escape(quote)}{_re.escape(quote)}[^{_re.escape(delimiter)}\n]", sample) is not None
        return quote, delimiter, doubled, spaces == counts[delimiter]

    def _by_counts(self, sample, delimiters):
        """By what occurs equally often in most lines."""
        lines = [line for line in sample.split("\n") if line][:100]
        best, score = "", 0
        for each in map(chr, range(127)):
            if each.isalnum() or each in "\r\n\"'" or delimiters is not None and each not in delimiters:
                continue
            counts = [line.count(each) for line in lines]
            usual = max(set(counts), key=counts.count) if counts else 0
            share = counts.count(usual) / len(counts) if usual else 0
            if share < 0.9:
                continue
            rank = share + (10 - self.preferred.index(each) if each in self.preferred else 0)
            if rank > score:
                best, score = each, rank
        skip = bool(best) and lines[0].count(best) == lines[0].count(best + " ")
        return best, skip

    def has_header(self, sample):
        rows = reader(_io.StringIO(sample), self.sniff(sample))
        header = next(rows)
        votes = 0
        for column, name in enumerate(header):
            kinds = set()
            for _, row in zip(range(20), reader(_io.StringIO(sample), self.sniff(sample))):
                if row is not header and row != header and column < len(row):
                    kinds.add(_kind(row[column]))
            if len(kinds) == 1:
                votes += 1 if _kind(name) != kinds.pop() else -1
        return votes > 0


def _kind(text):
    try:
        complex(text)
        return complex
    except ValueError:
        return len(text)
