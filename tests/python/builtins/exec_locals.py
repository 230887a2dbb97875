def function(a, b=2, *rest, **more):
    c = a + b
    if a > 100:
        never = 1
    return locals()


print(function(1), function(1, 3, 4, x=5))


def deletes():
    x = 1
    y = 2
    del x
    return sorted(locals())


print(deletes())


def closes():
    outer = 1
    kept = 2

    def inner(z):
        w = outer + z
        return sorted(locals().items())

    return inner(5), sorted(name for name in locals() if name != "inner")


print(closes())


def snapshot():
    x = 1
    first = locals()
    first["x"] = 99
    y = 2
    return x, sorted(first), sorted(locals())


print(snapshot())


def variables():
    p = 1
    q = "two"
    return vars(), dir()


print(variables())


class Body:
    a = 1
    names = sorted(name for name in locals() if not name.startswith("__"))


print(Body.names)
g, l = {"g": 1, "both": "global"}, {"both": "local"}
exec("x = g\ny = both\ndef f(): return both\nz = f()\nimport math\nfrom math import pi, sqrt as root\nfor i in range(3): pass\nclass C: v = g", g, l)
print(sorted(name for name in g if name != "__builtins__"), sorted(l))
print(l["x"], l["y"], l["z"], l["i"], l["C"].v, l["root"](9))
exec("global made\nmade = 1\nkept = [n * 2 for n in range(3) if n]\ndel x", g, l)
print(g["made"], l["kept"], "x" in l)
print(eval("both", g, l), eval("both", g), eval("[both for _ in range(2)]", g, l))
try:
    exec("del nothing", g, l)
except NameError as error:
    print(error)
try:
    eval("nothing", g, l)
except NameError as error:
    print(error)


class Mapping:
    def __init__(self):
        self.log = []

    def __getitem__(self, key):
        self.log.append(("get", key))
        if key == "special":
            return 42
        raise KeyError(key)

    def __setitem__(self, key, value):
        self.log.append(("set", key, value))


m = Mapping()
exec("out = special + 1\nprint(len('abc'))", {}, m)
print(m.log)


def inside():
    v = 10
    exec("v = 20; w = 30")
    return v, eval("v + 1"), "w" in locals()


print(inside())
code = compile("total = base * 2", "<made>", "exec")
print(type(code).__name__, code.co_filename, code.co_name)
for base in (1, 2):
    space = {"base": base}
    exec(code, space)
    print(space["total"])
names = {"base": 5}
other = {}
exec(code, names, other)
print("total" in names, other)
expression = compile("a + b", "file", "eval")
print(eval(expression, {"a": 1, "b": 2}), eval(expression, {"a": 1}, {"b": 5}))
exec(compile("1 + 1\n'shown'\nNone", "x", "exec"))
exec(compile("1 + 1", "x", "single"))
exec(compile("'shown'", "x", "single"))
exec(compile("None", "x", "single"))
exec(b"print('bytes')")
exec(bytearray(b"print('bytearray')"))
space = {}
exec("", space)
print(list(space))
for call in (
    "compile('x', 'f', 'other')", "compile(1, 'f', 'exec')", "compile('x', 1, 'exec')", "eval(1)", "exec(1)", "eval('1', 1)", "exec('1', 1)",
    "exec('1', {}, 1)", "eval('1', [])", "exec('x\\0y')", "eval('')", "eval('x = 1')", "compile('f(', 'name', 'exec')", "compile('x', 'f', 'exec', optimize=7)",
    "compile('return', 'f', 'exec')", "compile('yield', 'f', 'exec')", "compile('nonlocal x', 'f', 'exec')",
):
    try:
        print(eval(call))
    except Exception as error:
        print(call, "->", type(error).__name__, error)


def free():
    x = 1

    def inner():
        return x

    return inner


try:
    exec(free().__code__)
except TypeError as error:
    print(error)
print(eval("  1 + 1"), eval("\t2"), eval(compile("3", "f", "eval")))
exec("assert False, 'not run'\nprint(__debug__)" if False else compile("assert False\nprint(__debug__)", "f", "exec", optimize=1))
print(exec("x = (y := 5) + 1", l), l["x"])
