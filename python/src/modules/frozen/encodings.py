"""Encodings by name: the search itself is in `codecs`."""

from codecs import CodecInfo, _cache, _find_own as search_function, _normal


class CodecRegistryError(LookupError, SystemError):
    pass


def normalize_encoding(encoding):
    """The name with `_` for each run of characters that are neither letters, digits nor dots."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, "ascii")
    made = _normal(encoding)
    # The letters stay as they are.
    letters = iter([character for character in encoding if character.isalnum() and character.isascii() or character == "."])
    return "".join([character if character == "_" else next(letters) for character in made])


def __getattr__(name):
    """An encoding's own module."""
    info = None if name.startswith("__") else search_function(name)
    if info is None:
        raise AttributeError(f"module 'encodings' has no attribute {name!r}")
    made = type(_module)(f"encodings.{name}")
    made.StreamReader, made.StreamWriter = info.streamreader, info.streamwriter
    made.IncrementalEncoder, made.IncrementalDecoder = info.incrementalencoder, info.incrementaldecoder
    made.encode, made.decode = info.encode, info.decode
    made.getregentry = lambda: info
    globals()[name] = made
    return made


import codecs as _module
import sys as _sys


class _Encodings:
    """Finds the modules of encodings by name."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        package, _, rest = name.partition(".")
        if package != "encodings" or not rest or search_function(rest) is None:
            return None
        from importlib.machinery import ModuleSpec

        return ModuleSpec(name, _Encodings)

    @staticmethod
    def create_module(spec):
        return __getattr__(spec.name.partition(".")[2])

    @staticmethod
    def exec_module(module):
        pass


_sys.meta_path.append(_Encodings)
