"""Imports by the finders of `sys.meta_path`."""

import sys


def load(finders, name, path):
    """The module that a finder finds, or None."""
    for finder in list(finders):
        find_spec = getattr(finder, "find_spec", None)
        if find_spec is None:
            continue
        spec = find_spec(name, path, None)
        # What the library has itself is made as if nobody had found it.
        if spec is not None and getattr(spec.loader, "_ORIGIN", None) not in ("built-in", "frozen"):
            return _make(spec)
    return None


def _make(spec):
    from importlib.util import module_from_spec

    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        if spec.loader is not None:
            if hasattr(spec.loader, "exec_module"):
                spec.loader.exec_module(module)
            else:
                spec.loader.load_module(spec.name)
    except BaseException:
        sys.modules.pop(spec.name, None)
        raise
    return sys.modules[spec.name]


def complete(module):
    """Gives an imported module what says where it is from."""
    from importlib.machinery import BuiltinImporter, FrozenImporter, ModuleSpec, NamespaceLoader, SourceFileLoader

    names = module.__dict__
    name, file, path = names["__name__"], names.get("__file__"), names.get("__path__")
    loader = None
    if file is not None:
        loader = SourceFileLoader(name, file)
    elif name in sys.builtin_module_names:
        loader = BuiltinImporter
    elif "__file__" in names and path is not None:
        loader = NamespaceLoader(name, path)
    elif name in sys.stdlib_module_names:
        loader = FrozenImporter
    spec = ModuleSpec(name, loader, origin=getattr(loader, "_ORIGIN", file))
    spec.has_location = file is not None
    spec.submodule_search_locations = path
    names.setdefault("__loader__", loader)
    names.setdefault("__spec__", spec)
