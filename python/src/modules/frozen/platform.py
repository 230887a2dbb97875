"""What the program runs on, as far as a host tells."""

import os as _os
import sys as _sys
from collections import namedtuple as _namedtuple

__version__ = "1.0.8"


class uname_result(_namedtuple("uname_result_base", "system node release version machine")):
    """The names of the system; the processor's is asked for when it is wanted."""

    _fields = ("system", "node", "release", "version", "machine", "processor")

    @property
    def processor(self):
        return ""

    def __iter__(self):
        return iter((self.system, self.node, self.release, self.version, self.machine, self.processor))

    @classmethod
    def _make(cls, iterable):
        items = list(iterable)
        if len(items) not in (5, 6):
            raise TypeError(f"expected 5 arguments, got {len(items)}")
        return cls(*items[:5])

    def __getitem__(self, key):
        return tuple(self)[key]

    def __len__(self):
        return len(tuple(iter(self)))


_uname = None


def uname():
    global _uname
    if _uname is None:
        try:
            names = _os.uname()
        except OSError:
            names = (_sys.platform, "", "", "", "")
        _uname = uname_result(*["" if each == "unknown" else each for each in names])
    return _uname


def system():
    return uname().system


def node():
    return uname().node


def release():
    return uname().release


def version():
    return uname().version


def machine():
    return uname().machine


def processor():
    return uname().processor


def architecture(executable="", bits="", linkage=""):
    return bits or ("64bit" if _sys.maxsize > 2**32 else "32bit"), linkage or ("ELF" if system() == "Linux" else "")


def system_alias(system, release, version):
    if system == "SunOS":
        major, _, minor = release.partition(".")
        if major.isdigit() and int(major) >= 5:
            system, release = "Solaris", f"{int(major) - 3}.{minor}" if int(major) < 6 else str(int(major) - 3)
    elif system == "win32":
        system = "Windows"
    return system, release, version


def _joined(*parts):
    text = "-".join(part.strip() for part in parts if part)
    for old in ' /\\:;"()':
        text = text.replace(old, "_" if old in " " else "-" if old in "/\\:;" else "")
    text = text.replace("unknown", "")
    while "--" in text:
        text = text.replace("--", "-")
    return text.rstrip("-")


def platform(aliased=False, terse=False):
    names = uname()
    if terse:
        return _joined(names.system, names.release)
    return _joined(names.system, names.release, names.machine)


def libc_ver(executable=None, lib="", version="", chunksize=16384):
    return lib, version


def java_ver(release="", vendor="", vminfo=("", "", ""), osinfo=("", "", "")):
    return release, vendor, vminfo, osinfo


def mac_ver(release="", versioninfo=("", "", ""), machine=""):
    return release, versioninfo, machine


def win32_ver(release="", version="", csd="", ptype=""):
    return release, version, csd, ptype


def win32_edition():
    return None


def win32_is_iot():
    return False


def freedesktop_os_release():
    """What the file `os-release` says, as a dict."""
    for name in ("/etc/os-release", "/usr/lib/os-release"):
        try:
            with open(name, encoding="utf-8") as file:
                lines = file.read().splitlines()
        except OSError:
            continue
        found = {"NAME": "Linux", "ID": "linux", "PRETTY_NAME": "Linux"}
        for line in lines:
            key, equals, value = line.strip().partition("=")
            if equals and key.isidentifier():
                found[key] = value.strip("\"'")
        return found
    raise OSError(2, "Unable to read files /etc/os-release, /usr/lib/os-release")


def python_implementation():
    return _sys.implementation.name.capitalize()


def python_version():
    return "%d.%d.%d" % _sys.version_info[:3]


def python_version_tuple():
    return tuple(python_version().split("."))


def python_branch():
    return ""


def python_revision():
    return ""


def python_build():
    return "", ""


def python_compiler():
    return ""
