d = "no folder"


def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)).replace(d, "D"))
    except Exception as e:
        print(type(e).__name__, str(e).replace(d, "D"))

from io import StringIO as S
s = S('x'); s.close()
for name in 'read readline readlines getvalue tell truncate __enter__ __next__ readable writable seekable isatty flush close'.split():
    print(name, end=' '); t(getattr(s, name))
t(s.write, 'a'); t(s.seek, 0); t(list, s); t(lambda: s.newlines); t(lambda: s.line_buffering); print(s.closed)
with S() as q: q.write('1')
t(q.read)
