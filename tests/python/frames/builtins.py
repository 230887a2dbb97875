# __builtins__ of one's own choice.
exec("print(len('ab'))", {})
for source, names in (
    ("print(1)", {"__builtins__": {}}),
    ("print(len(x))", {"__builtins__": {"len": lambda x: 42, "print": print}, "x": []}),
    ("print(open)", {"__builtins__": {"print": print}}),
):
    try:
        exec(source, names)
    except NameError as error:
        print(error)
scope = {"__builtins__": {"print": print, "abs": lambda x: "own"}}
exec("def f(x):\n    return abs(x)", scope)
print([scope["f"](-1) for _ in range(100)][-1], scope["f"].__builtins__ is scope["__builtins__"])
print(f"{eval('__builtins__')!r}"[:7], type(__builtins__).__name__, (lambda: 0).__builtins__["len"] is len)
import types
module = types.ModuleType("m")
exec("def g(): return __builtins__", module.__dict__)
print(type(module.g()).__name__)
