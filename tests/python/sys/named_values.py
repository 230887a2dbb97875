# Values of sys that are tuples with named items.
import sys
import time

print(sys.version_info.major, sys.version_info.minor, sys.version_info[:2], sys.version_info >= (3, 8))
print(sys.version_info == (3, 13, 0, "final", 0), type(sys.version_info), sys.version_info)
print(sys.flags.optimize, sys.flags.utf8_mode in (0, 1), len(sys.flags), "flags" in dir(sys), "flags" in vars(sys))
print(sys.float_info)
print(sys.float_info.max, sys.float_info[0] == sys.float_info.max, sys.float_info.n_fields)
print(sys.int_info.default_max_str_digits, sys.get_int_max_str_digits())
print(sys.hash_info.algorithm, sys.hash_info.modulus == 2 ** (61 if sys.maxsize > 2**32 else 31) - 1)
print(sys.implementation.version.releaselevel, sys.implementation.hexversion == sys.hexversion)
for change in ("sys.version_info.major = 2", "sys.version_info.other = 2", "del sys.version_info.minor", "type(sys.flags)(())"):
    try:
        exec(change)
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
match sys.version_info:
    case (major, minor, *_):
        print(major, minor)

moment = time.gmtime(86400)
print(moment, moment.tm_year, moment[0], moment.tm_zone, len(moment), moment.n_fields, moment.n_sequence_fields)
print(time.struct_time(range(11)), time.struct_time(range(9), {"tm_zone": "X"}).tm_zone, time.struct_time.__match_args__)
for wrong in (range(8), range(12), 3):
    try:
        time.struct_time(wrong)
    except TypeError as error:
        print(error)
try:
    time.struct_time(range(9), {"other": 1})
except TypeError as error:
    print(error)
print(moment.__replace__(tm_year=2000).tm_year, moment.__reduce__()[1][0] == tuple(moment))
sys.set_int_max_str_digits(700)
try:
    print(len(str(10**800)))
except ValueError as error:
    print(error)
try:
    sys.set_int_max_str_digits(100)
except ValueError as error:
    print(error)
sys.set_int_max_str_digits(0)
print(len(str(10**5000)))
