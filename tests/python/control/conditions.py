def truth(value):
    return "T" if value else "F"


class Falsy:
    def __bool__(self):
        return False


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


class Broken:
    def __bool__(self):
        return 1


values = [0, 1, -1, 0.0, -0.0, 1e-300, float("nan"), "", "0", [], [0], (), ((),), {}, {0: 0}, set(), None, True, False, 0j, 1j, b"", b"\0", range(0), range(1), Falsy(), Sized(0), Sized(2), 10**30, ..., len, object()]
print("".join(map(truth, values)), "".join(truth(not value) for value in values))
for bad in (Broken(), Sized(-1)):
    try:
        print(truth(bad))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
log = []


def t(value):
    log.append(value)
    return value


print(t(0) or t("") or t("x") or t("y"), t(1) and t([]) and t(2), not t(0) and t(5), t(1) < t(5) < t(3) < t(9), log)
log.clear()
print(t(1) if t(0) else t(2), t(3) == t(3) != t(4), (t(1), t(2))[t(0)], log)
x = 5
print(1 < x < 10, 1 < x > 3, x == 5 == 5.0, x is x is not None, x in [5] in [[5], [6]], not x == 6, -x < 0 <= x, x > 3 == True)
grade = lambda n: "a" if n > 90 else "b" if n > 80 else "c" if n > 70 else "f"
print("".join(grade(n) for n in (95, 85, 75, 5)), [a or b for a in (0, 1) for b in ("", "z")], [a and b for a in (0, 1) for b in ("", "z")])
count = 0
for n in range(100):
    if n % 2 and n % 3 or not n % 5 and n > 50:
        count += 1
    elif n == 4:
        count += 100
    else:
        count -= 1
print(count)
