# Format specifications of integers and strings.
n = 12345
for spec in ("", "d", "10", "<10", "^10", ">10", "010", "+", "-", " ", "x", "X", "#x", "#o", "#b", "b", ",", "_", "10,", "*^12", "+010d", "e", ".2f", "%", "c", "=+8"):
    print(spec, "[" + format(n, spec) + "]", "[" + format(-7, spec) + "]" if spec != "c" else "")
for spec in ("", "s", "8", "<8", ">8", "^8", ".3", "8.2", "-^9", "08"):
    print(spec, "[" + format("text", spec) + "]")
for value, spec in ((1, "s"), ("a", "d"), ("a", "+"), (1.5, "d"), (1, ".2"), ("a", "=5"), ([], "5"), (None, ">5")):
    try:
        print(format(value, spec))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
