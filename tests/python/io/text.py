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

f = open(p, 'w'); t(lambda: f); t(f.write, 'h\u00e9llo\nw\u00f6rld\n'); t(f.read); t(f.readline); t(f.write, b''); t(f.tell)
print(f.name == p, f.mode, f.encoding, f.errors, f.newlines, f.closed, f.line_buffering, f.write_through, f.readable(), f.writable(), f.seekable()); t(lambda: f.buffer); t(lambda: f.buffer.raw)
f.close(); t(f.write, 'a'); t(f.close); t(f.tell); t(lambda: f); t(f.read); t(lambda: f.closed); t(f.flush); t(f.__enter__)
f = open(p); t(f.read, 3); t(f.tell); t(f.readline); t(f.tell); t(f.readlines); t(f.read); t(f.seek, 0); t(next, f); t(f.tell); t(f.readline); t(f.seek, 1, 1)
t(f.seek, -1, 2); t(f.seek, 0, 2); t(f.seek, 0, 1); t(f.seek, -1); t(f.seek, 0, 7); t(f.write, 'a'); t(f.truncate); f.seek(7); t(f.read); f.close()
with open(p, 'w') as f:
    for i in range(3000): f.write('line %d\n' % i)
with open(p) as f: print(sum(len(line) for line in f))
with open(p) as f: lines = f.readlines(); print(len(lines), lines[1234], lines[-1])
with open(p) as f: f.seek(len('line 0\n') * 5); print(repr(f.readline()), f.tell())
with open(p, 'r+') as f: f.seek(3); f.write('XYZ'); f.seek(0); print(repr(f.readline())); f.seek(0, 2); f.write('end'); f.truncate(20); f.seek(0); print(repr(f.read()))
with open(p, 'a+') as f: t(f.tell); t(f.write, 'more'); t(f.seek, 0); t(f.read)
with open(p, 'w') as f: t(f.writelines, ['a', 'b']); t(f.writelines, [1]); t(f.writelines, 5); t(f.truncate)

for name in os.listdir(d):
    os.remove(d + "/" + name)
os.rmdir(d)
