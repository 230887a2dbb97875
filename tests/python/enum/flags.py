import enum
from enum import Flag, IntFlag, auto, STRICT, CONFORM, EJECT, KEEP, verify, UNIQUE, CONTINUOUS, NAMED_FLAGS, Enum


class Perm(Flag):
    R = 4
    W = 2
    X = 1
    RWX = 7
    NONE = 0


print(Perm.R, repr(Perm.R | Perm.W), Perm.R | Perm.W | Perm.X, Perm.RWX, Perm.NONE, repr(Perm(0)), ~Perm.R, repr(~Perm.RWX))
print(list(Perm), list(Perm.RWX), len(Perm.RWX), Perm.R in Perm.RWX, bool(Perm.NONE), bool(Perm.X), Perm.R ^ Perm.RWX, Perm.R & Perm.W)
print((Perm.R | Perm.W).name, (Perm.R | Perm.W).value, Perm(6), Perm(5) is Perm.R | Perm.X, len(Perm), Perm.__members__)
print(str(Perm.R | Perm.X), f"{Perm.R|Perm.X}", Perm(3))
for bad in (lambda: Perm(8), lambda: Perm("x"), lambda: Perm.R | 1, lambda: 1 in Perm.RWX, lambda: Perm(-9), lambda: Perm.R < Perm.W):
    try:
        print(bad())
    except Exception as e:
        print(type(e).__name__, e)
print(Perm(-1), Perm(-2), hash(Perm.R) == hash("R") if 0 else hash(Perm.R) == hash(Perm(4)))


class Auto(Flag):
    A = auto()
    B = auto()
    C = auto()
    AB = A | B


print([m.value for m in Auto], Auto.AB, list(Auto.AB), Auto.AB in Auto, ~Auto.A, repr(Auto.C | Auto.A))


class Int(IntFlag):
    A = 1
    B = 2
    D = 8


print(Int.A, repr(Int.A), repr(Int.A | Int.B), repr(Int(16)), repr(Int(17)), Int.A | 4, type(Int.A | 4), Int.A + 1, ~Int.A, repr(~Int.A), repr(Int(0)))
print(Int(3) == 3, 3 == Int(3), list(Int(11)), repr(4 | Int.A), repr(Int.D ^ 9), Int.A < Int.B, f"{Int.A|Int.B:04b}", repr(Int(-1)), int(Int(-1)))
print(repr(Int(4) & Int.A), Int(6).name, Int(4).name, Int.A in Int(3))


class Conform(Flag, boundary=CONFORM):
    A = 1
    B = 2


class Eject(Flag, boundary=EJECT):
    A = 1
    B = 2


class Keep(Flag, boundary=KEEP):
    A = 1
    B = 2


print(repr(Conform(7)), repr(Eject(7)), type(Eject(4)), repr(Keep(7)), Keep(8), Keep(12).name, ~Keep.A, repr(~Conform.A))


class Partial(Flag):
    A = 1
    LOT = 14


for v in (2, 15, 14, 6):
    try:
        print(repr(Partial(v)))
    except ValueError as e:
        print(e)
print(list(Partial), Partial.LOT, list(Partial.LOT))
for checks, cls in (((UNIQUE,), "class V(Enum):\n A=1\n B=1"), ((CONTINUOUS,), "class V(Enum):\n A=1\n B=4"), ((CONTINUOUS,), "class V(Flag):\n A=1\n B=8"), ((NAMED_FLAGS,), "class V(Flag):\n A=1\n B=6"), ((NAMED_FLAGS, UNIQUE), "class V(Flag):\n A=1\n B=2\n C=3")):
    exec(cls)
    try:
        print(verify(*checks)(V))
    except ValueError as e:
        print(e)
print(enum.show_flag_values(13), Flag("FF", "a b c"), list(Flag("FF", "a b c")), IntFlag("GG", ["x", "y"])(3))


@enum.global_enum
class Glob(Flag):
    GA = 1
    GB = 2


print(repr(GA), GA | GB, repr(GA | GB))


@enum.global_enum
class GlobE(Enum):
    GE = 1


print(repr(GE), GE, repr(GlobE.GE))
