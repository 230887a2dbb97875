"""Codecs: encodings of texts and other turns of bytes and strs, found by name."""

__all__ = [
    "register", "lookup", "open", "EncodedFile", "BOM", "BOM_BE", "BOM_LE", "BOM32_BE", "BOM32_LE", "BOM64_BE", "BOM64_LE", "BOM_UTF8",
    "BOM_UTF16", "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE", "BOM_UTF32_BE", "CodecInfo", "Codec", "IncrementalEncoder",
    "IncrementalDecoder", "StreamReader", "StreamWriter", "StreamReaderWriter", "StreamRecoder", "getencoder", "getdecoder",
    "getincrementalencoder", "getincrementaldecoder", "getreader", "getwriter", "encode", "decode", "iterencode", "iterdecode",
    "strict_errors", "ignore_errors", "replace_errors", "xmlcharrefreplace_errors", "backslashreplace_errors", "namereplace_errors",
    "register_error", "lookup_error",
]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_LE = BOM_UTF16_LE = BOM32_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = BOM32_BE = b"\xfe\xff"
BOM_UTF32_LE = BOM64_LE = b"\xff\xfe\x00\x00"
BOM_UTF32_BE = BOM64_BE = b"\x00\x00\xfe\xff"
BOM = BOM_UTF16 = BOM_UTF16_LE
BOM_UTF32 = BOM_UTF32_LE

# Names of codecs that bytes and strs know themselves: the name to show, and all spellings without `-`, `_` and blanks.
_NATIVE = {
    "utf-8": "utf8 u8 utf cp65001",
    "utf-8-sig": "utf8sig",
    "ascii": "ascii usascii 646 ansix3.41968 iso646us us ibm367 cp367",
    "iso8859-1": "latin1 latin l1 iso88591 88591 8859 cp819 ibm819 iso8859 isolatin1",
    "utf-16": "utf16 u16",
    "utf-16-le": "utf16le unicodelittleunmarked",
    "utf-16-be": "utf16be unicodebigunmarked",
    "utf-32": "utf32 u32",
    "utf-32-le": "utf32le",
    "utf-32-be": "utf32be",
}
_ALIASES = {
    "ibm037": "cp037", "csibm866": "cp866", "cyrillic": "iso8859_5", "greek": "iso8859_7", "hebrew": "iso8859_8", "arabic": "iso8859_6",
    "latin2": "iso8859_2", "l2": "iso8859_2", "latin3": "iso8859_3", "l3": "iso8859_3", "latin4": "iso8859_4", "l4": "iso8859_4",
    "latin5": "iso8859_9", "l5": "iso8859_9", "latin6": "iso8859_10", "l6": "iso8859_10", "latin7": "iso8859_13", "l7": "iso8859_13",
    "latin8": "iso8859_14", "l8": "iso8859_14", "latin9": "iso8859_15", "l9": "iso8859_15", "latin10": "iso8859_16", "l10": "iso8859_16",
    "thai": "iso8859_11", "macroman": "mac_roman", "macintosh": "mac_roman", "maccyrillic": "mac_cyrillic", "macgreek": "mac_greek",
    "maciceland": "mac_iceland", "maclatin2": "mac_latin2", "maccentraleurope": "mac_latin2", "macturkish": "mac_turkish", "koi8r": "koi8_r",
    "cskoi8r": "koi8_r", "koi8u": "koi8_u", "koi8t": "koi8_t", "tis620": "tis_620", "rot13": "rot_13", "hex": "hex_codec", "base64": "base64_codec", "base_64": "base64_codec", "uu": "uu_codec",
    "quopri": "quopri_codec", "quoted_printable": "quopri_codec", "quotedprintable": "quopri_codec",
    "utf7": "utf_7", "u7": "utf_7", "unicode1_1_utf_7": "utf_7", "unicodeescape": "unicode_escape", "rawunicodeescape": "raw_unicode_escape",
    "rk1048": "kz1048", "strk1048_2002": "kz1048", "cp154": "ptcp154", "pt154": "ptcp154",
}


