# `super()` without arguments where the module has a `super` of its own.
class A:
    def name(self):
        return "A"


class B(A):
    def name(self):
        return super().name() + "B"

    def explicit(self):
        return super(B, self).name()


print(B().name())
original = super


def super(*arguments):
    return original(*arguments) if arguments else A()


print(B().name(), B().explicit())
super = original
print(B().name())


class C(B):
    def name(self):
        return [super().name() for _ in range(2)]


print(C().name())


def rebind():
    global super

    def super():
        class Fake:
            def name(self):
                return "fake "

        return Fake()


rebind()
total = 0
for _ in range(600):
    total += len(B().name())
print(total, B().name())
del super
print(B().name())
