# Bytes leave comparisons with bytearrays to these.
class Own(bytearray):
    def __eq__(self, other):
        return "eq"

    def __ne__(self, other):
        return "ne"

    def __gt__(self, other):
        return "gt"


print(b"x" == Own(b"x"), b"x" != Own(b"x"), b"x" < Own(b"x"), b"x" >= Own(b"a"))
print(b"x".__eq__(bytearray(b"x")), b"x".__lt__(bytearray(b"x")), bytearray(b"x").__eq__(b"x"))
count = 0
for number in range(600):
    count += bytes([number & 255]) == bytearray([number & 255])
    count += bytes([number & 255]) < bytearray([7])
print(count, b"a" in [bytearray(b"a")], {b"a": 1} == {b"a": 1})
