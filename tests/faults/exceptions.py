class Own(Exception):
    def __init__(self, code, *rest):
        super().__init__(code, *rest)
        self.code = code

def chain(depth):
    try:
        if depth == 0:
            return [][5]
        return chain(depth - 1)
    except LookupError as error:
        error.add_note(f"depth {depth}")
        raise Own(depth) from error
    except Own as error:
        raise Own(depth, error.code)
    finally:
        seen.append(depth)

seen = []
try:
    chain(4)
except Own as error:
    links = 0
    walked = error
    while walked is not None:
        links += 1
        walked = walked.__cause__ or walked.__context__
    print(error.args, links, seen)
parts = []
try:
    raise ExceptionGroup("group", [ValueError(1), ExceptionGroup("inner", [TypeError("t"), Own(3)])])
except* TypeError as group:
    parts.append((group.exceptions[0].message, [type(e).__name__ for e in group.exceptions]))
except* (ValueError, Own) as group:
    parts.append((group.message, group.exceptions))
print(parts)

class Manager:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        return kind is not None and issubclass(kind, ArithmeticError)

with Manager(), Manager() as manager:
    1 / 0
for wrong in (lambda: {}["k"], lambda: None.x, lambda: int("z"), lambda: [] + (), lambda: missing, lambda: "{}".format(), lambda: max()):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
