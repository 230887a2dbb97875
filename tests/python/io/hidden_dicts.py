# What a library keeps about open files is a program's to replace.
import os

try:
    import _hostfiles as hidden
except ImportError:
    import io as hidden

path = "hidden_dicts.tmp"
for wrong in (5, None, "text", [1], object(), open):
    for name in ("_writing", "_writers"):
        setattr(hidden, name, wrong)
    try:
        for _ in range(2):
            with open(path, "w") as file:
                file.write("written")
    except Exception:
        # The library's own Python may want dicts.
        pass
    print(type(wrong).__name__)
os.remove(path)
