"""Codecs written in Python: encodings with one byte a character, UTF-7, escapes of strs, rot13, hex, base64."""

from codecs import _bytes, _decode_marked, _handled, _make

OFFERED = (
    "charmap_encode", "charmap_decode", "charmap_build", "unicode_escape_encode", "unicode_escape_decode", "raw_unicode_escape_encode",
    "raw_unicode_escape_decode", "escape_encode", "escape_decode", "utf_7_encode", "utf_7_decode", "utf_16_ex_decode", "utf_32_ex_decode",
    "readbuffer_encode",
)


def find(name):
    """The codec of a normalised name, None if there is none."""
    if name in _OTHERS:
        encode, decode, shown, is_text = _OTHERS[name]
        whole = decode
        if name == "utf_7":
            whole = lambda input, errors="strict", /: decode(input, errors, True)
        partial = decode if name in ("utf_7", "unicode_escape", "raw_unicode_escape") else None
        return _make(shown, encode, whole, partial, is_text=is_text)
    try:
        from _codec_tables import TABLES
    except ImportError:
        return None
    upper = TABLES.get(name)
    if upper is None:
        return None
    table = "".join([chr(byte) for byte in range(128)]) + upper
    if name == "cp864":
        table = table.replace("%", "\u066a")
    encoding = charmap_build(table)

    def encode(input, errors="strict", /):
        return charmap_encode(input, errors, encoding)

    def decode(input, errors="strict", /):
        return charmap_decode(input, errors, table)

    return _make(name.replace("iso8859_", "iso8859-").replace("_", "-"), encode, decode)


def charmap_build(map, /):
    made = {}
    for byte, character in enumerate(map):
        if character != "\ufffe":
            made.setdefault(ord(character), byte)
    return made


def charmap_encode(str, errors=None, mapping=None, /):
    if mapping is None:
        return str.encode("latin-1", errors or "strict"), len(str)

    def one(character):
        try:
            found = mapping[ord(character)]
        except LookupError:
            return None
        if isinstance(found, int):
            if not 0 <= found < 256:
                raise TypeError("character mapping must be in range(256)")
            return bytes((found,))
        if found is not None and not isinstance(found, bytes):
            raise TypeError(f"character mapping must return integer, bytes or None, not {type(found).__name__}")
        return found

    out = bytearray()
    place, length = 0, len(str)
    while place < length:
        found = one(str[place])
        if found is not None:
            out += found
            place += 1
            continue
        end = place + 1
        while end < length and one(str[end]) is None:
            end += 1
        error = UnicodeEncodeError("charmap", str, place, end, "character maps to <undefined>")
        replacement, place = _handled(error, errors or "strict")
        if isinstance(replacement, bytes):
            out += replacement
            continue
        for character in replacement:
            found = one(character)
            if found is None:
                raise error
            out += found
    return bytes(out), length


def charmap_decode(data, errors=None, mapping=None, /):
    data = _bytes(data)
    if mapping is None:
        return data.decode("latin-1"), len(data)
    if isinstance(mapping, str):
        out = "".join([mapping[byte] if byte < len(mapping) else "\ufffe" for byte in data])
        if "\ufffe" not in out:
            return out, len(data)
    out = []
    place, length = 0, len(data)
    while place < length:
        try:
            found = mapping[data[place]]
        except LookupError:
            found = None
        if isinstance(found, int):
            if not 0 <= found < 0x110000:
                raise TypeError("character mapping must be in range(0x110000)")
            found = chr(found)
        if found is None or found == "\ufffe":
            error = UnicodeDecodeError("charmap", data, place, place + 1, "character maps to <undefined>")
            found, place = _handled(error, errors or "strict")
        elif isinstance(found, str):
            place += 1
        else:
            raise TypeError("character mapping must return integer, None or str")
        out.append(found)
    return "".join(out), length


def unicode_escape_encode(str, errors=None, /):
    out = []
    for character in str:
        code = ord(character)
        if character in "\\\n\r\t":
            out.append({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}[character])
        elif 32 <= code < 127:
            out.append(character)
        elif code < 0x100:
            out.append(f"\\x{code:02x}")
        elif code < 0x10000:
            out.append(f"\\u{code:04x}")
        else:
            out.append(f"\\U{code:08x}")
    return "".join(out).encode("ascii"), len(str)


