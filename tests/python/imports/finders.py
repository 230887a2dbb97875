# Finders of the program's own, specs, and modules made of them.
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import sys


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path, target=None):
        if name.split(".")[0] != "made":
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=name == "made", origin="nowhere")

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.value = module.__name__.upper()
        if module.__name__ == "made.broken":
            raise ValueError("broken")


finder = Finder()
sys.meta_path.insert(0, finder)
import made
import made.inner
print(made.value, made.inner.value, made.__spec__.name, made.__spec__.loader is finder, made.__package__, made.__path__)
print(made.inner.__spec__.parent, made.__spec__.origin, "made.inner" in sys.modules)
try:
    import made.broken
except ValueError as error:
    print(error, "made.broken" in sys.modules)
print(importlib.reload(made) is made, importlib.util.find_spec("made") is made.__spec__)
sys.meta_path.remove(finder)
try:
    import made.other
except ModuleNotFoundError as error:
    print(error)
print(importlib.util.find_spec("nothing_of_that_name"), importlib.util.resolve_name(".b", "a"), importlib.util.resolve_name("c", None))
spec = importlib.machinery.ModuleSpec("x", None, origin="o")
print(spec, spec.parent, spec.has_location, spec.submodule_search_locations, spec == importlib.machinery.ModuleSpec("x", None, origin="o"))
module = importlib.util.module_from_spec(importlib.util.spec_from_loader("y", finder))
print(module.__name__, module.__loader__ is finder, hasattr(module, "value"))
try:
    importlib.util.resolve_name("..b", "a")
except ImportError as error:
    print(error)
