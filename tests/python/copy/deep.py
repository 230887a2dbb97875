import copy

a = [1, [2, 3], {"k": [4]}]
b = copy.deepcopy(a)
print(b == a, b[1] is a[1], b[2]["k"] is a[2]["k"])
a = []
a.append(a)
b = copy.deepcopy(a)
print(b[0] is b, b is a, b)
t = ([],)
t[0].append(t)
u = copy.deepcopy(t)
print(u is t, u[0][0] is u)
plain = (1, "a", (2, 3))
print(copy.deepcopy(plain) is plain)
shared = [0]
pair = copy.deepcopy([shared, shared])
print(pair[0] is pair[1], pair[0] is shared)


class Node:
    def __init__(self, value):
        self.value = value
        self.next = None

    def method(self):
        return self.value


n = Node([1])
n.next = n
m = copy.deepcopy(n)
print(m is n, m.next is m, m.value, m.value is n.value)
bound = copy.deepcopy(n.method)
print(bound.__self__ is n, bound())
memo = {}
x = [1]
y = copy.deepcopy(x, memo)
print(memo[id(x)] is y, memo[id(memo)] == [x])
print(copy.deepcopy({(1, 2): {3}, frozenset([4]): bytearray(b"z")}))
e = copy.deepcopy(KeyError([1]))
print(repr(e))


class S:
    __slots__ = "a", "b"


s = S()
s.a = [1]
r = copy.deepcopy(s)
print(r.a, r.a is s.a, hasattr(r, "b"))


class L(list):
    def __init__(self, items=()):
        super().__init__(items)
        self.me = self


k = L([[1]])
j = copy.deepcopy(k)
print(j, j.me is j, j[0] is k[0])


class R:
    def __init__(self, v):
        self.v = v

    def __replace__(self, **changes):
        return (self.v, changes)


print(copy.replace(R(3), v=4))
try:
    copy.replace(3, a=1)
except TypeError as e:
    print(e)
import copyreg


class Reg:
    def __init__(self, v):
        self.v = v


copyreg.pickle(Reg, lambda r: (Reg, (r.v + 1,)))
print(copy.copy(Reg(1)).v, copy.deepcopy(Reg(5)).v)
try:
    copyreg.pickle(Reg, 3)
except TypeError as e:
    print(e)
