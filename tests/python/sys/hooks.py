# Hooks and small functions of sys.
import io
import sys

print(sys.excepthook is sys.__excepthook__, callable(sys.displayhook), sys.gettrace(), sys.getprofile(), sys.settrace(None), sys.setprofile(None))
shown = []
sys.displayhook = shown.append
for source in ("1 + 1", "None", "'x'"):
    exec(compile(source, "<t>", "single"))
print(shown)
sys.displayhook = sys.__displayhook__
for source in ("[1, 2]", "None", "_"):
    exec(compile(source, "<t>", "single"))
import builtins
print(builtins._)
print(sys.getswitchinterval(), sys.setswitchinterval(0.01), sys.getswitchinterval(), sys.call_tracing(max, (1, 2)))
print(sys.getrefcount(shown) > 0, sys.getallocatedblocks() >= 0, sys.is_finalizing(), sys.get_asyncgen_hooks().firstiter, sys.get_coroutine_origin_tracking_depth())
heard = []
sys.addaudithook(lambda event, args: heard.append((event, args)))
sys.audit("my.event", 1, 2)
print(heard[-1])
print(sys.warnoptions, sys._xoptions, "sys" in sys.builtin_module_names, "typing" in sys.stdlib_module_names, type(sys.meta_path), type(sys.path_hooks))
print(sys._is_interned(sys.intern("interned name")), sys._is_gil_enabled(), sys.is_stack_trampoline_active())
for attempt in (lambda: sys.setswitchinterval(-1), lambda: sys.setswitchinterval("x"), lambda: sys.audit(3), lambda: sys.set_asyncgen_hooks(1)):
    try:
        attempt()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class D:
    def __del__(self):
        raise ValueError("in del")


def hook(unraisable):
    print("unraisable", unraisable.exc_type.__name__, unraisable.exc_value, unraisable.err_msg, unraisable.object is not None)


sys.unraisablehook = hook
import gc
D()
gc.collect()
out = io.StringIO()
saved, sys.stderr = sys.stderr, out
try:
    raise KeyError("k")
except KeyError as error:
    sys.excepthook(type(error), error, error.__traceback__)
sys.stderr = saved
print(out.getvalue().replace(__file__, "FILE"))
names = [name for name in dir(sys) if not name.startswith("_")]
print(len(names) > 80, "flags" in names, "excepthook" in names)
