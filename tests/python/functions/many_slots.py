# Frames whose temporaries lie beyond what an offset in an instruction reaches, while all else that the code names lies near.
class C:
    def method(self):
        return self


def near(count, name):
    parameters = ",".join([chr(0x4E00 + i) for i in range(count)])
    namespace = {}
    exec(f"def f(a,b,c,d,e,{parameters}):\n while b < c:\n  e = a.method()\n  b += d\n return {name}", namespace)
    return namespace["f"](C(), 0, 60, 1, 5, *([7] * count))


# With words of four bytes the offset of slot 16,400 is 64 more than 65,536.
for count in 300, 1100, 4200, 16395:
    print(count, near(count, chr(0x4E00 + 11)))
