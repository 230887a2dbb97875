class Thing:
    pass


values = [1, 1.5, "s", [1], (1,), {1: 1}, {1}, None, Thing(), len, b"b", 1j, range(2), ...]
import operator

for name in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "and_", "or_", "matmul", "lt", "ge", "contains", "getitem", "iadd"):
    function = getattr(operator, name)
    seen = {}
    for a in values:
        for b in values:
            try:
                function(a, b)
            except (TypeError, KeyError, IndexError, ValueError) as error:
                text = f"{type(error).__name__} {error}"
                seen[text] = seen.get(text, 0) + 1
            except ZeroDivisionError:
                pass
    print(name, len(seen), sum(seen.values()))
    for text in list(seen)[::9]:
        print("   ", text)
for name in ("neg", "pos", "invert", "index", "not_", "abs", "truth"):
    for value in values:
        try:
            getattr(operator, name)(value)
        except TypeError as error:
            print(name, error)
            break
for action in (lambda: values[0][0], lambda: values[0].append, lambda: "s".x, lambda: None.x, lambda: [].x, lambda: Thing().x, lambda: Thing.x, lambda: len.x, lambda: (1).real.x, lambda: del_item(), lambda: {1: 1}[2], lambda: values[3]["a"], lambda: (1,)[5], lambda: values[2][1.0], lambda: {}[[]], lambda: range(2)[5], lambda: values[10]["x"], lambda: Thing()[0], lambda: Thing[0], lambda: len(Thing()), lambda: iter(Thing()), lambda: Thing()(), lambda: -Thing(), lambda: Thing() < Thing(), lambda: 1 in Thing(), lambda: 1 in 5):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def del_item():
    values_ = (1, 2)
    del values_[0]
