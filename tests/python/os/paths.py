d = "no folder"


def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)).replace(d, "D"))
    except Exception as e:
        print(type(e).__name__, str(e).replace(d, "D"))

import os
q = os.path
for a in (('a', 'b'), ('a/', 'b'), ('a', '/b'), ('', 'b'), ('a', ''), ('a', 'b', '..', 'c'), (b'x', b'y')): print(q.join(*a))
for a in ('/a/b.txt', 'b.txt', '/', '', 'a/', '//a', '/a/.hidden', 'x.tar.gz', '...', 'a.b/c', 'a//b/./c/..', '../x', '/..', './a', '//x/..', '///x', b'a/b.c'):
    print(a, q.split(a), q.splitext(a), q.basename(a), q.dirname(a), q.normpath(a), q.isabs(a))
t(q.join, 'a', b'b'); t(q.join, 5); t(q.split, None); print(q.abspath('/a/../b'), q.commonprefix(['abc', 'abd']), q.relpath('/a/b/c', '/a/d'), q.commonpath(['/a/b', '/a/c']))
print(q.exists('/'), q.isdir('/'), q.isfile('/'), q.exists('/no/such'), q.exists(''), q.abspath('x') == q.join(os.getcwd(), 'x'), q.splitroot('//a/b'), q.sep, os.sep, repr(os.linesep), os.name, os.curdir, os.pardir, os.extsep, os.pathsep)
