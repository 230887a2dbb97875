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

t(os.mkdir, d); t(os.remove, p); t(os.rmdir, p); t(os.rename, p, d + '/y'); t(os.listdir, p); t(os.remove, d)
with open(p, 'w') as f: f.write('12345')
os.rename(p, d + '/y'); print(os.listdir(d), os.path.isfile(d + '/y'), os.path.isdir(d), os.path.getsize(d + '/y'))
os.makedirs(d + '/a/b/c'); t(os.makedirs, d + '/a/b'); os.makedirs(d + '/a/b', exist_ok=True)
t(os.rmdir, d + '/a'); print([(r.replace(d, 'D'), sorted(a), sorted(b)) for r, a, b in os.walk(d)]); t(os.listdir, d + '/y')
os.removedirs(d + '/a/b/c'); print(os.listdir(d.encode()))
print(os.fspath('x'), os.fsencode('x'), os.fsdecode(b'x')); t(os.fspath, 5)
class P:
    def __fspath__(self): return d + '/y'
os.remove(P()); print(os.listdir(d))

for name in os.listdir(d):
    os.remove(d + "/" + name)
os.rmdir(d)
