"""Where a single statement ends, by the flags of `compile`."""

SOURCES = ("def f(a):\n  pass\n", "def f(a):\n  pass", "if 1:\n  pass\nelse:\n pass", "x=1\n", "x=(", "def f():", "class A:\n x=1\n\n", "a=1\nb=2")
for source in SOURCES:
    for flags in 0, 0x200, 0x4000, 0x4200:
        try:
            compile(source, "x", "single", flags)
            print(repr(source), hex(flags), "fine")
        except SyntaxError as error:
            print(repr(source), hex(flags), error.msg)
