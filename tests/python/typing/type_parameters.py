# Functions, classes and aliases with type parameters: what they make, and where names are found.
def f[T: int = bool](a=1, *, b: T = 2) -> T:
    "doc"
    return a, b, T


print(f(), f.__qualname__, f.__type_params__, f.__doc__, f.__annotations__)
T = f.__type_params__[0]
print(T.__bound__, T.__default__, T.has_default(), T.__constraints__, T.__infer_variance__, T.__covariant__)


def g[*Ts, **P](*args: P.args, **kwargs: P.kwargs) -> tuple[*Ts]:
    def inner():
        return Ts, P

    return inner


print(g.__type_params__, g()(), g.__annotations__, g().__qualname__)
print([type(p).__name__ for p in g.__type_params__])


def twice(x):
    return x


@twice
def decorated[T](x: T = 5, /, *, key=None): return x, T


print(decorated(), decorated.__defaults__, decorated.__kwdefaults__)


def only_keyword[T](*, key=3): return key


print(only_keyword(), only_keyword.__kwdefaults__)


class A[T, *Ts, **P](dict):
    "doc"
    x: int = 1

    def m(self):
        return __class__, T

    class Inner[U]:
        def both(self): return T, U


print(A.__orig_bases__, A.__bases__, A.__parameters__, A.__type_params__, A.__doc__)
print(A().m()[0] is A, A.Inner().both(), A.Inner.__qualname__)


class C:
    T = "class"
    kept = 3

    def f[T](self, x: T): return T
    def g[T](self, x: T): pass
    def h[T: (T, int)](self, x: T): pass
    def i[U: kept](self, x: kept): return U
    type X[T] = T
    type Y = T
    type Z = (kept, outer)


outer = "outer"
print(C.f.__annotations__, C.g.__annotations__, C.h.__annotations__, C.h.__type_params__[0].__constraints__)
print(C.i.__annotations__, C.i.__type_params__[0].__bound__, C().i(1))
print(C.X.__value__, C.Y.__value__, C.Z.__value__)
C.kept = 4
print(C.Z.__value__)


def function():
    local = 1
    class D:
        local = 2
        def m[V: local](self): return local
        type W = local
    local = 3
    return D


D = function()
print(D.m.__type_params__[0].__bound__, D().m(), D.W.__value__)


class Meta(type):
    def __new__(mcls, name, bases, ns, **kw):
        print(name, bases, kw, "__type_params__" in ns)
        return super().__new__(mcls, name, bases, ns)


class E[T](*[int], metaclass=Meta, flag=T): pass


class Private:
    def m[__T](self, x: __T): return __T
    class __Hidden[__U]: pass


print(Private().m(1), Private.m.__annotations__, Private.m.__type_params__[0].__name__)


async def co[T](): return T
def gen[T](): yield T


coroutine = co()
try:
    coroutine.send(None)
except StopIteration as stop:
    print(stop.value, list(gen()))

try:
    def bad[T](x: missing): pass
except NameError as error:
    print(error, error.__traceback__.tb_next.tb_frame.f_code.co_name)


def later[T: undefined](x: T): pass


try:
    later.__type_params__[0].__bound__
except NameError as error:
    print(error)
undefined = str
print(later.__type_params__[0].__bound__)


class __Base: pass


class Derived[T, __U](__Base):
    kept = __U


print(Derived.__bases__[0].__name__, Derived.kept, Derived.__type_params__)


class X:
    T = int
    def foo[U: T](self): return U


X.T = float
print(X.foo.__type_params__[0].__bound__, "__classdictcell__" in X.__dict__)
X.__type_params__ = (1,)
print(X.__type_params__)
