# Indentation, line ends, backslashes, brackets over lines.
sources = [
    ' a',
    'a\n b',
    'if a:\n  b\n   c',
    'if a:\n  b\n c',
    'if a:\n\tb\n        c',
    'if a:\n        b\n\tc',
    'if a:\n    b\n\tc',
    'if a:\n  if b:\n    c\n   d',
    '\tif a:\n\tb',
    'if a:\n# comment\nb',
    'if a:\n  b\n# comment\n  c\nd',
    'a\\\n+ b',
    'a\\\n',
    '\\\na',
    'if a:\n  b\\\n\n  c',
    '(a,\n# comment\n  b)',
    '(a,\n  b\nc',
    'x = [\n1,\n2',
    'x = {\n"a": 1,\n"b" 2}',
    'x = (1 +\n2 3)',
    '"""a\nb',
    'f(\n  a\n  b)',
    'f(a,\n  b\n)) + c',
    'a\x0cb',
    '\x0ca = 1',
    'if a:\n  \x0cb\n  c',
    'a = 1\r\nb = 2 3\r\n',
    'a = 1\rb = 2 3\r',
    'a = 1; b = 2 3',
    'def f(\n  a,\n  b=1,\n  c): pass',
    'if a:\n  """b\nc"""\n d',
    'class A:\n  def f(self):\n      pass\n    def g(self): pass',
    'for a in b:\nprint(a)',
    'if a:\n\n\n',
    'def f():\n  """only a docstring"""\n   x',
    'x = (\n',
    'x = (a\n\n\n',
    '@a\n  def f(): pass',
    'if a: b\n  c',
    'if a:\n  b; c\n    d',
    'é = (1 2)',
    '日本 = f(\u8a9e \u672c)',
    'x = "é" y',
    '# é\nx = 1 +',
]

for source in sources:
    try:
        compile(source, "<source>", "exec")
        print("compiles")
    except SyntaxError as e:
        print(type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))
