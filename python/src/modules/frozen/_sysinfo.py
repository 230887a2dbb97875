"""Values of `sys` that are made when somebody asks for them."""

from _structseq import make as _make
from _types import SimpleNamespace
import sys as _sys


def _sole(name, fields, *items):
    return _make("sys", name, tuple(fields.split()), None, False)[1](*items)


version_info = _sole("version_info", "major minor micro releaselevel serial", 3, 13, 0, "final", 0)
implementation = SimpleNamespace(name="copperhead", cache_tag="copperhead-313", version=version_info, hexversion=_sys.hexversion)
_flags = dict(
    debug=0, inspect=0, interactive=0, optimize=0, dont_write_bytecode=1, no_user_site=0, no_site=0, ignore_environment=0, verbose=0,
    bytes_warning=0, quiet=0, hash_randomization=1, isolated=0, dev_mode=False, utf8_mode=1, warn_default_encoding=0, safe_path=False,
    int_max_str_digits=4300,
)


def _set_flags(**changed):
    """What the command line says."""
    global flags
    _flags.update(changed)
    flags = _sole("flags", " ".join(_flags), *_flags.values())


_set_flags()
float_info = _sole(
    "float_info",
    "max max_exp max_10_exp min min_exp min_10_exp dig mant_dig epsilon radix rounds",
    1.7976931348623157e308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53, 2.220446049250313e-16, 2, 1,
)
int_info = _sole(
    "int_info", "bits_per_digit sizeof_digit default_max_str_digits str_digits_check_threshold", 30, 4, 4300, 640
)
_wide = _sys.maxsize > 2**32
hash_info = _sole(
    "hash_info",
    "width modulus inf nan imag algorithm hash_bits seed_bits cutoff",
    64 if _wide else 32, 2**61 - 1 if _wide else 2**31 - 1, 314159, 0, 1000003, "siphash13", 64, 128, 0,
)
thread_info = _sole("thread_info", "name lock version", None, None, None)