class CodecInfo(tuple):
    """What a codec consists of."""

    _is_text_encoding = True

    def __new__(
        cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None, incrementaldecoder=None, name=None, *,
        _is_text_encoding=None,
    ):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name, self.encode, self.decode = name, encode, decode
        self.incrementalencoder, self.incrementaldecoder = incrementalencoder, incrementaldecoder
        self.streamwriter, self.streamreader = streamwriter, streamreader
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __getnewargs__(self):
        return tuple(self)

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} object for encoding {self.name} at {id(self):#x}>"


class Codec:
    """The interface of codecs without state."""

    def encode(self, input, errors="strict"):
        raise NotImplementedError

    def decode(self, input, errors="strict"):
        raise NotImplementedError


class IncrementalEncoder:
    """Encodes an input piece by piece."""

    def __init__(self, errors="strict"):
        self.errors = errors
        self.buffer = ""

    def encode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return 0

    def setstate(self, state):
        pass


class BufferedIncrementalEncoder(IncrementalEncoder):
    """One that keeps what it cannot encode yet."""

    def __init__(self, errors="strict"):
        IncrementalEncoder.__init__(self, errors)
        self.buffer = ""

    def _buffer_encode(self, input, errors, final):
        raise NotImplementedError

    def encode(self, input, final=False):
        data = self.buffer + input
        result, consumed = self._buffer_encode(data, self.errors, final)
        self.buffer = data[consumed:]
        return result

    def reset(self):
        self.buffer = ""

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ""


class IncrementalDecoder:
    """Decodes an input piece by piece."""

    def __init__(self, errors="strict"):
        self.errors = errors

    def decode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return b"", 0

    def setstate(self, state):
        pass


class BufferedIncrementalDecoder(IncrementalDecoder):
    """One that keeps what it cannot decode yet."""

    def __init__(self, errors="strict"):
        IncrementalDecoder.__init__(self, errors)
        self.buffer = b""

    def _buffer_decode(self, input, errors, final):
        raise NotImplementedError

    def decode(self, input, final=False):
        data = self.buffer + input
        result, consumed = self._buffer_decode(data, self.errors, final)
        self.buffer = data[consumed:]
        return result

    def reset(self):
        self.buffer = b""

    def getstate(self):
        return self.buffer, 0

    def setstate(self, state):
        self.buffer = state[0]


class StreamWriter(Codec):
    """Writes encoded to a stream of bytes."""

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors

    def write(self, object):
        data, consumed = self.encode(object, self.errors)
        self.stream.write(data)

    def writelines(self, list):
        self.write("".join(list))

    def reset(self):
        pass

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if whence == 0 and offset == 0:
            self.reset()

    def __getattr__(self, name, getattr=getattr):
        return getattr(self.stream, name)

    def __reduce_ex__(self, protocol):
        raise TypeError(f"can't serialize {type(self).__name__}")

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class StreamReader(Codec):
    """Reads decoded from a stream of bytes."""

    charbuffertype = str

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors
        self.reset()

    def decode(self, input, errors="strict"):
        raise NotImplementedError

    def _fill(self, size):
        """Decodes the next bytes; whether there were any."""
        new = self.stream.read() if size < 0 else self.stream.read(size)
        data = self.bytebuffer + new
        if not data:
            return False
        try:
            text, consumed = self.decode(data, self.errors)
        except UnicodeDecodeError as error:
            # The end of a piece may cut a character.
            if not new or error.start == 0 or error.end < len(data):
                raise
            text, consumed = self.decode(data[: error.start], self.errors)
        self.bytebuffer = data[consumed:]
        self.charbuffer += text
        return bool(new)

    def read(self, size=-1, chars=-1, firstline=False):
        if self.linebuffer:
            self.charbuffer = self._empty.join(self.linebuffer)
            self.linebuffer = None
        if chars < 0:
            chars = size
        if chars < 0:
            while self._fill(-1):
                pass
        else:
            while len(self.charbuffer) < chars and self._fill(size if size > 0 else chars):
                pass
        if chars < 0:
            result, self.charbuffer = self.charbuffer, self._empty
        else:
            result, self.charbuffer = self.charbuffer[:chars], self.charbuffer[chars:]
        return result

    def readline(self, size=None, keepends=True):
        while True:
            lines = self.charbuffer.splitlines(True)
            complete = lines and (len(lines) > 1 or lines[0].splitlines(False)[0] != lines[0] and not lines[0].endswith("\r"))
            if complete or not self._fill(size or 72):
                break
        lines = self.charbuffer.splitlines(True)
        if not lines:
            return self._empty
        self.charbuffer = self.charbuffer[len(lines[0]) :]
        return lines[0] if keepends else lines[0].splitlines(False)[0]

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def reset(self):
        self._empty = self.charbuffertype()
        self.bytebuffer = b""
        self.charbuffer = self._empty
        self.linebuffer = None

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reset()

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration

    def __iter__(self):
        return self

    def __getattr__(self, name, getattr=getattr):
        return getattr(self.stream, name)

    def __reduce_ex__(self, protocol):
        raise TypeError(f"can't serialize {type(self).__name__}")

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class StreamReaderWriter:
    """A reader and a writer over one stream."""

    encoding = "unknown"

    def __init__(self, stream, Reader, Writer, errors="strict"):
        self.stream = stream
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None, keepends=True):
        return self.reader.readline(size, keepends)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def __next__(self):
        return next(self.reader)

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if whence == 0 and offset == 0:
            self.writer.reset()

    def __getattr__(self, name, getattr=getattr):
        return getattr(self.stream, name)

    def __reduce_ex__(self, protocol):
        raise TypeError(f"can't serialize {type(self).__name__}")

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class StreamRecoder:
    """Shows a stream of one encoding as one of another."""

    data_encoding = file_encoding = "unknown"

    def __init__(self, stream, encode, decode, Reader, Writer, errors="strict"):
        self.stream = stream
        self.encode, self.decode = encode, decode
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.encode(self.reader.read(size), self.errors)[0]

    def readline(self, size=None):
        return self.encode(self.reader.readline() if size is None else self.reader.readline(size), self.errors)[0]

    def readlines(self, sizehint=None):
        return self.encode(self.reader.read(), self.errors)[0].splitlines(keepends=True)

    def __next__(self):
        return self.encode(next(self.reader), self.errors)[0]

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(self.decode(data, self.errors)[0])

    def writelines(self, list):
        return self.writer.write(self.decode(b"".join(list), self.errors)[0])

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.reader.seek(offset, whence)
        self.writer.seek(offset, whence)

    def __getattr__(self, name, getattr=getattr):
        return getattr(self.stream, name)

    def __reduce_ex__(self, protocol):
        raise TypeError(f"can't serialize {type(self).__name__}")

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


