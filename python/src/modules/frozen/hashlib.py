"""Hash functions."""

import _hashes

algorithms_guaranteed = {
    "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "shake_128", "shake_256", "blake2b", "blake2s",
}
algorithms_available = set(algorithms_guaranteed)
__all__ = [*sorted(algorithms_guaranteed), "new", "algorithms_guaranteed", "algorithms_available", "pbkdf2_hmac", "file_digest"]


def _function(name):
    def function(string=b"", *, usedforsecurity=True):
        return _hashes.new(name, string, None)

    function.__name__ = function.__qualname__ = "openssl_" + name
    return function


md5 = _function("md5")
sha1 = _function("sha1")
sha224 = _function("sha224")
sha256 = _function("sha256")
sha384 = _function("sha384")
sha512 = _function("sha512")
sha3_224 = _function("sha3_224")
sha3_256 = _function("sha3_256")
sha3_384 = _function("sha3_384")
sha3_512 = _function("sha3_512")
shake_128 = _function("shake_128")
shake_256 = _function("shake_256")


def _blake(name, most, data, digest_size, others):
    if any(others.values()):
        raise NotImplementedError(f"{name}: only digest_size is supported, not {', '.join(key for key, value in others.items() if value)}")
    if not 1 <= digest_size <= most:
        raise ValueError(f"digest_size for {name.capitalize()} must be between 1 and {most} bytes, here it is {digest_size}")
    return _hashes.new(name, data, digest_size)


def blake2b(data=b"", /, *, digest_size=64, key=b"", salt=b"", person=b"", usedforsecurity=True):
    """BLAKE2b."""
    return _blake("blake2b", 64, data, digest_size, {"key": key, "salt": salt, "person": person})


def blake2s(data=b"", /, *, digest_size=32, key=b"", salt=b"", person=b"", usedforsecurity=True):
    """BLAKE2s."""
    return _blake("blake2s", 32, data, digest_size, {"key": key, "salt": salt, "person": person})


def new(name, data=b"", **kwargs):
    """The hash object of a name."""
    name = name.lower().replace("-", "_") if name.lower().startswith(("sha3", "shake")) else name.lower().replace("-", "")
    if name in ("blake2b", "blake2s"):
        return globals()[name](data, **kwargs)
    return _hashes.new(name, data, None)


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """A key from a password (PKCS #5, version 2)."""
    import hmac

    inner = hmac.new(password, None, hash_name)
    if dklen is None:
        dklen = inner.digest_size
    if dklen < 1:
        raise ValueError("key length must be greater than 0.")
    if dklen > 0x7FFFFFFF:
        raise OverflowError("key length is too great.")
    if iterations > 0x7FFFFFFF:
        raise OverflowError("iteration value is too great.")
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    key = b""
    number = 0
    while len(key) < dklen:
        number += 1
        first = inner.copy()
        first.update(bytes(salt) + number.to_bytes(4, "big"))
        piece = first.digest()
        total = int.from_bytes(piece, "big")
        for _ in range(iterations - 1):
            step = inner.copy()
            step.update(piece)
            piece = step.digest()
            total ^= int.from_bytes(piece, "big")
        key += total.to_bytes(inner.digest_size, "big")
    return key[:dklen]


def file_digest(fileobj, digest, /, *, _bufsize=262144):
    """The hash object of a file's bytes."""
    made = new(digest) if isinstance(digest, str) else digest()
    if hasattr(fileobj, "getbuffer"):
        made.update(fileobj.getbuffer())
        return made
    while True:
        piece = fileobj.read(_bufsize)
        if not piece:
            return made
        made.update(piece)
