# Exceptions as objects, and classes around them.
def t(f):
    try:
        print(f())
    except BaseException as e:
        print(type(e).__name__, e)
# exceptions
def ctx():
    try:
        try: 1/0
        finally: raise KeyError(1)
    except KeyError as e:
        return type(e.__context__).__name__, e.__suppress_context__
print(ctx())
def r():
    raise
t(r)
def r2(): raise 5
t(r2)
def r3(): raise ValueError from 5
t(r3)
def r4():
    try: 1/0
    except 5: pass
t(r4)
def r5():
    try: 1/0
    except (ValueError, 'x'): pass
t(r5)
e = StopIteration(4); print(e.value, e.args)
print(SystemExit(3).code, SystemExit().code, SystemExit(1,2).code)
print(ImportError('m', name='n', path='p').name, str(ImportError('m')), repr(ImportError('a', name='b')))
print(UnicodeDecodeError('utf-8', b'\xff', 0, 1, 'bad'), UnicodeEncodeError('ascii', 'h\xe9', 1, 2, 'ordinal'))
print(AttributeError('x', name='n', obj=3).name, NameError('q', name='z').name)
x = SyntaxError('msg', ('f', 3, 4, 'text', 3, 5)); print(x, x.lineno, x.offset, x.text, x.filename, x.args)
try:
    eval
except NameError: print('no eval')
class E2(OSError):
    def __init__(self, *a): super().__init__(*a)
print(E2(1, 'a'), E2('x').args, E2(2, 'b', 'c').filename)
t(lambda: int('x')); t(lambda: undefined_thing)
try:
    undefined_thing
except NameError as n: print(n.name)
class Box:
    def __enter__(self): return self
    def __exit__(self, *a): print('exit', a[0].__name__ if a[0] else None); return True
with Box(): raise ValueError
import sys
print(sys.exception())
try: 1/0
except ZeroDivisionError: print(type(sys.exception()).__name__, sys.exc_info()[0].__name__)
t(lambda: BaseException.__new__(int)); t(lambda: ValueError(a=1)); t(lambda: object(1)); t(lambda: type('a')); t(lambda: type())
class WithNew:
    def __new__(cls, a): o = super().__new__(cls); o.a = a; return o
print(WithNew(4).a); t(lambda: WithNew())
class Plain: pass
t(lambda: Plain(1)); t(lambda: Plain(a=1)); t(lambda: Plain().__init__(3))
print(Plain.__init__ is object.__init__, Plain().__eq__(3), Plain() == 3, Plain() != 3)
class Cmp:
    def __eq__(self, o): return True
t(lambda: hash(Cmp())); print(Cmp() == 3, Cmp() != 3)
class Cnt:
    n = 0
    def bump(self): Cnt.n += 1
c = Cnt()
for i in range(5000): c.bump()
print(Cnt.n)
def deco(f):
    f.tag = 'tagged'; return f
@deco
def fun(a, b=2, *c, d=3, **e): 'doc'
print(fun.tag, fun.__name__, fun.__doc__, fun.__defaults__, fun.__kwdefaults__, fun.__dict__, fun.__code__.co_varnames, fun.__code__.co_argcount)
class Outer:
    class Inner:
        def m(self): pass
print(Outer.Inner.__qualname__, Outer.Inner.m.__qualname__, Outer.Inner)
print(repr(Outer.Inner().m).split(' at ')[0])
class A1:
    def f(self): return 'A'
class B1(A1):
    def f(self): return 'B' + super().f()
class C1(A1):
    def f(self): return 'C' + super().f()
class D1(B1, C1):
    def f(self): return 'D' + super().f()
print(D1().f(), [k.__name__ for k in D1.__mro__])
print(super(D1, D1()).f(), B1.f(D1()))
t(lambda: super(D1, 3)); t(lambda: super(3))
class Ab:
    def __call__(self, *a, **k): return a, k
    def __getitem__(self, i): return i
    def __class_getitem__(cls, i): return cls.__name__, i
    def __len__(self): return 3
    def __contains__(self, x): return x == 1
    def __bool__(self): return False
    def __iter__(self): return iter([1,2])
a = Ab(); print(a(1, x=2), a[3:4], Ab[int], len(a), 1 in a, bool(a), list(a))
a1 = A1(); a1.__class__ = C1; 
try: a1.f()
except Exception as e: print(type(e))
print(a1.f(), type(a1).__name__)
try: a1.__class__ = int
except TypeError as e: print(e)
print(vars(a1), A1.__doc__, A1.__module__, A1().__module__)
class Sl2: pass
s2 = Sl2(); s2.z = 2; print(s2.__dict__)
for i in range(100): setattr(s2, 'a%d' % i, i)
print(s2.a99, s2.a0, len(s2.__dict__)); del s2.a5; print(hasattr(s2, 'a5'), s2.a6)
class Pr:
    def __init__(self): self._x = 0
    @property
    def x(self):
        'the x'
        return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): self._x = 'deleted'
p = Pr()
for i in range(3000): p.x = p.x + 1
print(p.x); del p.x; print(p.x, Pr.x.__doc__)
print(type(Pr.x).__name__, type(Pr.__dict__['x']).__name__)
print(isinstance(True, int), isinstance(None, type(None)), type(None), type(...), type(NotImplemented))
print(callable(len), callable(3), callable(Pr), callable(p))