def strict_errors(exception):
    if isinstance(exception, BaseException):
        raise exception
    raise TypeError("codec must pass exception instance")


def _end(exception):
    """Where the culprit of an error ends."""
    if not isinstance(exception, (UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError)):
        raise TypeError(f"don't know how to handle {type(exception).__name__} in error callback")
    return exception.end


def ignore_errors(exception):
    return "", _end(exception)


def replace_errors(exception):
    end = _end(exception)
    if isinstance(exception, UnicodeEncodeError):
        return "?" * (end - exception.start), end
    return "\ufffd" * (1 if isinstance(exception, UnicodeDecodeError) else end - exception.start), end


def _by_native(name, encodes_only):
    def handler(exception):
        end = _end(exception)
        if isinstance(exception, UnicodeDecodeError):
            if encodes_only:
                raise TypeError("don't know how to handle UnicodeDecodeError in error callback")
            return "".join([f"\\x{byte:02x}" for byte in exception.object[exception.start : end]]), end
        return exception.object[exception.start : end].encode("ascii", name).decode("ascii"), end

    handler.__name__ = handler.__qualname__ = name + "_errors"
    return handler


xmlcharrefreplace_errors = _by_native("xmlcharrefreplace", True)
backslashreplace_errors = _by_native("backslashreplace", False)
namereplace_errors = _by_native("namereplace", True)


