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

import gc
def lost():
    f = open(p, 'w')
    f.write('kept')
lost(); [None] * 100; gc.collect(); gc.collect()
with open(p) as f: print(f.read())
def cut():
    with open(p, 'w') as f:
        f.write('before'); raise KeyError('x')
t(cut)
with open(p) as f: print(f.read(), f.closed)
print(f.closed)

for name in os.listdir(d):
    os.remove(d + "/" + name)
os.rmdir(d)
