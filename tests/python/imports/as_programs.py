# Modules and files that run as if they were programs.
import runpy
import sys

names = runpy.run_path(sys.path[0] + "/annex/as_program.py")
print(sorted(name for name in names if not name.startswith("__")), names["__name__"], names["__package__"] == "")
names = runpy.run_path(sys.path[0] + "/annex/as_program.py", {"given": 1}, "package.name")
print(names["given"], names["__name__"], names["__package__"])
names = runpy.run_module("annex.as_program")
print(names["__name__"], names["__spec__"].name, names["__package__"], "annex.as_program" in sys.modules)
before = sys.argv[0]
names = runpy.run_module("annex.as_program", run_name="__main__", alter_sys=True)
print(sys.argv[0] == before, sys.modules["__main__"].__dict__ is globals())
for name in "nothing", "annex.nothing", ".relative", "annex.as_program.py", "math":
    try:
        runpy.run_module(name)
    except ImportError as error:
        print(type(error).__name__, error)
