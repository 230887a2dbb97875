# `+` and `*` of built-in sequences come behind the reflected methods of the other operand, in place as well.
class Other:
    def __radd__(self, other):
        return "radd"

    def __rmul__(self, other):
        return "rmul"

    def __iter__(self):
        return iter((1, 2))

    def __index__(self):
        return 2


class Declines(Other):
    def __radd__(self, other):
        print("asked")
        return NotImplemented

    __rmul__ = __radd__


class OwnList(list):
    pass


def show(make, other):
    results = []
    for number in range(4):
        sequence = make()
        try:
            if number == 0:
                sequence = sequence + other
            elif number == 1:
                sequence = sequence * other
            elif number == 2:
                sequence += other
            else:
                sequence *= other
            results.append(sequence)
        except TypeError as error:
            results.append(str(error))
    print(results)


for make in (lambda: [1], lambda: (1,), lambda: "a", lambda: b"a", lambda: bytearray(b"a"), lambda: OwnList([1])):
    show(make, Other())
    show(make, Declines())
