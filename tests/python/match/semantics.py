# Order, binding and scope.
class Noisy:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        print("compare", self.name, other)
        return self.name == other

    def __getattr__(self, name):
        print("attribute", name)
        if name.startswith("no"):
            raise AttributeError(name)
        return name


def subject():
    print("subject once")
    return Noisy("x")


match subject():
    case "a":
        print("a")
    case "x":
        print("x")

match Noisy("n"):
    case Noisy(nothing=1, other=2):
        print("no")
    case Noisy(first="first", second=s):
        print("yes", s)


def bindings(x):
    a = b = "before"
    match x:
        case [a, 1]:
            pass
        case [b, a] if a > 5:
            pass
    return a, b


print(bindings([1, 1]), bindings([1, 2]), bindings([1, 9]), bindings(5))


def rebinds(x):
    match x:
        case [x, y] if x == 0:
            return "zero", x, y
        case [_, _, _]:
            return "three"
        case _:
            return x


print(rebinds([0, 1]), rebinds([1, 2, 3]), rebinds([5, 6]), rebinds("s"))
match [1, [2, 3]]:
    case [p, [q, *r]]:
        print(p, q, r)
print(p, q, r)


def closure(x):
    match x:
        case [y]:
            return lambda: y
        case {"k": y}:
            return lambda: y


print(closure([5])(), closure({"k": 6})())


def global_name():
    global captured
    match 42:
        case captured:
            pass


global_name()
print(captured)


class Body:
    match (1, 2):
        case (one, two):
            three = one + two


print(Body.one, Body.two, Body.three)
match = 5
case = [match]
print(match, case)
match, case = 1, 2
print(match + case)
match (1):
    case 1: print("soft keyword")


def loops(items):
    out = []
    for item in items:
        match item:
            case "stop":
                break
            case "skip":
                continue
            case ["nest", *more]:
                match more:
                    case [x]:
                        out.append(x)
                        continue
                    case _:
                        out.append(len(more))
            case other:
                out.append(other)
    return out


print(loops([1, "skip", ["nest", 5], ["nest", 1, 2], 3, "stop", 4]))


def with_try(x):
    try:
        match x:
            case int():
                return "int"
            case str():
                raise ValueError("str")
    except ValueError as error:
        return str(error)
    finally:
        print("finally")


print(with_try(1), with_try("s"), with_try(None))


def generator(items):
    for item in items:
        match item:
            case (a, b) if (yield a):
                yield b
            case x:
                yield x


print(list(generator([(1, 2), 3])))


def calculate(tree):
    match tree:
        case int() | float():
            return tree
        case ("+", left, right):
            return calculate(left) + calculate(right)
        case ("*", left, right):
            return calculate(left) * calculate(right)
        case ("-", operand):
            return -calculate(operand)
        case [operator, *_]:
            raise ValueError(f"unknown {operator}")


print(calculate(("+", 1, ("*", ("-", 2), 3.5))))
try:
    calculate(("?", 1))
except ValueError as error:
    print(error)


class Sub(dict):
    def get(self, key, default=None):
        print("get", key)
        return super().get(key, default)


match Sub(a=1, b=2):
    case {"a": 1, "missing": _}:
        print("no")
    case {"a": x, **rest}:
        print(x, rest)


class Items(list):
    pass


match Items([1, 2]):
    case [1, x]:
        print("subclass", x)
