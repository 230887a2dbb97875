# Comparisons in brackets where a loop binds something; as many blocks inside each other as CPython allows.
def say(source):
    try:
        compile(source, "<test>", "exec")
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset, error.end_lineno, error.end_offset)
    else:
        print("fine")


for source in (
    "for (x in y): pass",
    "for (x < y) in z: pass",
    "for (1 in x) in z: pass",
    "for a, (x in y) in z: pass",
    "[q for (x in y) in z]",
    "[q for (x in y)]",
    "class A[]: pass",
    "def f[](): pass",
    "try: pass\nexcept* A: break",
):
    say(source)
for head in "if 1:\n", "def f():\n", "async def f():\n", "def f():\n yield\n":
    for count in 20, 21, 22:
        say(head + "".join(" " * (depth + 1) + "while 1:\n" for depth in range(count)) + " " * (count + 1) + "pass")
