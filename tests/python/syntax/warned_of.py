# What the compiler warns of.
import warnings

sources = [
    r'"\d"', r'"a\qb\w"', r'b"\d"', r'"\400"', r'"\8"', r'"""a' + "\n" + r'\z"""', r'f"\d{x}\q"', r'r"\d"', r'"\777\z"', "1if 2else 3", "0x1for x in y" if 0 else "[0x1for x in y]",
    "1or 2", "x is 1", "x is not 'a'", "1 is x", "x is ()", "x is None", "x is ...", "x is y is 1.5", "x is -1", "assert (a, b)", "assert ()", "assert (a)",
    "1(2)", "'a' (b)", "(1, 2) (3)", "[x] (y)", "{}()", "f'' (x)", "(lambda: 0)()", "(x for x in y)()", "None()", "1[0]", "None[1]", "{1}[2]", "(x for x in y)[0]",
    "(lambda: 0)[0]", "[1]['a']", "'a'[1.5]", "(1, 2)[x]", "[1][1:2]", "[1][[1]]", "{}['a']", "[x for x in y][None]", "True[0]", "...[0]", "b'a'['b']", "f''['x']", "[1][1, 2]",
    "(x is 1,\n y is 2)", "def f():\n    return x is 1\n",
]
for source in sources:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(source, "<source>", "exec")
        except SyntaxError as e:
            print("error", e)
    print([(str(w.message), w.category.__name__, w.lineno, w.filename) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for source in (r'x = "\d"', "a\nx is 1", "assert (a, b)", "1 [2]"):
        try:
            compile(source, "<source>", "exec")
        except SyntaxError as e:
            print(e.msg, e.lineno, e.offset, e.end_offset, repr(e.text))
