# exceptions everywhere
log = []
def f(n):
    for i in range(n):
        try:
            try:
                if i % 5 == 0: raise ValueError(i)
                if i % 7 == 0: [][1]
                if i % 11 == 0: continue
                if i % 13 == 0: return "ret"
                if i == 90: break
                x = 1 // (i % 3)
            except ValueError as e:
                log.append(e.args[0])
                if i % 10 == 0: raise KeyError(i) from e
            except ZeroDivisionError:
                pass
            else:
                log.append("e")
            finally:
                log.append("f")
                if i % 17 == 0: continue
        except KeyError as k:
            log.append((k.args, k.__cause__.args, k.__context__.args))
        except IndexError:
            log.append("I")
    else:
        log.append("else")
    return len(log)
for k in range(10): r = f(k * 10)
print(r, log[-5:])
def g():
    while True:
        try: return 1
        finally: break
    return 2
for i in range(60): r = g()
print(r)
def h(i):
    try:
        return [1 // (i - k) for k in range(5)]
    except ZeroDivisionError as e:
        return str(e)
    finally:
        i = None
for i in range(60): r = h(i % 7)
print(r)
class CM:
    def __init__(s, v): s.v = v
    def __enter__(s): return s
    def __exit__(s, *a): return s.v
def w(i):
    try:
        with CM(i % 2) as c, CM(0):
            if i % 3: raise OSError(i)
            return "in"
    except OSError as e:
        return e.args
    return "after"
for i in range(60): r = w(i)
print([w(i) for i in range(6)])
def nested(n):
    if n == 0: raise RuntimeError("bottom")
    try: nested(n - 1)
    except RuntimeError as e:
        raise RuntimeError(n) from e
try: nested(50)
except RuntimeError as e:
    d = 0
    while e: d += 1; e = e.__cause__
    print(d)
class Bad(Exception):
    def __init__(self, a, b): pass
    def __str__(self): raise ValueError("in str")
try: raise Bad(1, 2)
except Bad as b:
    try: str(b)
    except ValueError as e: print(e, e.__context__ is b)
try:
    try: raise 5
    except TypeError as e: print(e); raise
except TypeError as e: print("again", e)
try:
    try: 1 / 0
    except 5: pass
except TypeError as e: print(e)
def cond(i):
    e = 1
    try:
        raise ValueError
    except ValueError as e: pass
    try: return e
    except UnboundLocalError as u: return str(u)
for i in range(60): r = cond(i)
print(r)
def it():
    class I:
        def __iter__(self): return self
        n = 0
        def __next__(self):
            self.n += 1
            if self.n > 100: raise KeyError("stop")
            return self.n
    t = 0
    try:
        for i in I(): t += i
    except KeyError as e: return t, e.args
print(it())
def unpack(v):
    try:
        a, b, *c = v
        return a, b, c
    except (ValueError, TypeError) as e: return str(e)
for v in [(1,), [1, 2], "abc", 5, {1: 2, 3: 4, 5: 6}, range(5)]: print(unpack(v))
assert_count = 0
for i in range(100):
    try: assert i % 2, i
    except AssertionError as e: assert_count += e.args[0]
print(assert_count)
def loopdel():
    for i in range(100):
        x = i
        del x
        try: x
        except UnboundLocalError: continue
        print("no")
loopdel()
def rer():
    try: raise
    except RuntimeError as e: return str(e)
print(rer())
