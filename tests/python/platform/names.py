# What the program runs on: only what is the same on every host is printed.
import os
import platform
import sys

names = platform.uname()
print(type(names).__name__, len(names), names._fields, names.system == platform.system(), names.machine == platform.machine())
print(names[0] == names.system, names == tuple(names), isinstance(platform.platform(), str), platform.processor() == names.processor)
print(platform.python_version().split(".")[:2], platform.python_version_tuple()[0], platform.python_implementation() != "")
print(platform.architecture()[0] == f"{sys.maxsize.bit_length() + 1}bit", platform.system_alias("SunOS", "5.9", "x"), platform.mac_ver(), platform.win32_edition())
system = os.uname()
print(type(system).__name__, type(system).__module__, len(system), system.sysname == names.system, system[4] == names.machine)
print(str(system).startswith("posix.uname_result(sysname="), isinstance(system, tuple), sys.implementation.cache_tag is not None)
