# Rules about hashes, recursive namespaces, partial, indices, names of types.
import array
import copy
import functools
import types
import weakref


def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)


n = types.SimpleNamespace(a=1); n.n = n
print(n)
m = types.SimpleNamespace(x=n); n.m = m; print(m)
class I(int): pass
class H:
    def __hash__(self): return I(5)
print(hash(H()))
class H2:
    def __hash__(self): return True
print(hash(H2()))
class H3:
    def __hash__(self): return 2**70
print(hash(H3()) == hash(2**70))
class H4:
    def __hash__(self): return 1.5
t(hash, H4())
p = functools.partial(len); p.keywords[1] = 2; t(p, [1])
q = copy.deepcopy(functools.partial(int, '5', base=6)); print(q(), q)
a = array.array('i', [1]); print(weakref.ref(a)() is a); mv = memoryview(b'a'); print(weakref.ref(mv)() is mv)
t(str, b'a', encoding='utf-8', errors='x', foo=1); t(str, 'a', 'utf-8', encoding='x'); t(int, '5', base=3, foo=1)
class B(str):
    def __bytes__(self): return b'via bytes'
print(bytes(B('x')))
b = bytearray(5)
for k in ('a', 1.5, None):
    try: b[k] = 1
    except TypeError as e: print(e)
    try: b[k]
    except TypeError as e: print(e)
    try: del b[k]
    except TypeError as e: print(e)


class Names(dict):
    def __missing__(self, key):
        return f"missing {key}"


class Reading(dict):
    def __getitem__(self, key):
        return 5


t(eval, "zzz", {}, Reading())
t(eval, "zzz", {}, Names())


class Automatic(type):
    @classmethod
    def __prepare__(cls, name, bases):
        class Namespace(dict):
            def __missing__(self, key):
                if key.startswith("_"):
                    raise KeyError(key)
                self[key] = len(self)
                return self[key]

        return Namespace()


class Letters(metaclass=Automatic):
    A
    B
    C = A


print(Letters.B > Letters.A, Letters.C == Letters.A)
t(type, "a\0b", (), {})
t(lambda: print >> 3)
t(lambda: len >> 3)
