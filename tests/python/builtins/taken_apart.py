# Iterators are copied and put at a place; buffers, namespaces and other methods that few call.
import copy, types
for make in (lambda: iter([1,2,3]), lambda: iter((1,2,3)), lambda: iter("añc"), lambda: iter(range(2,20,3)), lambda: iter(range(10**20,10**20+9,3)), lambda: iter({1:2,3:4,5:6}), lambda: iter({1:2,3:4,5:6}.items()), lambda: reversed({1:2,3:4}.values()), lambda: iter({7}), lambda: enumerate("abc",5), lambda: zip("abc","def"), lambda: map(len,["a","bb","ccc"]), lambda: filter(None,[0,1,2,3]), lambda: reversed([1,2,3]), lambda: reversed((1,2,3)), lambda: iter(b"abc"), lambda: iter(bytearray(b"abc")), lambda: iter(lambda: 5, 6)):
    i = make()
    c = copy.copy(i)
    next(i)
    d = copy.copy(i)
    print(type(i).__name__, next(c), next(d, "end"))
    if type(i).__name__ != 'callable_iterator':
        for _ in i: pass
        print(list(copy.copy(i)), list(d))
for make, states in ((lambda: iter([1,2,3]), (-5,1,9)), (lambda: iter("abc"), (2,)), (lambda: iter(range(5)), (-1, 3, 9)), (lambda: reversed([1,2,3]), (-4,0,7)), (lambda: iter(b"abc"), (1,)), (lambda: iter(range(10**20,10**20+3)), (-1,1,2,99)), (lambda: zip([1,2],[3]), (0,))):
    for s in states:
        i = make(); i.__setstate__(s); print(list(i))
e = ValueError(1); e.__setstate__({'a': 1}); print(e.a)
try: e.__setstate__(3)
except TypeError as x: print(x)
b = BlockingIOError(11, "m", 5); print(b.characters_written, b.args, b.filename, str(b))
try: OSError(1,2).characters_written
except AttributeError as x: print(x)
print(b'x'.__rmod__(b'<%s>'), bytearray(b'q').__rmod__(bytearray(b'<%b>')))
print(enumerate[int], exit, quit)
print(types.SimpleNamespace({'a':1}, b=2), types.SimpleNamespace(a=1,b=2).__replace__(b=3, c=4), copy.replace(types.SimpleNamespace(a=1), a=5))
class B:
    def __init__(self): self.d = bytearray(b'hello')
    def __buffer__(self, flags): return memoryview(self.d)
m = memoryview(B()); print(bytes(m), bytes(B()), bytearray(B()), m.nbytes)
print(b'ab'.__buffer__(0).tobytes(), memoryview(b'abc').__buffer__(0)[0])
class C:
    def __buffer__(self, flags): return 5
try: memoryview(C())
except TypeError as x: print(x)
ba = bytearray(b'xy'); v = ba.__buffer__(0); ba.__release_buffer__(v)
ba.append(1); print(ba)
print([n for n in ('__dict__',) if n in dir(int)], '__dict__' in dir(type('A',(),{})), '__dict__' in dir(type('A',(),{'__slots__':()})), '__dict__' in dir(object()), '__dict__' in dir(types.FunctionType), '__dict__' in dir(Exception))
def g(): yield
print(types.GeneratorType[int,str,None])
