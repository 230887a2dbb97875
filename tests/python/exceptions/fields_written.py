# Fields of exceptions: written, initialised again, taken by __new__ or __init__ of subclasses.
def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)


u = UnicodeEncodeError("ascii", "abc", 0, 2, "bad")


def write(name, value):
    setattr(u, name, value)
    return str(u)


for name, value in (("end", 5), ("start", 1), ("reason", "other"), ("object", "xyz"), ("encoding", "utf"), ("end", 2)):
    t(write, name, value)
print(u.args, u.start, u.end, u.object, u.reason)
for cls in (UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError):
    t(lambda: repr(str(cls.__new__(cls))))
d = UnicodeDecodeError("utf-8", b"a\xff", 1, 2, "wrong")
d.start = 0
print(d)
x = UnicodeTranslateError("abc", 1, 2, "why")
x.end = 3
print(x, x.args)
i = ImportError("m", name="n", path="p")
i.__init__("again")
print(i.name, i.path, i.msg)
t(SyntaxError, "a", (1, 2, 3))
t(SyntaxError, "a", (1, 2, 3, 4, 5))
t(SyntaxError, "a", (1, 2, 3, 4, 5, 6, 7))
t(SyntaxError, "a", 3)
t(SyntaxError, "a", ["f.py", 1, 2, "text"])


class New(OSError):
    def __new__(cls, foo, baz):
        return super().__new__(cls, foo)


class Init(OSError):
    def __init__(self, foo, bar=None):
        self.bar = bar
        super().__init__(foo)


class Silent(OSError):
    def __init__(self, *args):
        pass


class Both(OSError):
    def __new__(cls, *args, **kwargs):
        return OSError.__new__(cls, *args)

    def __init__(self, *args, bar=None):
        self.bar = bar
        super().__init__(*args)


t(lambda: New("some", "baz").args)
t(lambda: New("some", baz="baz").args)
t(lambda: (Init("some", bar="baz").args, Init("some").bar))
t(lambda: (Silent(1, 2).args, Silent(1, 2).errno))
t(lambda: (Both(1, 2, bar=3).args, Both(1, 2, bar=3).bar, Both(1, "two").strerror))
t(OSError, 1, 2, bar=3)


class Wrong(Exception):
    def __new__(cls):
        return 5


def raising():
    raise Wrong


t(raising)
