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
