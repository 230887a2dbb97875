"""How arrays are taken apart and put together again."""

from array import array

# Formats in which a machine may have written its items: code, size in bytes, whether signed, whether big-endian; or floats and text.
_INTEGERS = [(size, signed, big) for size in (1, 2, 4, 8) for signed in (False, True) for big in (False, True) if size > 1 or not big]
_OTHERS = (("f", "<"), ("f", ">"), ("d", "<"), ("d", ">"), ("utf-16", "-le"), ("utf-16", "-be"), ("utf-32", "-le"), ("utf-32", "-be"))


def reduce(self, protocol):
    """What `array.__reduce_ex__` gives."""
    cls, code = type(self), self.typecode
    state = getattr(self, "__dict__", None) or None
    if protocol < 3:
        return cls, (code, self.tounicode() if code in "uw" else self.tolist()), state
    return _array_reconstructor, (cls, code, _format(self), self.tobytes()), state


def _format(self):
    """The number of the format in which this machine has the items of an array."""
    code, size = self.typecode, self.itemsize
    if code == "f":
        return 14
    if code == "d":
        return 16
    if code in "uw":
        return 18 if size == 2 else 20
    return _INTEGERS.index((size, code.islower(), False))


def _array_reconstructor(arraytype, typecode, mformat_code, items, /):
    """An array of a class from items that another machine may have written."""
    if not isinstance(arraytype, type):
        raise TypeError(f"first argument must be a type object, not {type(arraytype).__name__}")
    if not issubclass(arraytype, array):
        raise TypeError(f"{arraytype.__name__} is not a subtype of array.array")
    if not isinstance(typecode, str) or len(typecode) != 1:
        raise TypeError("_array_reconstructor() argument 2 must be a unicode character, not " + type(typecode).__name__)
    if typecode not in "bBuwhHiIlLqQfd":
        raise ValueError("second argument must be a valid type code")
    if not hasattr(mformat_code, "__index__"):
        raise TypeError(f"'{type(mformat_code).__name__}' object cannot be interpreted as an integer")
    mformat_code = mformat_code.__index__()
    if not 0 <= mformat_code <= 21:
        raise ValueError("third argument must be a valid machine format code.")
    if not isinstance(items, bytes):
        raise TypeError(f"fourth argument should be bytes, not {type(items).__name__}")
    made = arraytype(typecode)
    if mformat_code == _format(made):
        made.frombytes(items)
        return made
    if mformat_code >= 18:
        kind, order = _OTHERS[mformat_code - 14]
        made.fromunicode(items.decode(kind + order))
        return made
    if mformat_code >= 14:
        from struct import iter_unpack

        kind, order = _OTHERS[mformat_code - 14]
        if len(items) % (4 if kind == "f" else 8):
            raise ValueError("string length not a multiple of item size")
        return arraytype(typecode, [item for item, in iter_unpack(order + kind, items)])
    size, signed, big = _INTEGERS[mformat_code]
    if len(items) % size:
        raise ValueError("bytes length not a multiple of item size")
    # Another code may be what this machine calls items of that size.
    for code in typecode + "bBhHiIlLqQ":
        if code not in "uwfd" and array(code).itemsize == size and code.islower() == signed:
            typecode = code
            break
    order = "big" if big else "little"
    return arraytype(typecode, [int.from_bytes(items[at : at + size], order, signed=signed) for at in range(0, len(items), size)])
