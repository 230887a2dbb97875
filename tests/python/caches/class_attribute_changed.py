# A class attribute and a method change while a hot loop uses them.
class A:
    factor = 1

    def work(self, x):
        return x * self.factor


class B(A):
    pass


def other(self, x):
    return -x


a, b = A(), B()
total = 0
for i in range(2000):
    if i == 600:
        A.factor = 3
    if i == 900:
        B.factor = 5
    if i == 1200:
        A.work = other
    if i == 1500:
        B.work = lambda self, x: 1000
    if i == 1800:
        del B.work
        del B.factor
    total += a.work(i) + b.work(1) + a.factor + b.factor
    if i % 300 == 299:
        print(i, total)
