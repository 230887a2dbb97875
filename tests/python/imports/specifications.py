# What imported modules say of where they are from.
import importlib
import importlib.util
import itertools
import os
import sys
import types

import annex.as_program
import shop

here = os.path.dirname(os.path.abspath(__file__))
for module in shop, annex, annex.as_program:
    spec = module.__spec__
    print(spec.name, repr(spec.parent), type(module.__loader__).__name__, module.__loader__ is spec.loader, module.__spec__ is spec, spec.has_location)
    print((spec.origin or "").removeprefix(here), [path.removeprefix(here) for path in spec.submodule_search_locations or ()])
print(annex.as_program.__loader__.name, annex.as_program.__loader__.is_package("annex.as_program"), annex.as_program.__loader__.get_filename("annex.as_program") == annex.as_program.__file__)
print(importlib.util.find_spec("annex.as_program") is annex.as_program.__spec__, __spec__)
for module in sys, itertools:
    print(module.__spec__, module.__loader__)
made = types.ModuleType("made")
print(made.__spec__, made.__loader__)
again = importlib.util.module_from_spec(annex.as_program.__spec__)
annex.as_program.__spec__.loader.exec_module(again)
print(again.__name__, again.value, again is annex.as_program)
importlib.reload(annex.as_program)
print(repr(sys), repr(itertools), repr(os))
