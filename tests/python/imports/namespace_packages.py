# A folder without `__init__.py` is a package, too.
import annex.tool
import annex.deep.far

print(annex.tool.size, annex.deep.far.twice, annex.__name__, annex.__package__, annex.__file__)
print([folder.rpartition("/")[2] for folder in annex.__path__], repr(annex).partition(" from")[0])
try:
    import annex.nothing
except ModuleNotFoundError as error:
    print(error)
try:
    from annex import nothing
except ImportError as error:
    print(error)
from annex import deep

print(deep is annex.deep)