def _surrogateescape(exception):
    end = _end(exception)
    wrong = exception.object[exception.start : end]
    if isinstance(exception, UnicodeEncodeError):
        if all(["\udc80" <= c <= "\udcff" for c in wrong]):
            return bytes([ord(c) & 0xFF for c in wrong]), end
    elif isinstance(exception, UnicodeDecodeError):
        kept = ""
        for byte in wrong:
            if byte < 128:
                break
            kept += chr(0xDC00 | byte)
        if kept:
            return kept, exception.start + len(kept)
    raise exception


def _surrogatepass(exception):
    end = _end(exception)
    wrong = exception.object[exception.start : end]
    if isinstance(exception, UnicodeEncodeError) and all(["\ud800" <= c <= "\udfff" for c in wrong]):
        return wrong.encode(exception.encoding, "surrogatepass"), end
    raise exception


_error_handlers = {
    "strict": strict_errors, "ignore": ignore_errors, "replace": replace_errors, "xmlcharrefreplace": xmlcharrefreplace_errors,
    "backslashreplace": backslashreplace_errors, "namereplace": namereplace_errors, "surrogateescape": _surrogateescape,
    "surrogatepass": _surrogatepass,
}


def register_error(errors, handler, /):
    if not callable(handler):
        raise TypeError("handler must be callable")
    _error_handlers[errors] = handler


def lookup_error(name, /):
    if name not in _error_handlers:
        raise LookupError(f"unknown error handler name '{name}'")
    return _error_handlers[name]


def _handled(exception, errors):
    """What an error handler wants instead of a culprit, and where to go on."""
    result = lookup_error(errors)(exception)
    of_bytes = isinstance(exception, UnicodeDecodeError)
    wanted = (str,) if of_bytes else (str, bytes)
    if not isinstance(result, tuple) or len(result) != 2 or not isinstance(result[0], wanted):
        raise TypeError(f"{'decoding' if of_bytes else 'encoding'} error handler must return ({'str' if of_bytes else 'str/bytes'}, int) tuple")
    from operator import index

    replacement, place = result[0], index(result[1])
    size = len(exception.object)
    if place < 0:
        place += size
    if not 0 <= place <= size:
        raise IndexError(f"position {result[1]} from error handler out of bounds")
    return replacement, place


_search_functions = []
_cache = {}


def register(search_function, /):
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _search_functions.append(search_function)


def unregister(search_function, /):
    if search_function in _search_functions:
        _search_functions.remove(search_function)
        _cache.clear()


def _normal(encoding):
    """The name in lower case, with `_` for each run of characters that are neither letters, digits nor dots."""
    made, gap = [], False
    for character in encoding:
        if not (character.isalnum() or character == "."):
            gap = True
            continue
        if gap and made:
            made.append("_")
        if character.isascii():
            made.append(character)
        gap = False
    return "".join(made).lower()


def lookup(encoding, /):
    if not isinstance(encoding, str):
        raise TypeError(f"lookup() argument must be str, not {type(encoding).__name__}")
    if "\0" in encoding:
        raise ValueError("embedded null character")
    encoding.encode()
    name = encoding.lower().replace(" ", "-")
    if name in _cache:
        return _cache[name]
    found = _find_own(encoding)
    if found is None:
        for search in _search_functions:
            found = search(_normal(encoding))
            if found is not None:
                if not isinstance(found, tuple) or len(found) != 4:
                    raise TypeError("codec search functions must return 4-tuples")
                break
        else:
            raise LookupError(f"unknown encoding: {encoding}")
    _cache[name] = found
    return found


