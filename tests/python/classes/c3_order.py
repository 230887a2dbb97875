# The method resolution order of multiple inheritance; an inconsistent one is refused.
class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


class E(C, B):
    pass


print(D().who(), E().who(), [c.__name__ for c in D.__mro__], [c.__name__ for c in E.mro()])
try:
    class F(D, E):
        pass
except TypeError as error:
    print(str(error).split("\n")[0])
try:
    class G(A, B):
        pass
except TypeError as error:
    print(type(error).__name__)
length = 0
objects = [A(), B(), C(), D(), E()]
for i in range(800):
    length += len(objects[i % 5].who())
print(length)
