# recursion in special methods
import sys
class R:
    def __repr__(self): return repr(self)
class E:
    def __eq__(self, o): return self == o
    __hash__ = None
class H:
    def __hash__(self): return hash(self)
class G:
    def __getattr__(self, n): return getattr(self, n + "x") if len(n) < 5000 else 1
class L:
    def __len__(self): return len(self)
class B:
    def __bool__(self): return bool(self)
class I:
    def __iter__(self): return iter(self)
class A:
    def __add__(self, o): return self + o
    def __radd__(self, o): return o + self
class C:
    def __call__(self): return self()
class N:
    def __init__(self): N()
class F:
    def __format__(self, s): return f"{self}"
class S:
    def __str__(self): return str(self)
class GI:
    def __getitem__(self, i): return self[i]
class LT:
    def __lt__(self, o): return self < o
class CO:
    def __contains__(self, o): return o in self
class GA:
    def __getattribute__(self, n): return self.x
tests = [("repr", lambda: repr(R())), ("eq", lambda: E() == E()), ("hash", lambda: hash(H())), ("dict", lambda: {H(): 1}),
  ("len", lambda: len(L())), ("bool", lambda: not B()), ("iter", lambda: list(I())), ("add", lambda: A() + 1), ("radd", lambda: 1 + A()), ("call", lambda: C()()),
  ("init", lambda: N()), ("format", lambda: f"{F()}"), ("str", lambda: str(S())), ("print", lambda: print(S())), ("getitem", lambda: GI()[0]), ("sort", lambda: sorted([LT(), LT(), LT()])),
  ("contains", lambda: 1 in CO()), ("getattribute", lambda: GA().y), ("in list", lambda: E() in [E()]), ("tuple eq", lambda: (E(),) == (E(),)), ("max", lambda: max(LT(), LT())),
  ("percent", lambda: "%s" % S()), ("join", lambda: ",".join([repr(R())])), ("getattr", lambda: G().abc)]
for round in range(3):
    for name, t in tests:
        try:
            t()
            print(name, "done")
        except RecursionError as e:
            print(name, "RecursionError")
def deep(n):
    try:
        return deep(n + 1)
    finally:
        pass
for i in range(3):
    try: deep(0)
    except RecursionError: print("deep")
def deep2(n):
    try:
        deep2(n + 1)
    except RecursionError:
        return n > 500
print(deep2(0))
l = []
for i in range(100000): l = [l]
try: repr(l)
except RecursionError: print("list repr")
try: print(l == l)
except RecursionError: print("list eq")
m = []
for i in range(100000): m = [m]
try: l == m
except RecursionError: print("list eq2")
t = ()
for i in range(100000): t = (t,)
d = {}
for i in range(100000): d = {1: d}
try: repr(d)
except RecursionError: print("dict repr")
del l, m, t, d
print("end")
