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

with open(p, 'w', newline='\r\n') as f: f.writelines(['a\n', 'b\r\n', 'c'])
for nl in (None, '', '\n', '\r', '\r\n'):
    with open(p, newline=nl) as f: print(repr(nl), list(f), f.newlines)
    with open(p, newline=nl) as f: print([f.read(1) for _ in range(9)])
    with open(p, 'w', newline=nl) as f: f.write('1\n2\r\n')
    with open(p, 'rb') as f: print(f.read())
    with open(p, 'wb') as f: f.write(b'a\r\nb\rc\nd')
with open(p, 'wb') as f: f.write(b'x' * 8191 + b'\r\n' + b'y\r' + b'z' * 8190 + b'\r\nend')
with open(p) as f: print([len(line) for line in f], f.newlines)
with open(p) as f: print(len(f.read()), f.newlines)

for name in os.listdir(d):
    os.remove(d + "/" + name)
os.rmdir(d)