_SIMPLE = {92: "\\", 39: "'", 34: '"', 97: "\a", 98: "\b", 102: "\f", 110: "\n", 114: "\r", 116: "\t", 118: "\v", 10: ""}


def _code(data, start, size):
    """The number in hexadecimal digits, and where they end."""
    end = start
    while end < len(data) and end < start + size and data[end] in b"0123456789abcdefABCDEF":
        end += 1
    return (int(data[start:end], 16) if end == start + size else None), end


def _escape_at(data, place):
    """What the escape whose backslash is at `place` stands for (None if it is wrong), where it ends, and what is wrong."""
    if place + 1 >= len(data):
        return None, len(data), "\\ at end of string"
    byte = data[place + 1]
    if byte in _SIMPLE:
        return _SIMPLE[byte], place + 2, None
    if byte in b"01234567":
        end = place + 2
        while end < len(data) and end < place + 4 and data[end] in b"01234567":
            end += 1
        return chr(int(data[place + 1 : end], 8)), end, None
    if byte in b"xuU":
        size = {120: 2, 117: 4, 85: 8}[byte]
        code, end = _code(data, place + 2, size)
        if code is None:
            return None, end, {2: "truncated \\xXX escape", 4: "truncated \\uXXXX escape", 8: "truncated \\UXXXXXXXX escape"}[size]
        if code > 0x10FFFF:
            return None, end, "illegal Unicode character"
        return chr(code), end, None
    if byte == 78:
        end = data.find(b"}", place)
        if data[place + 2 : place + 3] != b"{" or end < 0 or end == place + 3:
            return None, len(data) if data[place + 2 : place + 3] == b"{" and end < 0 else place + (3 if data[place + 2 : place + 3] == b"{" else 2), "malformed \\N character escape"
        import unicodedata

        try:
            found = unicodedata.lookup(data[place + 3 : end].decode("latin-1"))
        except KeyError:
            found = ""
        if len(found) != 1:
            return None, end + 1, "unknown Unicode character name"
        return found, end + 1, None
    return "\\" + chr(byte), place + 2, None


def _warn_of_escape(data, place, what):
    """An escape that means nothing, or an octal one beyond a byte."""
    from warnings import warn

    if data[place + 1] in b"01234567":
        warn(f"{what}invalid octal escape sequence '{data[place : place + 4].decode()}'", DeprecationWarning)
    else:
        warn(f"{what}invalid escape sequence '\\{chr(data[place + 1])}'", DeprecationWarning)


def _is_strange(data, place):
    """Whether CPython warns of the escape whose backslash is at `place`."""
    byte = data[place + 1]
    if byte in b"4567" and all([digit in b"01234567" for digit in data[place + 1 : place + 4]]) and len(data) > place + 3:
        return True
    return byte not in _SIMPLE and byte not in b"01234567xuUN"


def unicode_escape_decode(data, errors=None, final=True, /):
    data = data.encode() if isinstance(data, str) else _bytes(data)
    out = []
    place = 0
    warned = False
    while True:
        start = data.find(b"\\", place)
        if start < 0:
            out.append(data[place:].decode("latin-1"))
            return "".join(out), len(data)
        out.append(data[place:start].decode("latin-1"))
        found, place, wrong = _escape_at(data, start)
        if wrong and not final and place == len(data) and (place - start < 12 or data[start + 1] == 78) and wrong[:3] != "ill":
            return "".join(out), start
        if not wrong and not warned and _is_strange(data, start):
            warned = True
            _warn_of_escape(data, start, "")
        if wrong:
            error = UnicodeDecodeError("unicodeescape", data, start, place, wrong)
            found, place = _handled(error, errors or "strict")
        out.append(found)


