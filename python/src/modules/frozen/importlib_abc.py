"""What finders and loaders must have."""

import abc

from importlib.machinery import BuiltinImporter, FrozenImporter, PathFinder, SourceFileLoader

__all__ = [
    "Loader", "MetaPathFinder", "PathEntryFinder", "ResourceLoader", "InspectLoader", "ExecutionLoader", "FileLoader", "SourceLoader",
]  # fmt: skip


class Loader(metaclass=abc.ABCMeta):
    """Makes modules and runs their code."""

    def create_module(self, spec):
        return None

    def load_module(self, fullname):
        if not hasattr(self, "exec_module"):
            raise ImportError
        import importlib.util
        import sys

        module = importlib.util.module_from_spec(importlib.util.spec_from_loader(fullname, self))
        sys.modules[fullname] = module
        self.exec_module(module)
        return sys.modules[fullname]


class MetaPathFinder(metaclass=abc.ABCMeta):
    """Finds modules by their names."""

    def invalidate_caches(self):
        """Forgets what it knows."""


class PathEntryFinder(metaclass=abc.ABCMeta):
    """Finds modules in one place of a path."""

    def invalidate_caches(self):
        """Forgets what it knows."""


class ResourceLoader(Loader):
    """Reads files that belong to modules."""

    @abc.abstractmethod
    def get_data(self, path):
        raise OSError


class InspectLoader(Loader):
    """Tells of modules."""

    def is_package(self, fullname):
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        return None if source is None else self.source_to_code(source)

    @abc.abstractmethod
    def get_source(self, fullname):
        raise ImportError

    @staticmethod
    def source_to_code(data, path="<string>"):
        return compile(data, path, "exec", dont_inherit=True)

    def exec_module(self, module):
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError(f"cannot load module {module.__name__!r} when get_code() returns None")
        exec(code, module.__dict__)


class ExecutionLoader(InspectLoader):
    """Knows the files of modules."""

    @abc.abstractmethod
    def get_filename(self, fullname):
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        if source is None:
            return None
        try:
            path = self.get_filename(fullname)
        except ImportError:
            return self.source_to_code(source)
        return self.source_to_code(source, path)


class FileLoader(SourceFileLoader, ResourceLoader, ExecutionLoader):
    """Of modules in files."""


class SourceLoader(ResourceLoader, ExecutionLoader):
    """Of modules in source."""

    def get_source(self, fullname):
        return self.get_data(self.get_filename(fullname)).decode("utf-8")


Loader.register(BuiltinImporter)
Loader.register(FrozenImporter)
Loader.register(SourceFileLoader)
MetaPathFinder.register(BuiltinImporter)
MetaPathFinder.register(FrozenImporter)
MetaPathFinder.register(PathFinder)
