# class mutation in hot loops
class A:
    x = 1
    def f(self): return 1
class B(A): pass
a, b = A(), B()
def run(o):
    t = 0
    for i in range(300):
        t += o.f() + o.x
        if i == 100: A.f = lambda self: 2
        if i == 150: o.x = 10
        if i == 200: B.f = lambda self: 3
        if i == 220: A.x = property(lambda self: 100)
        if i == 240: del A.x; 
        if i == 250: o.__class__ = A
        if i == 260: A.__getattr__ = lambda self, n: 5
        if i == 270:
            o.__dict__.clear()
    return t
print(run(b))
class A:
    x = 1
    def f(self): return 1
class B(A): pass
try: print(run(A()))
except Exception as e: print(type(e).__name__, e)
def glob():
    global g
    t = 0
    for i in range(200):
        t += g
        if i == 50: g = 2.5
        if i == 100: g = "x" if False else 10 ** 30
        if i == 150:
            del g
            g = 1
    return t
g = 1
print(glob())
import builtins
def bl():
    t = 0
    for i in range(200):
        t += len("abc")
        if i == 100: globals()["len"] = lambda x: 7
        if i == 150: del globals()["len"]
    return t
print(bl())
class M(type):
    def __call__(cls, *a):
        return 5
class C(metaclass=M): pass
def mk():
    t = 0
    for i in range(100): t += C()
    return t
print(mk())
class D:
    def __new__(cls, *a):
        return 3 if a else object.__new__(cls)
def mk2():
    t = 0
    for i in range(100):
        t += D(1)
        D()
    return t
print(mk2())
class Ini:
    def __init__(self): return 5
for i in range(100):
    try: Ini()
    except TypeError as e: r = str(e)
print(r)
class P:
    def __init__(self): self.a = 1
def pp():
    t = 0
    for i in range(300):
        p = P()
        if i == 100:
            def ni(self, v=3): self.a = v
            P.__init__ = ni
        if i == 200: P.__init__ = lambda self, *a: setattr(self, "a", 9)
        if i == 250: P.__new__ = staticmethod(lambda cls: Q())
        t += p.a
    return t
class Q: a = 1000
print(pp())
class Sl:
    __slots__ = ("a", "b")
    def __init__(self): self.a = 1
def sl():
    t = 0
    s = Sl()
    for i in range(100):
        t += s.a
        if i == 50: del s.a; s.a = 4
        s.b = i
    try: del s.b; s.b
    except AttributeError as e: print(e)
    try: s.c = 1
    except AttributeError as e: print(e)
    return t
print(sl())
class De:
    def __get__(self, o, t): return 1
class Dd:
    def __get__(self, o, t): return 2
    def __set__(self, o, v): o.__dict__["d"] = v
class T:
    d = De()
def tt():
    t = T(); t.d = 50; s = 0
    for i in range(200):
        s += t.d
        if i == 100: T.d = Dd()
        if i == 120: del De.__get__
        if i == 150: T.d = De()
    return s
try: print(tt())
except Exception as e: print(type(e).__name__, e)
def many():
    r = 0
    objs = []
    for i in range(40):
        c = type("C%d" % i, (), {"v": i, "m": lambda self, i=i: i})
        objs.append(c())
    for k in range(20):
        for o in objs:
            r += o.v + o.m()
            o.w = k
            r += o.w
    return r
print(many())
def attrs():
    class E: pass
    e = E()
    for i in range(500): setattr(e, "a%d" % i, i)
    s = 0
    for i in range(500): s += getattr(e, "a%d" % i)
    for i in range(0, 500, 2): delattr(e, "a%d" % i)
    return s, len(e.__dict__), e.a1, hasattr(e, "a2")
print(attrs())
