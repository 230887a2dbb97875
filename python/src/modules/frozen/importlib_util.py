"""Finding modules, and making them of files."""

import sys

from importlib.machinery import _FINDERS, ModuleSpec, SourceFileLoader

__all__ = ["find_spec", "module_from_spec", "resolve_name", "source_hash", "spec_from_file_location", "spec_from_loader"]

MAGIC_NUMBER = b"\x00\x00\r\n"


def resolve_name(name, package):
    """The whole name of a module that is given relative to a package."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative module names)")
    level = len(name) - len(name.lstrip("."))
    parts = package.rsplit(".", level - 1)
    if len(parts) < level:
        raise ImportError("attempted relative import beyond top-level package")
    rest = name[level:]
    return f"{parts[0]}.{rest}" if rest else parts[0]


def find_spec(name, package=None):
    """Where a module comes from, or None if there is none."""
    fullname = resolve_name(name, package) if name.startswith(".") else name
    if fullname in sys.modules:
        module = sys.modules[fullname]
        if module is None:
            return None
        spec = getattr(module, "__spec__", None)
        if spec is not None:
            return spec
        if fullname == "__main__":
            raise ValueError("__main__.__spec__ is None")
    parent = fullname.rpartition(".")[0]
    path = None
    if parent:
        import importlib

        package = importlib.import_module(parent)
        try:
            path = package.__path__
        except AttributeError as error:
            raise ModuleNotFoundError(
                f"__path__ attribute not found on {parent!r} while trying to find {fullname!r}", name=fullname
            ) from error
    for finder in (*sys.meta_path, *_FINDERS):
        spec = finder.find_spec(fullname, path)
        if spec is not None:
            return spec
    return None


def module_from_spec(spec):
    """A module that did not run yet."""
    loader = spec.loader
    module = None
    if hasattr(loader, "create_module"):
        module = loader.create_module(spec)
    elif hasattr(loader, "exec_module"):
        raise ImportError("loaders that define exec_module() must also define create_module()")
    if module is None:
        module = type(sys)(spec.name)
    module.__name__ = spec.name
    module.__loader__ = loader
    module.__package__ = spec.parent
    module.__spec__ = spec
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    if spec.has_location:
        module.__file__ = spec.origin
    return module


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """A spec for a loader."""
    if origin is None:
        origin = getattr(loader, "_ORIGIN", None)
    if origin is None and hasattr(loader, "get_filename"):
        return spec_from_file_location(name, loader=loader)
    if is_package is None:
        try:
            is_package = loader.is_package(name) if hasattr(loader, "is_package") else False
        except ImportError:
            is_package = None
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


_MISSING = object()


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_MISSING):
    """A spec for a file."""
    if location is None:
        location = loader.get_filename(name) if hasattr(loader, "get_filename") else "<unknown>"
    else:
        import os

        location = os.fspath(location)
    if loader is None:
        if not location.endswith(".py"):
            return None
        loader = SourceFileLoader(name, location)
    spec = ModuleSpec(name, loader, origin=location)
    spec.has_location = True
    if submodule_search_locations is _MISSING:
        if hasattr(loader, "is_package") and loader.is_package(name):
            spec.submodule_search_locations = [location.rpartition("/")[0]]
    else:
        spec.submodule_search_locations = submodule_search_locations
    return spec


def source_hash(source_bytes):
    """A number of eight bytes for a source text."""
    return hash(source_bytes).to_bytes(8, "little", signed=True)


def decode_source(source_bytes):
    """The text of source bytes."""
    text = source_bytes.decode("utf-8-sig")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def cache_from_source(path, debug_override=None, *, optimization=None):
    """There are no bytecode files."""
    raise NotImplementedError("sys.implementation.cache_tag is None")


source_from_cache = cache_from_source
