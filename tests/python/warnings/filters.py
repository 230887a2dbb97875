# warnings: filters, registries, catching.
import io
import sys
import warnings


def show(message, category, filename, lineno, file=None, line=None):
    print("shown:", category.__name__, message, lineno)


warnings.showwarning = show
for _ in range(3):
    warnings.warn("once per line")
warnings.warn("a", DeprecationWarning)
warnings.warn(UserWarning("an object"))
warnings.warn("hidden", PendingDeprecationWarning)
warnings.warn("future", FutureWarning)


def deep():
    warnings.warn("from the caller", stacklevel=2)


deep()
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    for _ in range(2):
        warnings.warn("recorded", RuntimeWarning)
    deep()
    print(len(log), [(str(w.message), w.category.__name__, w.lineno) for w in log], type(log[0]).__name__)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("now an error", SyntaxWarning)
    except SyntaxWarning as error:
        print("raised", error)
with warnings.catch_warnings(action="ignore"):
    warnings.warn("nothing")
with warnings.catch_warnings():
    warnings.resetwarnings()
    warnings.filterwarnings("error", message="bad.*")
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    warnings.warn("fine")
    warnings.warn("silent", DeprecationWarning)
    try:
        warnings.warn("bad thing")
    except UserWarning as error:
        print("raised", error)
    for number in range(2):
        with warnings.catch_warnings():
            warnings.simplefilter("once")
            warnings.warn("only once")
print(warnings.formatwarning("m", UserWarning, "file.py", 3, "the line"), end="")
print(warnings.formatwarning("m", UserWarning, "nofile", 3), end="")
for attempt in (
    lambda: warnings.warn("x", int),
    lambda: warnings.simplefilter("nothing"),
    lambda: warnings.filterwarnings("error", category=int),
    lambda: warnings.simplefilter("error", lineno=-1),
    lambda: warnings.catch_warnings().__exit__(None, None, None),
):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)


@warnings.deprecated("use other()")
def old(x):
    return x


print(old(3), old.__deprecated__, old.__name__)


@warnings.deprecated("class is old")
class Old:
    def __init__(self, a): self.a = a


print(Old(4).a)
warnings.warn_explicit("explicit", UserWarning, "some.py", 7)
registry = {}
warnings.warn_explicit("explicit", UserWarning, "some.py", 7, "mod", registry)
warnings.warn_explicit("explicit", UserWarning, "some.py", 7, "mod", registry)
print(len(registry))
