# What classes can be asked and told: slots, metaclasses, descriptors, wrong receivers, wrong calls.
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
t(lambda: list.append(5, 1))
t(lambda: list.append())
t(lambda: int.__add__("a", 1))
t(lambda: list.__new__(dict))
t(lambda: object.__new__(list))
t(lambda: str.upper(3))
t(lambda: object.__new__(int))
class S:
    __slots__ = ('a', '__b')
    def __init__(self): self.a = 1; self.__b = 2
    def get(self): return self.__b
s = S()
print(s.a, s.get(), S.a)
t(lambda: setattr(s, 'c', 3))
t(lambda: s.__dict__)
del s.a
t(lambda: s.a)
s.a = 5; print(s.a)
class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        print('new', name, kw)
        c = super().__new__(m, name, bases, ns)
        return c
    def __init__(c, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        print("call", cls.__name__, a, k)
        return super().__call__(*a, **k)
    def hello(cls): return 'hello ' + cls.__name__
class M(metaclass=Meta, z=3):
    def __init__(self, q=1): self.q = q
print(M(5).q, M(q=7).q, M.hello())
class Base:
    subs = []
    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        Base.subs.append((cls.__name__, tag))
class D1(Base, tag='x'): pass
class D2(D1): pass
print(Base.subs)
class Desc:
    def __set_name__(self, owner, name): self.name = name; print('set_name', owner.__name__, name)
    def __get__(self, obj, cls=None):
        if obj is None: return self
        return obj.__dict__.get(self.name, 'none')
    def __set__(self, obj, v): obj.__dict__[self.name] = v * 2
class U:
    d = Desc()
u = U(); print(u.d); u.d = 4; print(u.d, u.__dict__)
class G:
    def __getattr__(self, n):
        if n.startswith('x'): return n
        raise AttributeError(n)
    def __setattr__(self, n, v):
        object.__setattr__(self, n, v + 1)
g = G(); print(g.xyz); g.q = 3; print(g.q)
t(lambda: g.abc)
class GA:
    def __getattribute__(self, n):
        return 'ga:' + n
print(GA().foo)
t(lambda: type('X', (int, str), {}))
class X1: pass
class Y1(X1): pass
t(lambda: type('Z', (X1, Y1), {}))
t(lambda: type('Z', (X1, X1), {}))
t(lambda: type('Z', (bool,), {}))
print(type('T', (X1,), {'a': 3}).a, type('T', (X1,), {}).__mro__)
print(isinstance(3, (str, int)), issubclass(bool, int), isinstance(Y1(), X1))
t(lambda: isinstance(3, 4)); t(lambda: issubclass(3, int))
print(X1.__dict__.get('__module__'), X1.__bases__, X1.__subclasses__())
print(repr(X1().__class__), repr(Y1.__base__))
class N(int):
    def __repr__(self): return 'N%d' % int(self)
n = N(5); n.attr = 3; print(n, n + 1, n.attr)
class L(list): pass
l = L([1, 2]); l.foo = 3; print(l, l.foo, len(l), l.__dict__)
try:
    class E(Exception):
        def __init__(self, a, b): super().__init__(a); self.b = b
    raise E(1, 2)
except E as e: print(e, e.b, e.args, repr(e))
print(str(KeyError('a')), repr(KeyError('a')), str(OSError(2, 'No such', 'f')), type(OSError(2, 'x')))
e = ValueError('x'); e.add_note('hi'); print(e.__notes__, e.__context__, e.__cause__, e.__suppress_context__, e.__traceback__)
t(lambda: int.foo); t(lambda: (5).foo); t(lambda: setattr(int, 'x', 1)); t(lambda: setattr(5, 'x', 1)); t(lambda: setattr([], 'x', 1))
class P:
    @property
    def ro(self): return 1
p = P()
t(lambda: setattr(p, 'ro', 1)); t(lambda: delattr(p, 'ro')); t(lambda: delattr(p, 'nn'))
print(len, int.__add__, P.ro is not None)
print([x for x in dir(p) if not x.startswith('__')], hasattr(p, 'ro'), getattr(p, 'z', 4))
d = p.__dict__; d['live'] = 1; print(p.live); p.two = 2; print(d)
def fn(a, /, b, *, c): pass
t(lambda: fn(1,2)); t(lambda: fn(a=1, b=2, c=3)); t(lambda: fn()); t(lambda: fn(1,2,3,c=4)); t(lambda: fn(1, b=2, c=3, d=4)); t(lambda: fn(1, 2, b=3, c=1))
