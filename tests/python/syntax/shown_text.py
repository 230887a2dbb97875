# What a SyntaxError shows of a text: a string or backslash that goes on to the next line is shown from its start.
def refused(source, mode="exec"):
    try:
        compile(source, "<text>", mode)
    except SyntaxError as error:
        print(error.msg, repr(error.text), error.lineno, error.offset, error.end_lineno, error.end_offset)
    else:
        print("accepted", repr(source))


for source in (
    "x = '''a\nb\nc''' 5",
    "x = '''a\nb''' +\n",
    "a = 1\n'''a\nb''' '''c\nd''' x y",
    "f'''a\nb{x y}'''",
    "f'''a\n{b!z}'''",
    "x = f'''a\nb{1}c\nd''' 5",
    "x = f'''a\nb{\n1 2}'''",
    "x = 1 + \\\n 2 3",
    "if x:\n  y = \\\n  1 2\n  z",
    "x = '''a\nb''' + \\\n 1 2",
    "f('''a\nb''',\n 1 2)",
    "x = '''a\nb'''\ny z",
    "x = '''a\nb''' + 1\ny = = 2",
    "'''a\nb''' = 1",
    "def f():\n  '''doc\n  more\n  '''\n  x y",
    "def f():\n  '''doc\n  more''' x y",
    "x = '''a\nb\nc''' $",
    "'abc\\\ndef' x",
    "'''a\nb''' + (1",
    "'''\n''' 1.e",
    "'''\xe9\nb''' x y",
    "'''a\nb''' '\xe9' x",
    "\ufeffx",
):
    refused(source)
# What is assigned to with := where that cannot be.
for source in (
    "lambda: x:=1",
    "f(lambda: x:=1)",
    "f(a, x+1:=2)",
    "a, lambda: x:=1",
    "a = lambda: x:=1",
    "(lambda: x:=1)",
    "x if y else z:=1",
    "a.b:=1",
    "f(a.b:=1)",
    "x:=1",
    "*a:=1",
    "(a, b):=1",
    "if a.b:=1: pass",
    "[*]",
    "(*, a)",
    "{*}",
    "[a, *]",
    "f(*)",
):
    refused(source)
refused("\ufeffx".encode())
for source in "x = 1\0", b"\0":
    try:
        compile(source, "<text>", "exec")
    except SyntaxError as error:
        print(error.msg, error.args)
for source in b"# coding: foo\n", b"\xef\xbb\xbf# coding: latin-1\n":
    refused(source)
