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

with open(p, 'wb') as f: t(f.write, b'h\xc3\xa9llo\nw\xc3\xb6rld\n'); t(f.write, bytearray(b'1')); t(f.write, memoryview(b'234')[::2]); t(f.write, 'x'); t(lambda: f)
f = open(p, 'rb'); t(lambda: f); t(f.read, 2); t(f.peek, 3); t(f.tell); t(f.readline); t(f.seek, -3, 2); t(f.read); t(f.read1); t(f.read, 0); t(f.write, b'a'); t(lambda: list(f))
t(lambda: f.raw); t(f.seek, -100, 1); t(lambda: f.mode); t(f.seek, 0); b = bytearray(4); t(f.readinto, b); print(b); t(f.readline, 2); t(f.readlines); t(f.read, -2)
f.close(); t(f.read); t(lambda: f); t(f.readable); t(f.peek); t(f.seek, 0)
f = open(p, 'rb', 0); t(lambda: f); t(f.read, 2); t(f.readall); t(f.read); t(f.write, b''); t(f.readinto, bytearray(2)); print(f.closefd, f.mode, f.readable(), f.writable(), f.seekable())
f.close(); t(lambda: f); t(f.read); t(f.fileno); t(f.seekable)
f = open(p, 'r+b'); t(lambda: f); t(f.read, 2); t(f.write, b'ZZ'); t(f.seek, 0); t(f.read); t(f.tell); t(f.truncate, 4); t(f.seek, 0); t(f.read); t(lambda: f.mode); f.close()
f = open(p, 'ab'); t(f.tell); t(f.write, b'END'); t(lambda: f); t(lambda: f.mode); f.close()
with open(p, 'rb') as f: t(f.read)
with open(p, 'wb', buffering=16) as f:
    for i in range(1000): f.write(b'%d ' % i)
with open(p, 'rb', buffering=7) as f: print(len(f.read(100)), f.tell(), len(f.read()), f.seek(10), f.read(5), f.seek(-5, 1))

for name in os.listdir(d):
    os.remove(d + "/" + name)
os.rmdir(d)
