# Files below sys.path go before modules of the library, but for built-in and frozen ones.
import sys

here = __file__.rpartition("/")[0] or "."
sys.path.insert(0, here + "/library")
import csv
import errno
import codecs
import keyword

print(csv.reader(), csv.__name__, csv.__file__.rpartition("/")[2])
print(errno.ENOENT, codecs.lookup("utf-8").name)
print(keyword.iskeyword("if"), hasattr(keyword, "nothing"))
sys.path.pop(0)
del sys.modules["csv"]
import csv

print(hasattr(csv, "DictReader"))
