d = "no folder"


def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)).replace(d, "D"))
    except Exception as e:
        print(type(e).__name__, str(e).replace(d, "D"))

from io import StringIO as S
s = S('abc\ndef\r\nx\ry'); print(list(s), s.tell())
for nl in (None, '', '\n', '\r', '\r\n'):
    s = S('a\r\nb\rc\nd', newline=nl); print(repr(nl), repr(s.getvalue()), list(s), s.newlines)
    s = S(newline=nl); s.write('x\n'); s.write('y\r\n'); print(repr(s.getvalue()), s.newlines)
t(S, 5); t(S, newline='x'); t(S, newline=5)
s = S('hello')
t(s.write, 5); t(s.seek, -1); t(s.seek, 1, 1); t(s.seek, 0, 5); t(s.seek, 0, 2); t(s.read); t(s.seek, 10); t(s.write, 'x'); t(s.getvalue)
t(s.truncate, 2); t(s.getvalue); t(s.truncate, -1); t(s.read, 'a'); t(s.readline, 'a'); t(s.fileno); t(s.detach); t(s.isatty)
print(s.readable(), s.writable(), s.seekable(), s.closed, s.line_buffering, s.encoding, s.errors, s.newlines)
s = S(); print('a', 1, file=s); print('b', end='', file=s); print(repr(s.getvalue())); s.seek(1); s.write('ZZZ'); print(repr(s.getvalue()), s.tell())
s = S('a\nbb\nccc'); t(s.readline, 1); t(s.readline); t(s.readlines, 1); t(s.read, 2); t(s.read); t(s.readline); s.seek(0); t(s.readlines, 3); s.writelines(['x', 'y']); t(s.getvalue)
class N(S):
    def write(self, text): return super().write(text.upper())
n = N(); n.tag = 1; print('shout', file=n); print(n.getvalue(), n.tag)
