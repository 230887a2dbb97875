import copy


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


class Slots:
    __slots__ = ("a", "b", "__c")

    def __init__(self):
        self.a = [1]
        self._Slots__c = 3


class Both(Slots):
    pass


class Own:
    def __copy__(self):
        return "own copy"

    def __deepcopy__(self, memo):
        return f"own deep copy {type(memo)}"


class Stateful:
    def __init__(self):
        self.x = 1

    def __getstate__(self):
        return {"x": self.x + 1}

    def __setstate__(self, state):
        self.x = state["x"] * 10


class Args:
    def __new__(cls, *args, **kwds):
        made = object.__new__(cls)
        made.made = (args, kwds)
        return made

    def __getnewargs_ex__(self):
        return (1, 2), {"k": 3}


class Reduce:
    def __reduce__(self):
        return (complex, (1, 2))


class MyList(list):
    pass


class MyDict(dict):
    pass


p = Point([1], 2)
q = copy.copy(p)
print(q.x is p.x, q.y, type(q), q is not p)
s = copy.copy(Slots())
print(s.a, s._Slots__c, hasattr(s, "b"))
b = Both()
b.extra = 5
b2 = copy.copy(b)
print(b2.a is b.a, b2.extra, b2._Slots__c)
print(copy.copy(Own()), copy.deepcopy(Own()))
print(copy.copy(Stateful()).x, copy.deepcopy(Stateful()).x)
print(copy.copy(Args()).made, copy.copy(Reduce()))
m = MyList([1, [2]])
m.tag = "t"
n = copy.copy(m)
print(n, n.tag, type(n), n[1] is m[1])
d = MyDict(a=1)
d.tag = "u"
print(copy.copy(d), copy.copy(d).tag, type(copy.copy(d)))
for value in (1, "a", None, (1, 2), frozenset([1]), 1.5, 2j, b"x", range(3), len, int, Point, lambda: 0, ..., slice(1, 2)):
    assert copy.copy(value) is value, value
for value in ([1, [2]], {1: [2]}, {1, 2}, bytearray(b"ab")):
    c = copy.copy(value)
    print(c == value, c is value, type(c))
e = copy.copy(ValueError("a", 1))
print(repr(e), e.args)
print(object().__getstate__(), p.__getstate__() == {"x": [1], "y": 2}, Slots().__getstate__())
f, args, *rest = p.__reduce_ex__(4)
print(f.__name__, args, rest)
print(copy.copy(p.__init__.__func__) is Point.__init__)
try:
    copy.copy(iter([1]).__next__) and print("copied")
except TypeError as e:
    print(e)
try:
    copy.copy((x for x in []))
except TypeError as e:
    print(e)
print(copy.Error, copy.error is copy.Error)
