# An interpreter in the interpreter.
def run(program, limit=10000):
    stack, calls, names, out = [], [], {}, []
    pc = steps = 0
    labels = {line[1]: place for place, line in enumerate(program) if line[0] == "label"}
    while pc < len(program):
        steps += 1
        if steps > limit:
            raise RuntimeError("too long")
        operation, *arguments = program[pc]
        pc += 1
        match operation, arguments:
            case "push", [value]:
                stack.append(value)
            case "load", [name]:
                stack.append(names[name])
            case "store", [name]:
                names[name] = stack.pop()
            case ("add" | "sub" | "mul" | "less") as sign, []:
                b, a = stack.pop(), stack.pop()
                stack.append({"add": lambda: a + b, "sub": lambda: a - b, "mul": lambda: a * b, "less": lambda: a < b}[sign]())
            case "jump", [label]:
                pc = labels[label]
            case "unless", [label]:
                if not stack.pop():
                    pc = labels[label]
            case "call", [label]:
                calls.append(pc)
                pc = labels[label]
            case "return", []:
                pc = calls.pop()
            case "print", []:
                out.append(stack.pop())
            case "label", [_]:
                pass
            case _:
                raise ValueError(f"what is {operation}?")
    return out, steps


factorial = [
    ("push", 20), ("store", "n"), ("push", 1), ("store", "r"),
    ("label", "loop"), ("push", 0), ("load", "n"), ("less",), ("unless", "end"),
    ("load", "r"), ("load", "n"), ("mul",), ("store", "r"), ("load", "n"), ("push", 1), ("sub",), ("store", "n"), ("jump", "loop"),
    ("label", "end"), ("load", "r"), ("print",), ("call", "twice"), ("push", "done"), ("print",), ("jump", "out"),
    ("label", "twice"), ("load", "r"), ("push", 2), ("mul",), ("print",), ("return",),
    ("label", "out"),
]
print(run(factorial))
for bad in ([("what",)], [("label", "x"), ("jump", "x")], [("add",)], [("load", "q")]):
    try:
        run(bad)
    except (ValueError, RuntimeError, IndexError, KeyError) as error:
        print(type(error).__name__, error)