def _find_own(encoding):
    short = encoding.lower().replace(" ", "").replace("-", "").replace("_", "")
    for name, spellings in _NATIVE.items():
        if short in spellings.split():
            return _native_codec(name)
    import _codecs_more

    name = _normal(encoding)
    for spelling in (name, short):
        name = _ALIASES.get(spelling, spelling)
        if name.startswith(("windows_125", "windows125", "ibm")):
            name = "cp" + name.lstrip("windowsibm_")
        if name.startswith(("iso_8859_", "iso8859")):
            name = "iso8859_" + name.removeprefix("iso_").removeprefix("iso").removeprefix("8859").lstrip("_")
        found = _codecs_more.find(name)
        if found is not None:
            return found
    return None


def _bytes(data):
    """The bytes of an object that has some."""
    return data if type(data) is bytes else bytes(memoryview(data))


def _native_functions(name, default_final):
    """The two functions of an encoding that strs and bytes know themselves."""

    def encode(input, errors="strict", /):
        if not isinstance(input, str):
            raise TypeError(f"{name.replace('-', '_')}_encode() argument 1 must be str, not {type(input).__name__}")
        return input.encode(name, errors or "strict"), len(input)

    def decode(input, errors="strict", final=default_final, /):
        data = _bytes(input)
        if not final:
            data = data[: len(data) - _unfinished(data, name)]
        return data.decode(name, errors or "strict"), len(data)

    return encode, decode


def _native_codec(name):
    encode, decode = _native_functions(name, True)
    return _make(name, encode, decode, decode)


# Encodings whose text starts with a mark, by its size.
_MARKED = {"utf-16": 2, "utf-32": 4, "utf-8-sig": 3}


def _make(name, encode, decode, partial=None, is_text=True):
    """A codec of two functions; `partial` decodes what is whole when its third argument is false."""
    marked = name in _MARKED

    class Encoder(IncrementalEncoder):
        _first = True

        def encode(self, input, final=False):
            result = encode(input, self.errors)[0]
            if marked:
                if not self._first:
                    return result[_MARKED[name] :]
                self._first = False
            return result

        def reset(self):
            self._first = True

        def getstate(self):
            return 0 if not (marked and self._first) else 1 if name == "utf-8-sig" else 2

        def setstate(self, state):
            self._first = bool(state)

    if partial is None:

        class Decoder(IncrementalDecoder):
            def decode(self, input, final=False):
                return decode(input, self.errors)[0]

    elif marked:

        class Decoder(_MarkedDecoder):
            encoding = name

    else:

        class Decoder(BufferedIncrementalDecoder):
            def _buffer_decode(self, input, errors, final):
                return partial(input, errors, final)

    class Writer(StreamWriter):
        _first = True

        def encode(self, input, errors="strict"):
            data, used = encode(input, errors)
            if marked:
                if not self._first:
                    data = data[_MARKED[name] :]
                self._first = False
            return data, used

        def decode(self, input, errors="strict"):
            return decode(input, errors)

        def reset(self):
            StreamWriter.reset(self)
            self._first = True

    class Reader(StreamReader):
        _order = None
        if not is_text:
            charbuffertype = str if name == "rot-13" else bytes

        def encode(self, input, errors="strict"):
            return encode(input, errors)

        def decode(self, input, errors="strict"):
            if marked:
                return _decode_marked(self, name, input, errors, False)
            return decode(input, errors) if partial is None else partial(input, errors, False)

        def reset(self):
            StreamReader.reset(self)
            self._order = None

    for made, title in ((Encoder, "IncrementalEncoder"), (Decoder, "IncrementalDecoder"), (Writer, "StreamWriter"), (Reader, "StreamReader")):
        made.__name__ = made.__qualname__ = title
    return CodecInfo(encode, decode, Reader, Writer, Encoder, Decoder, name, _is_text_encoding=is_text)


