# Names of the module of built-ins are bound to something else, deleted and put back while hot code uses them.
import builtins

kept = {name: getattr(builtins, name) for name in ("len", "isinstance", "min", "ord", "map", "sum", "range")}


def put_back():
    for name, value in kept.items():
        setattr(builtins, name, value)


def asked(items, rounds):
    seen = []
    for i in kept["range"](rounds):
        try:
            found = (len(items), isinstance(items, list), abs(-1), min(3, 2), ord("a"), sum(items), [x for x in map(str, range(2))])
        except NameError as error:
            found = str(error)
        if not seen or seen[-1] != found:
            seen.append(found)
        if i == 20:
            builtins.len = lambda x: "length"
        if i == 30:
            builtins.isinstance = lambda a, b: "kind"
        if i == 40:
            globals()["abs"] = lambda x: "absolute"
        if i == 50:
            builtins.min = max
        if i == 60:
            del globals()["abs"]
        if i == 70:
            builtins.__dict__["ord"] = lambda c: c
        if i == 80:
            builtins.map = lambda f, items: ["mapped"]
        if i == 90:
            del builtins.len
        if i == 100:
            put_back()
        if i == 110:
            builtins.__dict__.pop("sum")
        if i == 120:
            globals()["sum"] = len
        if i == 130:
            del globals()["sum"]
            put_back()
        if i == 140:
            builtins.range = lambda n: [n, n]
        if i == 150:
            put_back()
    return seen


for line in asked([1, 2], 600):
    print(line)
print(len(asked([1, 2, 3], 160)), len([1]), sum([1]))
