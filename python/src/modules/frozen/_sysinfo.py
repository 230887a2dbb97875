"""Values of `sys` that are made when somebody asks for them."""

from _structseq import make as _make
from _types import SimpleNamespace
import sys as _sys


def _sole(name, fields, *items):
    return _make("sys", name, tuple(fields.split()), None, False)[1](*items)


version_info = _sole("version_info", "major minor micro releaselevel serial", 3, 13, 0, "final", 0)
implementation = SimpleNamespace(name="copperhead", cache_tag="copperhead-313", version=version_info, hexversion=_sys.hexversion)
flags = _sole(
    "flags",
    "debug inspect interactive optimize dont_write_bytecode no_user_site no_site ignore_environment verbose bytes_warning quiet "
    "hash_randomization isolated dev_mode utf8_mode warn_default_encoding safe_path int_max_str_digits",
    0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, False, 1, 0, False, 4300,
)
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
