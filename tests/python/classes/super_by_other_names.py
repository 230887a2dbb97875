# `super` under another name finds the running function's class and first argument.
def show(call, *arguments):
    try:
        print(call(*arguments))
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, error)


def alone():
    return super().x


def with_argument(a):
    return super().x


show(alone)
show(with_argument, 1)
parent = super


class Base:
    def name(self):
        return "base"


class A(Base):
    def name(self):
        other = parent
        mention = super
        return other().name() + "!"

    def in_list(self):
        mention = super
        return [parent().name() for _ in range(2)]

    def in_generator(self):
        mention = super
        return list(parent().name() for _ in range(2))

    def of_all(*arguments):
        return super()

    def of_none():
        return super()

    def lacking(self):
        return parent()

    def captured(self):
        mention = super
        holder = lambda: self
        return parent().name(), holder() is self


a = A()
show(a.name)
show(a.in_list)
show(a.in_generator)
show(a.of_all)
show(A.of_none)
show(a.lacking)
show(a.captured)
total = 0
for _ in range(600):
    total += len(a.name())
print(total)


class B(Base):
    import sys

    print(sys._getframe().f_code.co_flags)
