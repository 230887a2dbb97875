# A file that nobody refers to any more has what was written in it, though nobody closed it.
import os
import sys
import time

d = "scratch-%d" % time.time_ns()
os.mkdir(d)
p = d + "/x"


def write(text):
    open(p, "w").write(text)


class Journal:
    def __init__(self, path):
        self.file = open(path, "a")
        self.file.write("journal\n")


open(p, "w").write("at once")
print(open(p).read())
write("from a function")
print(open(p).read(), len(open("./" + p).read()))
print("by print", file=open(p, "w"))
with open(p) as f:
    print(f.readlines())
f = open(p, "wb")
f.write(b"longer than what follows")
f = None
f = open(p, "w")
f.write("short")
f = None
print(open(p, "rb").read())
journal = Journal(p)
del journal
print(open(p).read())
for i in range(600):
    open(p, "w").write(str(i))
    assert open(p).read() == str(i), i
open(p, "w").write("renamed")
os.rename(p, d + "/y")
print(open(d + "/y").read())
open(d + "/dropped_module.py", "w").write("value = 42\n")
sys.path.insert(0, d)
import dropped_module

print(dropped_module.value)

for name in os.listdir(d):
    if not name.startswith("__"):
        os.remove(d + "/" + name)
if os.path.exists(d + "/__pycache__"):
    for name in os.listdir(d + "/__pycache__"):
        os.remove(d + "/__pycache__/" + name)
    os.rmdir(d + "/__pycache__")
os.rmdir(d)