def raw_unicode_escape_encode(str, errors=None, /):
    out = []
    for character in str:
        code = ord(character)
        out.append(character if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")
    return "".join(out).encode("latin-1"), len(str)


def raw_unicode_escape_decode(data, errors=None, final=True, /):
    data = data.encode() if isinstance(data, str) else _bytes(data)
    out = []
    place = 0
    while place < len(data):
        if data[place] != 92:
            out.append(chr(data[place]))
            place += 1
            continue
        end = place
        while end < len(data) and data[end] == 92:
            end += 1
        if not final and end == len(data) and (end - place) % 2:
            out.append("\\" * (end - place - 1))
            return "".join(out), end - 1
        if (end - place) % 2 == 0 or data[end : end + 1] not in (b"u", b"U"):
            out.append("\\" * (end - place))
            place = end
            continue
        out.append("\\" * (end - place - 1))
        start = end - 1
        size = 4 if data[end] == 117 else 8
        code, place = _code(data, end + 1, size)
        if code is None and not final and place == len(data):
            return "".join(out), start
        if code is None or code > 0x10FFFF:
            reason = "\\Uxxxxxxxx out of range" if code else "truncated \\uXXXX escape" if size == 4 else "truncated \\UXXXXXXXX escape"
            error = UnicodeDecodeError("rawunicodeescape", data, start, place, reason)
            found, place = _handled(error, errors or "strict")
            out.append(found)
        else:
            out.append(chr(code))
    return "".join(out), len(data)


def escape_encode(data, errors=None, /):
    if not isinstance(data, bytes):
        raise TypeError(f"escape_encode() argument 1 must be bytes, not {type(data).__name__}")
    shown = repr(bytes(data))[2:-1]
    return shown.replace("'", "\\'").replace("\\\\'", "\\'").encode() if b"'" in data and b'"' not in data else shown.encode(), len(data)


def escape_decode(data, errors=None, /):
    data = data.encode() if isinstance(data, str) else _bytes(data)
    out = bytearray()
    place = 0
    warned = False
    while place < len(data):
        if data[place] != 92:
            out.append(data[place])
            place += 1
            continue
        if place + 1 >= len(data):
            raise ValueError("Trailing \\ in string")
        byte = data[place + 1]
        if not warned and (byte in b"uUN" or _is_strange(data, place)):
            warned = True
            _warn_of_escape(data, place, "")
        if byte == 120:
            code, end = _code(data, place + 2, 2)
            if code is None:
                if (errors or "strict") == "strict":
                    raise ValueError(f"invalid \\x escape at position {place}")
                out += b"?" if errors == "replace" else b""
                place = end
                continue
            out.append(code)
            place = end
        elif byte in _SIMPLE or byte in b"01234567":
            found, place, _ = _escape_at(data, place)
            out += found.encode("latin-1") if not found or ord(found) < 256 else bytes((ord(found) & 255,))
        else:
            out += data[place : place + 2]
            place += 2
    return bytes(out), len(data)


_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_DIRECT = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'(),-./:? \t\n\r!\"#$%&*;<=>@[]^_`{|}")


def utf_7_encode(str, errors=None, /):
    out = bytearray()
    bits = count = 0
    shifted = False

    def units(code):
        if code < 0x10000:
            return (code,)
        code -= 0x10000
        return 0xD800 | code >> 10, 0xDC00 | code & 0x3FF

    for character in str:
        code = ord(character)
        direct = code in _DIRECT
        if shifted and direct:
            if count:
                out.append(_BASE64[bits << (6 - count) & 63])
            bits = count = 0
            shifted = False
            if code in _BASE64 or code == 45:
                out.append(45)
        elif not shifted and code == 43:
            out += b"+-"
            continue
        elif not shifted and not direct:
            out.append(43)
            shifted = True
        if not shifted:
            out.append(code)
            continue
        for unit in units(code):
            bits = bits << 16 | unit
            count += 16
            while count >= 6:
                count -= 6
                out.append(_BASE64[bits >> count & 63])
            bits &= (1 << count) - 1
    if count:
        out.append(_BASE64[bits << (6 - count) & 63])
    if shifted:
        out.append(45)
    return bytes(out), len(str)


def utf_7_decode(data, errors=None, final=False, /):
    data = _bytes(data)
    out = []
    place = 0
    while place < len(data):
        byte = data[place]
        if byte != 43:
            if byte < 128:
                out.append(chr(byte))
                place += 1
                continue
            error = UnicodeDecodeError("utf7", data, place, place + 1, "unexpected special character")
            found, place = _handled(error, errors or "strict")
            out.append(found)
            continue
        start = place
        place += 1
        if data[place : place + 1] == b"-":
            out.append("+")
            place += 1
            continue
        bits = count = 0
        units = []
        while place < len(data) and data[place] in _BASE64:
            bits = bits << 6 | _BASE64.index(data[place])
            count += 6
            place += 1
            if count >= 16:
                count -= 16
                units.append(bits >> count)
                bits &= (1 << count) - 1
        wrong = None
        if place < len(data):
            if place == start + 1:
                wrong = "ill-formed sequence"
            elif count >= 6:
                wrong = "partial character in shift sequence"
            elif bits:
                wrong = "non-zero padding bits in shift sequence"
            if wrong or data[place] == 45:
                place += 1
        elif not final:
            return "".join(out), start
        elif units and 0xD800 <= units[-1] < 0xDC00 or count >= 6 or bits:
            wrong = "unterminated shift sequence"
        if units and 0xD800 <= units[-1] < 0xDC00 and (wrong or place < len(data) and data[place] > 127):
            # Half a character is worth nothing before an error.
            units.pop()
        out.append(b"".join([unit.to_bytes(2, "big") for unit in units]).decode("utf-16-be", "surrogatepass"))
        if wrong:
            found, place = _handled(UnicodeDecodeError("utf7", data, start, place, wrong), errors or "strict")
            out.append(found)
    return "".join(out), len(data)


def _rot13(input, errors="strict", /):
    out = []
    for character in input:
        code = ord(character)
        if 65 <= code <= 90:
            code = (code - 52) % 26 + 65
        elif 97 <= code <= 122:
            code = (code - 84) % 26 + 97
        out.append(chr(code))
    return "".join(out), len(input)


def _hex_encode(input, errors="strict", /):
    return _bytes(input).hex().encode(), len(input)


def _hex_decode(input, errors="strict", /):
    text = _bytes(input)
    if len(text) % 2:
        raise _binascii_error("Odd-length string")
    if any([byte not in b"0123456789abcdefABCDEF" for byte in text]):
        raise _binascii_error("Non-hexadecimal digit found")
    return bytes.fromhex(text.decode()), len(text)


def _binascii_error(message):
    try:
        from binascii import Error
    except ImportError:
        Error = ValueError
    return Error(message)


def _base64_encode(input, errors="strict", /):
    data = _bytes(input)
    out = bytearray()
    for start in range(0, len(data), 57):
        line = data[start : start + 57]
        for place in range(0, len(line), 3):
            piece = line[place : place + 3]
            bits = int.from_bytes(piece + bytes(3 - len(piece)), "big")
            coded = bytes([_BASE64[bits >> shift & 63] for shift in (18, 12, 6, 0)])
            out += coded[: len(piece) + 1] + b"=" * (3 - len(piece))
        out += b"\n"
    return bytes(out), len(data)


def _base64_decode(input, errors="strict", /):
    data = _bytes(input)
    out = bytearray()
    bits = count = 0
    for byte in data:
        if byte == 61:
            if count % 24 in (12, 18) or count % 8:
                break
            continue
        place = _BASE64.find(byte)
        if place < 0:
            continue
        bits = bits << 6 | place
        count += 6
        if count % 24 == 0:
            out += (bits & 0xFFFFFF).to_bytes(3, "big")
            bits = 0
    rest = count % 24
    if rest == 6:
        raise _binascii_error("Invalid base64-encoded string: number of data characters cannot be 1 more than a multiple of 4")
    if rest and b"=" not in data:
        raise _binascii_error("Incorrect padding")
    if rest:
        out += (bits >> rest % 8).to_bytes(rest // 8, "big")
    return bytes(out), len(data)


def _uu_encode(input, errors="strict", /):
    data = _bytes(input)
    out = bytearray(b"begin 666 <data>\n")
    for start in range(0, len(data), 45):
        line = data[start : start + 45]
        out.append(32 + len(line))
        for place in range(0, len(line), 3):
            bits = int.from_bytes(line[place : place + 3].ljust(3, b"\0"), "big")
            out += bytes([32 + (bits >> shift & 63) for shift in (18, 12, 6, 0)])
        out += b"\n"
    return bytes(out) + b" \nend\n", len(data)


def _uu_decode(input, errors="strict", /):
    data = _bytes(input)
    lines = iter(data.splitlines())
    for line in lines:
        if line.startswith(b"begin"):
            break
    else:
        raise ValueError('Missing "begin" line in input data')
    out = bytearray()
    for line in lines:
        if line == b"end":
            return bytes(out), len(data)
        size = (line[0] - 32) & 63 if line else 0
        found = bytearray()
        for place in range(1, len(line), 4):
            bits = 0
            for byte in line[place : place + 4].ljust(4):
                if not 32 <= byte <= 96:
                    raise _binascii_error("Illegal char")
                bits = bits << 6 | (byte - 32) & 63
            found += bits.to_bytes(3, "big")
        out += found[:size].ljust(size, b"\0")
    raise ValueError("Truncated input data")


def _quopri_encode(input, errors="strict", /):
    data = _bytes(input)
    out = bytearray()
    for line in data.splitlines(True) or [b""]:
        body = line.rstrip(b"\r\n")
        column = 0
        for place, byte in enumerate(body):
            plain = 32 < byte < 127 and byte != 61
            if plain and byte == 46 and column == 0 and len(body) == 1:
                plain = False
            piece = bytes((byte,)) if plain else b"=%02X" % byte
            if column + len(piece) > (75 if place + 1 < len(body) or not line.endswith(b"\n") else 76):
                out += b"=\n"
                column = 0
            out += piece
            column += len(piece)
        out += line[len(body) :]
    return bytes(out), len(data)


def _quopri_decode(input, errors="strict", /):
    data = _bytes(input)
    out = bytearray()
    place = 0
    while place < len(data):
        if data[place] != 61:
            out.append(data[place])
            place += 1
            continue
        code, _ = _code(data, place + 1, 2)
        if code is not None:
            out.append(code)
            place += 3
        elif data[place + 1 : place + 2] in (b"\n", b"\r"):
            end = data.find(b"\n", place)
            place = len(data) if end < 0 else end + 1
        elif data[place + 1 : place + 2] == b"=":
            out.append(61)
            place += 2
        else:
            out.append(61)
            place += 1
    return bytes(out), len(data)


def _undefined(input, errors="strict", /):
    raise UnicodeError("undefined encoding")


class _Order:
    _order = None


def utf_16_ex_decode(data, errors="strict", byteorder=0, final=False, /):
    return _ex_decode("utf-16", data, errors, byteorder, final)


def utf_32_ex_decode(data, errors="strict", byteorder=0, final=False, /):
    return _ex_decode("utf-32", data, errors, byteorder, final)


def _ex_decode(encoding, data, errors, order, final):
    data = _bytes(data)
    state = _Order()
    if order:
        state._order = encoding + ("-le" if order < 0 else "-be")
    elif not final and len(data) < (2 if encoding == "utf-16" else 4):
        return "", 0, 0
    try:
        text, used = _decode_marked(state, encoding, data, errors or "strict", final)
    except UnicodeDecodeError as error:
        if error.reason != "Stream does not start with BOM":
            raise
        # Without a mark the machine's order is meant.
        state._order = encoding + "-le"
        text, used = _decode_marked(state, encoding, data, errors or "strict", final)
        return text, used, 0
    return text, used, 0 if state._order is None else 1 if state._order.endswith("be") else -1


def readbuffer_encode(data, errors=None, /):
    made = data.encode() if isinstance(data, str) else _bytes(data)
    return made, len(made)


_OTHERS = {
    "utf_7": (utf_7_encode, utf_7_decode, "utf-7", True),
    "unicode_escape": (unicode_escape_encode, unicode_escape_decode, "unicode-escape", True),
    "raw_unicode_escape": (raw_unicode_escape_encode, raw_unicode_escape_decode, "raw-unicode-escape", True),
    "charmap": (charmap_encode, charmap_decode, "charmap", True),
    "rot_13": (_rot13, _rot13, "rot-13", False),
    "hex_codec": (_hex_encode, _hex_decode, "hex", False),
    "base64_codec": (_base64_encode, _base64_decode, "base64", False),
    "uu_codec": (_uu_encode, _uu_decode, "uu", False),
    "quopri_codec": (_quopri_encode, _quopri_decode, "quopri", False),
    "undefined": (_undefined, _undefined, "undefined", True),
}
