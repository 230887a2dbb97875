d = "no folder"


def t(f, *a, **k):
    try:
        print(repr(f(*a, **k)).replace(d, "D"))
    except Exception as e:
        print(type(e).__name__, str(e).replace(d, "D"))

import errno, os
for number in (1, 2, 3, 4, 9, 10, 11, 13, 17, 20, 21, 32, 103, 104, 110, 111, 5000):
    e = OSError(number, os.strerror(number), 'file'); print(type(e).__name__, e, e.errno, e.strerror, e.filename, errno.errorcode.get(number))
print(len(errno.errorcode), errno.ENOENT, errno.EAGAIN == errno.EWOULDBLOCK, errno.errorcode[11], errno.errorcode[35], errno.errorcode[95], sorted(n for n in dir(errno) if n[0] == 'E')[:12])
print(os.error is OSError, os.strerror(0))
try: open('no/such/file')
except FileNotFoundError as e: print(e.errno == errno.ENOENT, e.filename, e.filename2, e.args)
try: os.rename('no/such', 'x')
except OSError as e: print(e, e.filename2)
