import os
import time

d = "scratch-%d" % time.time_ns()
os.mkdir(d)
p = d + "/x"


def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)).replace(d, "D"))
    except Exception as e:
        print(type(e).__name__, str(e).replace(d, "D"))

for e in ('utf-8', 'utf-16', 'utf-32', 'latin-1', 'ascii', 'utf-8-sig', 'utf-16-le', 'utf-16-be', 'utf-32-be'):
    try:
        with open(p, 'w', encoding=e) as f: f.write('a\u00e9\n'); f.write('b')
    except UnicodeError as x: print(x)
    with open(p, 'rb') as f: print(f.read())
    with open(p, encoding=e) as f: print(e, f.encoding, list(f), f.tell())
for e in ('utf-8', 'utf-16', 'utf-32'):
    with open(p, 'w', encoding=e) as f: f.write('x' * 8191 + '\u20ac\U0001f600\n' * 3000)
    with open(p, encoding=e) as f: lines = list(f); print(len(lines), len(lines[0]), lines[-1] == '\u20ac\U0001f600\n')
with open(p, 'a', encoding='utf-16') as f: f.write('more')
with open(p, 'wb') as f: f.write(b'a\xff\xc3')
def read(**k):
    with open(p, **k) as f: return f.read()
t(read); t(read, errors='replace'); t(read, errors='ignore'); t(read, encoding='ascii', errors='surrogateescape'); t(read, encoding='nope')
with open(p, 'w', encoding='ascii', errors='replace') as f: f.write('\u00e9')
t(read)

for name in os.listdir(d):
    os.remove(d + "/" + name)
os.rmdir(d)
