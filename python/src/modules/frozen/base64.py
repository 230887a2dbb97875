"""Bytes as text of 16, 32, 64 or 85 letters."""

import binascii

__all__ = [
    "encode", "decode", "encodebytes", "decodebytes", "b64encode", "b64decode", "b32encode", "b32decode", "b32hexencode", "b32hexdecode", "b16encode",
    "b16decode", "b85encode", "b85decode", "a85encode", "a85decode", "z85encode", "z85decode", "standard_b64encode", "standard_b64decode",
    "urlsafe_b64encode", "urlsafe_b64decode",
]


def _bytes(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    if isinstance(s, (bytes, bytearray)):
        return s
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError(f"argument should be a bytes-like object or ASCII string, not {s.__class__.__name__!r}") from None


def b64encode(s, altchars=None):
    """In base 64."""
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return encoded.translate(bytes.maketrans(b"+/", altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    """From base 64."""
    s = _bytes(s)
    if altchars is not None:
        altchars = _bytes(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b"+/"))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    """In base 64."""
    return b64encode(s)


def standard_b64decode(s):
    """From base 64."""
    return b64decode(s)


def urlsafe_b64encode(s):
    """In base 64 with - and _."""
    return b64encode(s, b"-_")


def urlsafe_b64decode(s):
    """From base 64 with - and _."""
    return b64decode(s, b"-_")


_letters32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_letters32hex = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"


def _encode32(letters, s):
    s = bytes(memoryview(s))
    pieces = bytearray()
    for place in range(0, len(s), 5):
        piece = s[place : place + 5]
        number = int.from_bytes(piece.ljust(5, b"\0"), "big")
        count = (len(piece) * 8 + 4) // 5
        pieces += bytes(letters[number >> (35 - 5 * index) & 31] for index in range(count)).ljust(8, b"=")
    return bytes(pieces)


def _decode32(letters, s, casefold, map01=None):
    s = bytes(_bytes(s))
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    if map01 is not None:
        map01 = _bytes(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b"01", b"O" + map01))
    if casefold:
        s = s.upper()
    length = len(s)
    s = s.rstrip(b"=")
    pads = length - len(s)
    if pads not in (0, 1, 3, 4, 6):
        raise binascii.Error("Incorrect padding")
    made = bytearray()
    for place in range(0, len(s), 8):
        number = 0
        piece = s[place : place + 8]
        for letter in piece:
            digit = letters.find(letter)
            if digit < 0:
                raise binascii.Error("Non-base32 digit found")
            number = number << 5 | digit
        number <<= 5 * (8 - len(piece))
        made += number.to_bytes(5, "big")[: len(piece) * 5 // 8]
    return bytes(made)


def b32encode(s):
    """In base 32."""
    return _encode32(_letters32, s)


def b32decode(s, casefold=False, map01=None):
    """From base 32."""
    return _decode32(_letters32, s, casefold, map01)


def b32hexencode(s):
    """In base 32 of digits and letters in order."""
    return _encode32(_letters32hex, s)


def b32hexdecode(s, casefold=False):
    """From base 32 of digits and letters in order."""
    return _decode32(_letters32hex, s, casefold)


def b16encode(s):
    """In base 16."""
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    """From base 16."""
    s = bytes(_bytes(s))
    if casefold:
        s = s.upper()
    if s.strip(b"0123456789ABCDEF") or any(letter not in b"0123456789ABCDEF" for letter in s):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


_letters85 = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
_letters_z85 = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
_letters_a85 = bytes(range(33, 118))


def _encode85(letters, s, pad=False, zero=None, spaces=None):
    s = bytes(memoryview(s))
    short = -len(s) % 4
    made = []
    s += b"\0" * short
    for place in range(0, len(s), 4):
        piece = s[place : place + 4]
        number = int.from_bytes(piece, "big")
        if zero is not None and number == 0:
            made.append(zero)
        elif spaces is not None and piece == b"    ":
            made.append(spaces)
        else:
            made.append(bytes(letters[number // 85**power % 85] for power in (4, 3, 2, 1, 0)))
    if short and not pad:
        if made[-1] == zero:
            made[-1] = letters[:1] * 5
        made[-1] = made[-1][:-short]
    return b"".join(made)


def _decode85(letters, s, name):
    made = bytearray()
    short = -len(s) % 5
    s = bytes(s) + letters[-1:] * short
    for place in range(0, len(s), 5):
        number = 0
        for offset, letter in enumerate(s[place : place + 5]):
            digit = letters.find(letter)
            if digit < 0:
                raise ValueError(f"bad {name} character at position {place + offset}")
            number = number * 85 + digit
        if number > 0xFFFFFFFF:
            raise ValueError(f"{name} overflow in hunk starting at byte {place}")
        made += number.to_bytes(4, "big")
    return bytes(made[: len(made) - short])


def b85encode(b, pad=False):
    """In base 85, as git has it."""
    return _encode85(_letters85, b, pad)


def b85decode(b):
    """From base 85, as git has it."""
    return _decode85(_letters85, _bytes(b), "base85")


def z85encode(s):
    """In base 85, as ZeroMQ has it."""
    return _encode85(_letters_z85, s)


def z85decode(s):
    """From base 85, as ZeroMQ has it."""
    return _decode85(_letters_z85, _bytes(s), "z85")


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    """In base 85, as Adobe has it."""
    made = _encode85(_letters_a85, b, pad, b"z", b"y" if foldspaces else None)
    if adobe:
        made = b"<~" + made
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [made[place : place + wrapcol] for place in range(0, len(made), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b"")
        made = b"\n".join(lines)
    return made + b"~>" if adobe else made


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\x0b"):
    """From base 85, as Adobe has it."""
    b = bytes(_bytes(b))
    if adobe:
        if not b.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with b'~>'")
        b = b[2:-2] if b.startswith(b"<~") else b[:-2]
    made = bytearray()
    group = bytearray()
    for letter in b:
        if 33 <= letter <= 117:
            group.append(letter)
            if len(group) == 5:
                try:
                    made += _decode85(_letters_a85, group, "Ascii85")
                except ValueError:
                    raise ValueError("Ascii85 overflow") from None
                group.clear()
        elif letter == 122:
            if group:
                raise ValueError("z inside Ascii85 5-tuple")
            made += b"\0\0\0\0"
        elif foldspaces and letter == 121:
            if group:
                raise ValueError("y inside Ascii85 5-tuple")
            made += b"    "
        elif letter not in ignorechars:
            raise ValueError(f"Non-Ascii85 digit found: {chr(letter)}")
    if group:
        try:
            made += _decode85(_letters_a85, group, "Ascii85")
        except ValueError:
            raise ValueError("Ascii85 overflow") from None
    return bytes(made)


def encodebytes(s):
    """In base 64, in lines of 76 letters."""
    s = memoryview(s).tobytes()
    return b"".join(binascii.b2a_base64(s[place : place + 57]) for place in range(0, len(s), 57))


def decodebytes(s):
    """From base 64."""
    return binascii.a2b_base64(memoryview(s).tobytes())


def encode(input, output):
    """A file's bytes in base 64."""
    while piece := input.read(57):
        output.write(binascii.b2a_base64(piece))


def decode(input, output):
    """A file of base 64."""
    while line := input.readline():
        output.write(binascii.a2b_base64(line))
