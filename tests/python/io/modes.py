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

t(open, p); t(open, p, 'z'); t(open, p, 'rw'); t(open, p, 'bt'); t(open, p, ''); t(open, p, 'r+x'); t(open, p, 'rr'); t(open, p, 'rb', encoding='utf-8')
t(open, p, 'rb', newline=''); t(open, p, 'rb', errors='x'); t(open, p, 'w', 0); t(open, p, 'w', encoding='zz'); t(open, p, newline='z'); t(open, 5.5)
t(open, p, 5); t(open, p, 'b'); t(open, p, 'U'); t(open, d); t(open, d, 'w'); t(open, p + '/y', 'w'); t(open, p, 'wb', closefd=False); t(open, 'a\0b'); t(open, -1)
for mode in ('x', 'r', 'w', 'a', 'r+', 'w+', 'a+', 'rb', 'wb', 'ab', 'r+b', 'wb+', 'rt'):
    if mode == 'x': os.remove(p)
    with open(p, mode) as f: print(mode, f.mode, f.readable(), f.writable(), f.seekable(), f.tell(), repr(f).replace(d, 'D'))
t(open, p, 'x'); t(open, p, 'xb')
class P:
    def __fspath__(self): return p
with open(P(), 'w') as f: print(f.write('by path'))
print(open(p).read(), open(p.encode()).read(), open(file=p, mode='r').readline(3))

for name in os.listdir(d):
    os.remove(d + "/" + name)
os.rmdir(d)
