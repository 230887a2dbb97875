"""What says where a module comes from, and what runs its code."""

import sys

from _traceback import source as _read

__all__ = [
    "BuiltinImporter", "FrozenImporter", "ModuleSpec", "NamespaceLoader", "PathFinder", "SourceFileLoader", "SOURCE_SUFFIXES",
    "BYTECODE_SUFFIXES", "EXTENSION_SUFFIXES", "all_suffixes",
]  # fmt: skip

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = []
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES
EXTENSION_SUFFIXES = []


def all_suffixes():
    """The ends of names of files with modules."""
    return [*SOURCE_SUFFIXES, *BYTECODE_SUFFIXES, *EXTENSION_SUFFIXES]


class ModuleSpec:
    """Where a module comes from."""

    __module__ = "_frozen_importlib"

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name = name
        self.loader = loader
        self.origin = origin
        self.loader_state = loader_state
        self.submodule_search_locations = [] if is_package else None
        self._uninitialized_submodules = []
        self._set_fileattr = False
        self._cached = None

    def __repr__(self):
        parts = [f"name={self.name!r}", f"loader={self.loader!r}"]
        if self.origin is not None:
            parts.append(f"origin={self.origin!r}")
        if self.submodule_search_locations is not None:
            parts.append(f"submodule_search_locations={self.submodule_search_locations}")
        return f"{type(self).__name__}({', '.join(parts)})"

    def __eq__(self, other):
        locations = self.submodule_search_locations
        try:
            return (
                self.name == other.name
                and self.loader == other.loader
                and self.origin == other.origin
                and set(locations or ()) == set(other.submodule_search_locations or ())
                and self.cached == other.cached
                and self.has_location == other.has_location
            )
        except AttributeError:
            return NotImplemented

    __hash__ = None

    @property
    def cached(self):
        return self._cached

    @cached.setter
    def cached(self, cached):
        self._cached = cached

    @property
    def parent(self):
        return self.name.rpartition(".")[0] if self.submodule_search_locations is None else self.name

    @property
    def has_location(self):
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)


class _LibraryLoader:
    """Of modules that are part of the library: they are made by importing them."""

    @staticmethod
    def create_module(spec):
        import importlib

        return importlib.import_module(spec.name)

    @staticmethod
    def exec_module(module):
        pass

    @classmethod
    def load_module(cls, fullname):
        return cls.create_module(ModuleSpec(fullname, cls))

    @classmethod
    def get_source(cls, fullname):
        return None

    @classmethod
    def get_code(cls, fullname):
        return None


class BuiltinImporter(_LibraryLoader):
    """Of modules that are written in Rust."""

    __module__ = "_frozen_importlib"

    _ORIGIN = "built-in"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if fullname in sys.builtin_module_names:
            return ModuleSpec(fullname, cls, origin=cls._ORIGIN, is_package=False)
        return None

    @classmethod
    def is_package(cls, fullname):
        return False


class FrozenImporter(_LibraryLoader):
    """Of modules of the library that are written in Python."""

    __module__ = "_frozen_importlib"

    _ORIGIN = "frozen"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if fullname in sys.stdlib_module_names and fullname not in sys.builtin_module_names:
            return ModuleSpec(fullname, cls, origin=cls._ORIGIN, is_package=cls.is_package(fullname))
        return None

    @classmethod
    def is_package(cls, fullname):
        return any(name.startswith(fullname + ".") for name in sys.stdlib_module_names)


class SourceFileLoader:
    """Of modules in files."""

    __module__ = "_frozen_importlib_external"

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def create_module(self, spec):
        return None

    def get_filename(self, fullname=None):
        return self.path

    def get_data(self, path):
        with open(path, "rb") as file:
            return file.read()

    def get_source(self, fullname=None):
        text = _read(self.path)
        if text is None:
            raise ImportError("source not available through get_data()", name=self.name)
        return text

    def source_to_code(self, data, path, *, _optimize=-1):
        return compile(data, path, "exec", dont_inherit=True, optimize=_optimize)

    def get_code(self, fullname=None):
        return self.source_to_code(self._text(), self.path)

    def _text(self):
        text = _read(self.path)
        if text is None:
            raise FileNotFoundError(2, "No such file or directory", self.path)
        return text

    def is_package(self, fullname=None):
        return self.path.rpartition("/")[2] == "__init__.py"

    def exec_module(self, module):
        exec(self.get_code(), module.__dict__)

    def load_module(self, fullname=None):
        import importlib.util

        spec = importlib.util.spec_from_file_location(self.name, self.path, loader=self)
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        self.exec_module(module)
        return sys.modules[spec.name]


class NamespaceLoader:
    """Of packages without a file."""

    __module__ = "_frozen_importlib_external"

    def __init__(self, name, path, path_finder=None):
        self._path = path

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        pass

    def is_package(self, fullname):
        return True


class PathFinder:
    """Looks for modules in the folders of a path."""

    __module__ = "_frozen_importlib_external"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        last = fullname.rpartition(".")[2]
        folders = []
        for folder in sys.path if path is None else path:
            if not isinstance(folder, str):
                continue
            base = f"{folder.rstrip('/')}/{last}" if folder else last
            for file, is_package in ((f"{base}/__init__.py", True), (f"{base}.py", False)):
                if _read(file) is not None:
                    spec = ModuleSpec(fullname, SourceFileLoader(fullname, file), origin=file, is_package=is_package)
                    spec.has_location = True
                    if is_package:
                        spec.submodule_search_locations.append(base)
                    return spec
            from os.path import isdir

            if isdir(base):
                folders.append(base)
        if not folders:
            return None
        spec = ModuleSpec(fullname, None, is_package=True)
        spec.submodule_search_locations = folders
        return spec

    @staticmethod
    def invalidate_caches():
        """Nothing is kept."""


_FINDERS = (BuiltinImporter, FrozenImporter, PathFinder)
