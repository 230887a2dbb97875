"""Running modules and files as programs."""

import sys

from importlib.util import find_spec

__all__ = ["run_module", "run_path"]

# What modules of the library do as programs; the others only what they do when they are imported.
_PROGRAMS = {"unittest": "import unittest\nunittest.main(module=None)\n"}


class _Error(Exception):
    """There is nothing to run."""


def _details(name, error=ImportError):
    """The name, the spec and the code of a module, or of a package's program."""
    if name.startswith("."):
        raise error("Relative module names not supported")
    package = name.rpartition(".")[0]
    if package:
        try:
            __import__(package)
        except ImportError as problem:
            # What the package itself could not import is not ours.
            missing = problem.name
            if missing is None or (missing != package and not package.startswith(missing + ".")):
                raise
        existing = sys.modules.get(name)
        if existing is not None and not hasattr(existing, "__path__"):
            from warnings import warn

            warn(
                f"{name!r} found in sys.modules after import of package {package!r}, but prior to execution of {name!r}; this may "
                "result in unpredictable behaviour",
                RuntimeWarning,
            )
    try:
        spec = find_spec(name)
    except (ImportError, AttributeError, TypeError, ValueError) as problem:
        hint = f". Try using '{name[:-3]}' instead of '{name}' as the module name." if name.endswith(".py") else ""
        raise error(
            f"Error while finding module specification for {name!r} ({type(problem).__name__}: {problem}){hint}"
        ) from problem
    if spec is None:
        raise error(f"No module named {name}")
    if name in _PROGRAMS and getattr(spec.loader, "_ORIGIN", None) == "frozen":
        return name, spec, compile(_PROGRAMS[name], f"<frozen {name}>", "exec")
    if spec.submodule_search_locations is not None:
        if name == "__main__" or name.endswith(".__main__"):
            raise error("Cannot use package as __main__ module")
        try:
            return _details(name + ".__main__", error)
        except error as problem:
            if name not in sys.modules:
                raise
            raise error(f"{problem}; {name!r} is a package and cannot be directly executed") from problem
    loader = spec.loader
    if loader is None:
        raise error(f"{name!r} is a namespace package and cannot be executed")
    if getattr(loader, "_ORIGIN", None) == "frozen":
        return name, spec, compile(f"import {name}\n", f"<frozen {name}>", "exec")
    try:
        code = loader.get_code(name)
    except ImportError as problem:
        raise error(str(problem)) from problem
    if code is None:
        raise error(f"No code object available for {name}")
    return name, spec, code


def _run_code(code, names, init_globals, name, spec, file=None, package=None):
    if init_globals is not None:
        names.update(init_globals)
    loader = None
    if spec is not None:
        loader, package = spec.loader, spec.parent
        file = spec.origin if spec.has_location else None
    names.update(
        __name__=name, __file__=file, __cached__=None, __doc__=None, __loader__=loader, __package__=package, __spec__=spec
    )
    exec(code, names)
    return names


def _run_module_as_main(name):
    """Runs a module in the namespace of `__main__`: `copperhead -m NAME`, or the `__main__` of a folder."""
    try:
        name, spec, code = _main_details(_Error) if name == "__main__" else _details(name, _Error)
    except _Error as problem:
        sys.exit(f"{sys.executable or 'copperhead'}: {problem}")
    if name != "__main__":
        sys.argv[0] = spec.origin
    return _run_code(code, sys.modules["__main__"].__dict__, None, "__main__", spec)


def _main_details(error=ImportError):
    """Of the `__main__` in the first folder of `sys.path`."""
    # The module of that name that runs now is another.
    before = sys.modules.pop("__main__", None)
    try:
        return _details("__main__", error)
    except error as problem:
        if str(problem).startswith("No module named __main__"):
            raise error(f"can't find '__main__' module in {sys.path[0]!r}") from None
        raise
    finally:
        if before is not None:
            sys.modules["__main__"] = before


def _run_in(module, code, init_globals, spec, file, package, argument):
    """Runs code in a module of its own; with an argument, as if that were the program."""
    names = module.__dict__
    if argument is None:
        return _run_code(code, names, init_globals, module.__name__, spec, file, package)
    before, before_argument = sys.modules.get(module.__name__), sys.argv[0]
    sys.modules[module.__name__], sys.argv[0] = module, argument
    try:
        return _run_code(code, names, init_globals, module.__name__, spec, file, package).copy()
    finally:
        sys.argv[0] = before_argument
        if before is None:
            sys.modules.pop(module.__name__, None)
        else:
            sys.modules[module.__name__] = before


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Runs a module's code; its namespace."""
    name, spec, code = _details(mod_name)
    module = type(sys)(run_name or name)
    return _run_in(module, code, init_globals, spec, None, None, spec.origin if alter_sys else None)


def run_path(path_name, init_globals=None, run_name=None):
    """Runs a file's code, or that of the `__main__` in a folder; its namespace."""
    import os

    path = os.fsdecode(path_name)
    name = "<run_path>" if run_name is None else run_name
    if os.path.isdir(path):
        sys.path.insert(0, path)
        try:
            _, spec, code = _main_details()
            return _run_in(type(sys)(name), code, init_globals, spec, None, None, path)
        finally:
            if path in sys.path:
                sys.path.remove(path)
    with open(path, "rb") as file:
        code = compile(file.read(), path, "exec")
    return _run_in(type(sys)(name), code, init_globals, None, path, "" if run_name is None else run_name.rpartition(".")[0], path)
