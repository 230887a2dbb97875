# Relative imports without a name of the module; what modules of a program's own finder look like.
import importlib.machinery
import sys

for globals in ({}, {"__name__": 5}, {"__name__": "a"}, {"__package__": 5}):
    try:
        exec("from . import x", globals)
    except Exception as error:
        print(type(error).__name__, error)


class Finder:
    def __repr__(self):
        return "the finder"

    def find_spec(self, name, path, target=None):
        if name.startswith("found"):
            return importlib.machinery.ModuleSpec(name, self)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        print(repr(module))


sys.meta_path.insert(0, Finder())
import found
