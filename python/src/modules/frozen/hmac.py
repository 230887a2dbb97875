"""Keyed hashing (RFC 2104)."""

import hashlib as _hashlib

digest_size = None
_inner = bytes(byte ^ 0x36 for byte in range(256))
_outer = bytes(byte ^ 0x5C for byte in range(256))


class HMAC:
    """The keyed hash of a message that is given piece by piece."""

    blocksize = 64

    def __init__(self, key, msg=None, digestmod=""):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f"key: expected bytes or bytearray, but got {type(key).__name__!r}")
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        if isinstance(digestmod, str):
            make = lambda data=b"": _hashlib.new(digestmod, data)
        elif callable(digestmod):
            make = digestmod
        else:
            make = lambda data=b"": digestmod.new(data)
        self._own_outer = make()
        self._own_inner = make()
        self.digest_size = self._own_inner.digest_size
        self.block_size = getattr(self._own_inner, "block_size", self.blocksize)
        if len(key) > self.block_size:
            key = make(key).digest()
        key = bytes(key).ljust(self.block_size, b"\0")
        self._own_outer.update(key.translate(_outer))
        self._own_inner.update(key.translate(_inner))
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        return "hmac-" + self._own_inner.name

    def update(self, msg):
        """More of the message."""
        self._own_inner.update(msg)

    def copy(self):
        """Another one that goes on from here."""
        other = HMAC.__new__(HMAC)
        other.__dict__.update(self.__dict__)
        other._own_inner = self._own_inner.copy()
        other._own_outer = self._own_outer.copy()
        return other

    def _finished(self):
        outer = self._own_outer.copy()
        outer.update(self._own_inner.digest())
        return outer

    def digest(self):
        """The hash."""
        return self._finished().digest()

    def hexdigest(self):
        """The hash in hexadecimal."""
        return self._finished().hexdigest()


def new(key, msg=None, digestmod=""):
    """A keyed hash."""
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    """The keyed hash of a message."""
    return HMAC(key, msg, digest).digest()


def compare_digest(a, b):
    """Whether two are the same, told in a time that does not depend on where they differ."""
    if isinstance(a, str) and isinstance(b, str):
        if not (a.isascii() and b.isascii()):
            raise TypeError("comparing strings with non-ASCII characters is not supported")
        a, b = a.encode(), b.encode()
    elif isinstance(a, str) or isinstance(b, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    a, b = bytes(a), bytes(b)
    difference = len(a) ^ len(b)
    for x, y in zip(a, b):
        difference |= x ^ y
    return difference == 0
