"""Objects of many kinds in every protocol, byte for byte, and read again."""

import collections
import functools
import pickle


class Plain:
    def __init__(self):
        self.x = 1


class Slots:
    __slots__ = ("a", "b")


class Pair(tuple):
    pass


class Numbers(list):
    pass


class WithKeywords:
    def __new__(cls, *a, **k):
        return object.__new__(cls)

    def __getnewargs_ex__(self):
        return (1, 2), {"k": 3}


class State:
    def __getstate__(self):
        return {"q": 2}

    def __setstate__(self, state):
        self.state = state


slots = Slots()
slots.a, slots.b = 1, [2]
endless = [1]
endless.append(endless)
inside = ([],)
inside[0].append(inside)
numbers = Numbers([1, 2])
numbers.name = "n"
Point = collections.namedtuple("Point", "x y")

OBJECTS = [
    None, True, False, 0, -1, 255, 256, 65535, 65536, -128, -129, 2**31 - 1, 2**31, -(2**31) - 1, 2**63, -(10**30), 0.0, -0.0, 1.5, 1e300,
    "", "abc", "é\n\\\0", "\ud800", "x" * 300, b"", b"abc", b"\xff" * 300, bytearray(b"abc"), (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [],
    [1], [1, 2], {}, {1: 2}, {1: 2, 3: 4}, set(), {1}, frozenset(), frozenset([1]), Plain(), slots, Pair((1, 2)), numbers, WithKeywords(), State(),
    endless, inside, int, len, Plain, type(None), ..., NotImplemented, 1 + 2j, range(3), slice(1, 2, 3), collections.OrderedDict(a=1),
    collections.deque([1, 2], 5), collections.Counter("aab"), Point(1, 2), functools.partial(len, 1), ValueError("x"), OSError(2, "x"),
    ["a", "a"], iter([1, 2]), reversed([1, 2]),
]
for place, thing in enumerate(OBJECTS):
    for protocol in range(6):
        try:
            data = pickle.dumps(thing, protocol)
        except Exception as error:
            print(place, protocol, type(error).__name__, str(error)[:60])
            continue
        print(place, protocol, data if len(data) < 100 else (len(data), data[:20]), type(pickle.loads(data)).__name__)

for many in list(range(2001)), {number: number for number in range(1001)}, [bytes(70000)]:
    for protocol in range(6):
        data = pickle.dumps(many, protocol)
        print(len(data), pickle.loads(data) == many)
# Objects go through every protocol, byte for byte as CPython writes them.
import pickle, sys, collections, functools, operator
class A:
    def __init__(self,x): self.x=x
    def __eq__(self,o): return type(o) is type(self) and self.__dict__==o.__dict__
    class B: pass
class S:
    __slots__=('a','b')
    def __init__(s): s.a=1; s.b=[2]
class L(list): pass
class D(dict): pass
class N:
    def __new__(cls,a,*,k): o=object.__new__(cls); o.v=(a,k); return o
    def __getnewargs_ex__(self): return (self.v[0],),{'k':self.v[1]}
class St:
    def __getstate__(s): return 5
    def __setstate__(s,x): s.got=x
def f(): pass
P=collections.namedtuple('P','x y')
rec=[]; rec.append(rec)
t=([],); t[0].append(t)
l=L([1,2]); l.y=3
d=D(a=1); d.q=d
objs=[None,True,False,0,1,-1,255,256,65535,65536,-70000,2**31,2**40,-2**40,2**2040,-2**100,1.5,-0.0,'','abc','é\n\\','x'*300,b'',b'abc',b'x'*300,bytearray(b'ab'),(),(1,),(1,2),(1,2,3),(1,2,3,4),[],[1],[1,2],{},{1:2},{1:2,3:4},{1},frozenset([1]),A(3),A,S(),l,d,St(),f,len,P(1,2),rec,t,range(5),slice(1,2,3),1+2j,ValueError('x',1),KeyError,collections.OrderedDict([(1,2)]),collections.Counter('aab'),collections.deque([1,2],5),int,type(None),type(...),NotImplemented,...,functools.partial(f,1,a=2),[[1,2],'a','a'],list(range(1100)),collections.defaultdict(int,{1:2}),'\ud800',print,object(),iter([1,2]), 'x'*70000]
import zlib

for o in objs:
    total = 0
    for p in range(6):
        try: s=pickle.dumps(o,p)
        except Exception as e: print(type(o).__name__, p, type(e).__name__,str(e)[:60]); continue
        total = zlib.crc32(s, total)
        try: r=pickle.loads(s)
        except Exception as e: print('LOAD',p,type(e).__name__, e); continue
        if type(r) is not type(o): print('type')
        if isinstance(r, (A,int,str,list)) and o is not rec and r!=o: print('diff',p)
    print(repr(o)[:30] if 'at 0x' not in repr(o) else type(o), total)
for bad in (b'', b'.', b'\x80\x09', b'(', b'K', b'X\x05\0\0\0ab', b'\xff', b'h\x05.', b'N', b'0.',b'I1\n'):
    try: print(pickle.loads(bad))
    except Exception as e: print(bad, type(e).__name__, e)
try: pickle.dumps(lambda:0)
except Exception as e: print(type(e).__name__, str(e)[:30])
class Pe(pickle.Pickler):
    def persistent_id(s,o): return 'pid' if o is A else None
class Un(pickle.Unpickler):
    def persistent_load(s,p): return 'got '+p
import io
for pr in range(6):
    b=io.BytesIO(); Pe(b,pr).dump([A,1]); print(b.getvalue()); print(Un(io.BytesIO(b.getvalue())).load())
print(pickle.loads(b"cstrange.mod\nx\n.") if 0 else pickle.loads(b"S'abc'\np0\n."), pickle.loads(b'c__builtin__\nxrange\n(I3\ntR.'))