def _decode_marked(self, encoding, data, errors, final):
    """Decodes text that starts with a mark; `self._order` is the encoding that the mark told."""
    skip = 0
    if self._order is None:
        if encoding == "utf-8-sig":
            if len(data) < 3 and BOM_UTF8.startswith(data) and not final:
                return "", 0
            self._order = "utf-8"
            skip = 3 if data.startswith(BOM_UTF8) else 0
        else:
            skip = _MARKED[encoding]
            mark = data[:skip]
            if len(mark) < skip:
                return ("", 0) if not final else (data.decode(encoding, errors), len(data))
            if mark == (BOM_UTF16_BE if skip == 2 else BOM_UTF32_BE):
                self._order = encoding + "-be"
            elif mark == (BOM_UTF16_LE if skip == 2 else BOM_UTF32_LE):
                self._order = encoding + "-le"
            else:
                raise UnicodeDecodeError(encoding, data, 0, skip, "Stream does not start with BOM")
        data = data[skip:]
    keep = 0 if final else _unfinished(data, self._order)
    data = data[: len(data) - keep]
    return data.decode(self._order, errors), len(data) + skip


class _MarkedDecoder(BufferedIncrementalDecoder):
    """Keeps an unfinished character at the end of a piece, and what the mark said."""

    _order = None

    def _buffer_decode(self, input, errors, final):
        return _decode_marked(self, self.encoding, input, errors, final)

    def reset(self):
        BufferedIncrementalDecoder.reset(self)
        self._order = None

    def getstate(self):
        if self.encoding == "utf-8-sig":
            return self.buffer, int(self._order is None)
        return self.buffer, 2 if self._order is None else int(self._order.endswith("be"))

    def setstate(self, state):
        self.buffer, order = state
        if self.encoding == "utf-8-sig":
            self._order = None if order else "utf-8"
        else:
            self._order = self.encoding + ("-be" if order else "-le") if order in (0, 1) else None


# The second bytes of UTF-8 that may follow a first one, where not all may (surrogates are for the decoder to judge).
_SECOND = {0xE0: (0xA0, 0xBF), 0xF0: (0x90, 0xBF), 0xF4: (0x80, 0x8F)}


def _unfinished(data, encoding):
    """How many bytes at the end are the start of a character."""
    if encoding == "utf-8":
        for back in (1, 2, 3):
            if back > len(data):
                return 0
            byte = data[-back]
            if byte >= 0xC0:
                need = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
                if need <= back or not 0xC2 <= byte <= 0xF4:
                    return 0
                low, high = _SECOND.get(byte, (0x80, 0xBF))
                return back if back == 1 or low <= data[1 - back] <= high else 0
            if byte < 0x80:
                return 0
        return 0
    if encoding.startswith("utf-16"):
        rest = len(data) % 2
        end = len(data) - rest
        if end >= 2 and 0xD8 <= data[end - 2 if encoding.endswith("be") else end - 1] <= 0xDB:
            rest += 2
        return rest
    return len(data) % 4 if encoding.startswith("utf-32") else 0


def _noted(error, what, encoding):
    """Says to an exception which codec it went through."""
    error.add_note(f"{what} with '{encoding}' codec failed")
    return error


def encode(obj, encoding="utf-8", errors="strict"):
    return _coded(lookup(encoding).encode, "encoding", obj, encoding, errors)


def decode(obj, encoding="utf-8", errors="strict"):
    return _coded(lookup(encoding).decode, "decoding", obj, encoding, errors)


def _coded(function, what, obj, encoding, errors):
    try:
        result = function(obj, errors)
    except Exception as error:
        _noted(error, what, encoding)
        raise
    if not isinstance(result, tuple) or len(result) != 2:
        raise TypeError(f"{what[:-3]}er must return a tuple (object, integer)")
    return result[0]


# Where CPython has these.
encode.__module__ = decode.__module__ = "_codecs"


