# What must not stand in annotation scopes.
for source in (
    "def f[T: (yield)](): pass",
    "def f[T: (x:=1)](): pass",
    "def f[T](x: (y:=1)): pass",
    "type X = (yield)",
    "type X=(y:=1)",
    "def f[T,T](): pass",
    "def f[T=int,U](): pass",
    "def f[T]():\n  nonlocal T",
    "class A[T]((x:=1)): pass",
    "def f[T: [(x:=1) for i in y]](): pass",
    "type X = [(x:=1) for i in y]",
    "class A[T]([(x:=1) for i in y]): pass",
    "async def f():\n  type X = await y",
    "def f[T:((x:=1),2)](): pass",
    "def f[T=(x:=1)](): pass",
    "def f[*T=(x:=1)](): pass",
    "def f[**T=(x:=1)](): pass",
    "def f[*T:int](): pass",
    "class A[T]:\n  nonlocal T",
    "def f[__debug__](): pass",
    "type X[T] = lambda: (yield)",
):
    try:
        compile(source, "x", "exec")
        print("fine:", source)
    except SyntaxError as e:
        print(repr(source), e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
