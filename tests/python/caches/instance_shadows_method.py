# An instance attribute comes to hide a method, and goes again.
class A:
    def f(self):
        return 1


class Derived(A):
    pass


a, d = A(), Derived()
total = 0
for i in range(1500):
    if i == 600:
        a.f = lambda: 10
    if i == 800:
        d.f = a.f
    if i == 1000:
        del a.f
    if i == 1200:
        A.f = lambda self: 100
    total += a.f() + d.f()
    if i % 200 == 199:
        print(i, total)
print(a.__dict__, list(d.__dict__))