def _text_codec(encoding, function):
    info = lookup(encoding)
    if not getattr(info, "_is_text_encoding", True):
        raise LookupError(f"'{encoding}' is not a text encoding; use codecs.{function}() to handle arbitrary codecs")
    return info


def _encode_text(text, encoding, errors):
    """What `str.encode` gives where the encoding is none of its own."""
    result = _coded(_text_codec(encoding, "encode").encode, "encoding", text, encoding, errors)
    if not isinstance(result, (bytes, bytearray)):
        kind = type(result).__name__
        raise TypeError(f"'{encoding}' encoder returned '{kind}' instead of 'bytes'; use codecs.encode() to encode to arbitrary types")
    return bytes(result)


def _decode_text(data, encoding, errors):
    """What `bytes.decode` gives where the encoding is none of its own."""
    result = _coded(_text_codec(encoding, "decode").decode, "decoding", bytes(data), encoding, errors)
    if not isinstance(result, str):
        kind = type(result).__name__
        raise TypeError(f"'{encoding}' decoder returned '{kind}' instead of 'str'; use codecs.decode() to decode to arbitrary types")
    return result


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    encoder = lookup(encoding).incrementalencoder
    if encoder is None:
        raise LookupError(encoding)
    return encoder


def getincrementaldecoder(encoding):
    decoder = lookup(encoding).incrementaldecoder
    if decoder is None:
        raise LookupError(encoding)
    return decoder


def getreader(encoding):
    return lookup(encoding).streamreader


def getwriter(encoding):
    return lookup(encoding).streamwriter


def iterencode(iterator, encoding, errors="strict", **kwargs):
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for piece in iterator:
        output = encoder.encode(piece)
        if output:
            yield output
    output = encoder.encode("", True)
    if output:
        yield output


def iterdecode(iterator, encoding, errors="strict", **kwargs):
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for piece in iterator:
        output = decoder.decode(piece)
        if output:
            yield output
    output = decoder.decode(b"", True)
    if output:
        yield output


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    import builtins

    if encoding is not None and "b" not in mode:
        mode += "b"
    file = builtins.open(filename, mode, buffering)
    if encoding is None:
        return file
    try:
        info = lookup(encoding)
        stream = StreamReaderWriter(file, info.streamreader, info.streamwriter, errors)
        stream.encoding = encoding
        return stream
    except:
        file.close()
        raise


def EncodedFile(file, data_encoding, file_encoding=None, errors="strict"):
    file_encoding = data_encoding if file_encoding is None else file_encoding
    data, info = lookup(data_encoding), lookup(file_encoding)
    stream = StreamRecoder(file, data.encode, data.decode, info.streamreader, info.streamwriter, errors)
    stream.data_encoding, stream.file_encoding = data_encoding, file_encoding
    return stream


def make_identity_dict(rng):
    return {number: number for number in rng}


def make_encoding_map(decoding_map):
    made = {}
    for key, value in decoding_map.items():
        made[value] = None if value in made else key
    return made


utf_8_encode, utf_8_decode = _native_functions("utf-8", False)
ascii_encode, ascii_decode = _native_functions("ascii", True)
latin_1_encode, latin_1_decode = _native_functions("iso8859-1", True)
utf_16_encode, utf_16_decode = _native_functions("utf-16", False)
utf_16_le_encode, utf_16_le_decode = _native_functions("utf-16-le", False)
utf_16_be_encode, utf_16_be_decode = _native_functions("utf-16-be", False)
utf_32_encode, utf_32_decode = _native_functions("utf-32", False)
utf_32_le_encode, utf_32_le_decode = _native_functions("utf-32-le", False)
utf_32_be_encode, utf_32_be_decode = _native_functions("utf-32-be", False)


def __getattr__(name):
    import _codecs_more

    if name in _codecs_more.OFFERED:
        return getattr(_codecs_more, name)
    raise AttributeError(f"module 'codecs' has no attribute {name!r}")
